package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// An Approval is something that a shop's approvers are asked to agree to before
// it is done, and what they have said.
type Approval struct {
	Of     ApprovalSubject `json:"of"`
	Effort time.Duration   `json:"effort,omitempty"` // hours of work
	// Already is how many hours beyond the package were agreed to before. They
	// stay agreed to, whatever is said now.
	Already time.Duration `json:"already,omitempty"`
	Price   string        `json:"price,omitempty"` // as the engineer wrote it, with its currency
	Text    string        `json:"text,omitempty"`  // what is to be done
	By      EngineerID    `json:"by"`              // who asks
	// Print is the fingerprint of what is asked. Buttons carry it, so nobody
	// agrees to what they did not read.
	Print string `json:"print"`
	// At is when the approvers were asked last. Each expiry asks them again.
	At       time.Time    `json:"at"`
	Reminded bool         `json:"reminded,omitempty"` // since then
	Need     int          `json:"need"`               // how many of them have to agree
	Asked    []EngineerID `json:"asked,omitempty"`
	Votes    []Vote       `json:"votes,omitempty"`
	Cards    []Address    `json:"cards,omitempty"` // where they were asked, each time
}

// An ApprovalSubject is what an approval is about. A ticket has at most one
// approval of each.
type ApprovalSubject string

// The subjects.
const (
	OfEstimate ApprovalSubject = "estimate" // of a change
	OfOverage  ApprovalSubject = "overage"  // hours beyond the package
)

// A Vote is what an approver, or somebody in their place, has said. The last one
// counts.
type Vote struct {
	For EngineerID `json:"for"` // the approver
	Who EngineerID `json:"who"` // they themselves or their delegate
	No  bool       `json:"no,omitempty"`
	At  time.Time  `json:"at"`
}

// An ApprovalState is what the votes of an approval amount to.
type ApprovalState string

// The states of an approval.
const (
	Undecided ApprovalState = ""
	Approved  ApprovalState = "approved"
	Declined  ApprovalState = "declined"
)

// Standing counts the votes: one against declines it. Silence is never a "no".
func (a *Approval) Standing() ApprovalState {
	if slices.ContainsFunc(a.Votes, func(v Vote) bool { return v.No }) {
		return Declined
	}
	if len(a.Votes) >= max(a.Need, 1) {
		return Approved
	}
	return Undecided
}

// Voted returns the vote in an approver's name.
func (a *Approval) Voted(approver EngineerID) (Vote, bool) {
	i := slices.IndexFunc(a.Votes, func(v Vote) bool { return v.For == approver })
	if i < 0 {
		return Vote{}, false
	}
	return a.Votes[i], true
}

// Vote adds a vote, in place of an earlier one in the same name.
func (a *Approval) Vote(v Vote) {
	a.Votes = append(slices.DeleteFunc(slices.Clone(a.Votes), func(o Vote) bool { return o.For == v.For }), v)
}

// Fingerprint returns a short hash of what is asked on a ticket. Whatever an
// approver reads changes it.
func (a *Approval) Fingerprint(k Key) string {
	asked := fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s", k, a.Of, a.Effort, a.Price, a.Text)
	if a.Already > 0 {
		asked = fmt.Appendf(asked, "\n%s", a.Already)
	}
	sum := sha256.Sum256(asked)
	return hex.EncodeToString(sum[:4])
}

// IsPrint reports whether a word looks like a fingerprint.
func IsPrint(word string) bool { return printPattern.MatchString(word) }

var printPattern = regexp.MustCompile(`^[0-9a-f]{8}$`)

// Approvers are the people of a shop who agree to estimates and to hours beyond
// its package. The zero value is nobody.
type Approvers struct {
	People    []string          // handles
	Need      int               // how many of them have to agree
	Delegates map[string]string // who may agree in somebody's place, by the handle of the latter
	Remind    Span              // after which those who are silent are reminded, and their delegates asked
	Expire    Span              // after which all who are silent are asked again; longer than Remind
}

// The spans that apply where desk.yaml has none.
var (
	UsualApprovalRemind = Span{Time: 4 * time.Hour}
	UsualApprovalExpire = Span{Time: 24 * time.Hour}
)

// For returns the approver in whose name somebody votes: themselves, or the
// first approver whose delegate they are and who has not voted. It is false for
// everybody else.
func (r Approvers) For(handle string, a *Approval) (EngineerID, bool) {
	if handle == "" || slices.Contains(r.People, handle) {
		return EngineerID(handle), handle != ""
	}
	var found EngineerID
	for _, who := range r.People {
		if r.Delegates[who] != handle {
			continue
		}
		if _, voted := a.Voted(EngineerID(who)); !voted {
			return EngineerID(who), true
		}
		found = EngineerID(who)
	}
	return found, found != ""
}

// All returns the handles of the approvers and of their delegates.
func (r Approvers) All() []string {
	all := slices.Clone(r.People)
	for _, who := range r.People {
		if d := r.Delegates[who]; d != "" && !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	return all
}

// ApprovalWith returns the approval with a fingerprint; "" is the one that was
// asked for last, an undecided one before others. nil: there is none.
func (t *Ticket) ApprovalWith(fingerprint string) *Approval {
	var found *Approval
	for i := range t.Approvals {
		switch a := &t.Approvals[i]; {
		case fingerprint != "" && a.Print != fingerprint:
		case found == nil || a.Standing() == Undecided || found.Standing() != Undecided:
			found = a
		}
	}
	return found
}

// Approval returns the approval of a subject, or nil.
func (t *Ticket) Approval(of ApprovalSubject) *Approval {
	i := slices.IndexFunc(t.Approvals, func(a Approval) bool { return a.Of == of })
	if i < 0 {
		return nil
	}
	return &t.Approvals[i]
}

// Agreed returns how many hours beyond the package the shop has agreed to on the
// ticket. The hours of an estimate that was approved are among them.
func (t *Ticket) Agreed() (hours time.Duration) {
	for i := range t.Approvals {
		a := &t.Approvals[i]
		hours += a.Already
		if a.Standing() == Approved {
			hours += a.Effort
		}
	}
	return hours
}

// Awaits returns the approval that is waited for the longest, or nil.
func (t *Ticket) Awaits() *Approval {
	var first *Approval
	for i := range t.Approvals {
		if a := &t.Approvals[i]; t.State.Open() && a.Standing() == Undecided && (first == nil || a.At.Before(first.At)) {
			first = a
		}
	}
	return first
}

// Approves reports whether something can be approved on the ticket: while it is
// open, and what was worked beyond the package also later.
func (t *Ticket) Approves(of ApprovalSubject) bool { return t.State.Open() || of == OfOverage }
