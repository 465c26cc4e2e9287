package history

import (
	"time"

	"vakhta/desk"
)

// ApprovalAsked says that the shop's approvers were asked to agree to something.
// Print is its fingerprint, which the answers repeat.
type ApprovalAsked struct {
	Of     desk.ApprovalSubject `json:"of"`
	Print  string               `json:"print"`
	Effort time.Duration        `json:"effort,omitempty"` // in nanoseconds
	Price  string               `json:"price,omitempty"`
	Text   string               `json:"text,omitempty"`
	Need   int                  `json:"need"` // how many have to agree
	Asked  []desk.Actor         `json:"asked,omitempty"`
	Again  bool                 `json:"again,omitempty"` // they have not answered for long
}

// ApprovalReminded says that those approvers who are silent were reminded.
type ApprovalReminded struct {
	Of    desk.ApprovalSubject `json:"of"`
	Print string               `json:"print"`
}

// ApprovalGiven says that an approver agreed.
type ApprovalGiven struct {
	Of    desk.ApprovalSubject `json:"of"`
	Print string               `json:"print"`
	For   desk.Actor           `json:"for"`            // in whose name
	Done  bool                 `json:"done,omitempty"` // enough of them agree now
}

// ApprovalDeclined says that an approver did not agree, or not any more.
type ApprovalDeclined struct {
	Of    desk.ApprovalSubject `json:"of"`
	Print string               `json:"print"`
	For   desk.Actor           `json:"for"`
	Text  string               `json:"text,omitempty"` // why
}

// ApproversMissing says that approvers cannot be asked.
type ApproversMissing struct {
	Of    desk.ApprovalSubject `json:"of"`
	Names []string             `json:"names,omitempty"` // none: the shop has no approvers any more
}

// Kind names ApprovalAsked in the store.
func (ApprovalAsked) Kind() ActivityKind { return "approval_asked" }

// Kind names ApprovalReminded in the store.
func (ApprovalReminded) Kind() ActivityKind { return "approval_reminded" }

// Kind names ApprovalGiven in the store.
func (ApprovalGiven) Kind() ActivityKind { return "approval_given" }

// Kind names ApprovalDeclined in the store.
func (ApprovalDeclined) Kind() ActivityKind { return "approval_declined" }

// Kind names ApproversMissing in the store.
func (ApproversMissing) Kind() ActivityKind { return "approvers_missing" }

func (ApprovalAsked) event()    {}
func (ApprovalReminded) event() {}
func (ApprovalGiven) event()    {}
func (ApprovalDeclined) event() {}
func (ApproversMissing) event() {}
