package turn

import (
	"context"
	"errors"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// A Refusal is an error that is a sentence for the person: why something cannot
// be done. It rolls back everything the turn did before.
type Refusal struct {
	notice.Sentence
	// Then follows from the refusal itself, in the transaction that reports it;
	// nil: nothing.
	Then func(ctx context.Context, t *Turn) error
}

// Error is for the operator's log, which never sees it in practice.
func (r *Refusal) Error() string { return "refused: " + r.ID }

// Refuse returns a refusal with the id of its sentence and its placeholders, as
// pairs of name and value.
func Refuse(id string, pairs ...string) error { return &Refusal{Sentence: notice.Text(id, pairs...)} }

var (
	// ErrStale means that a button belongs to a question that was answered.
	ErrStale = Refuse(notice.RefusedAnswered)
	// ErrAnonymous means that an event has no author, such as a message in the
	// name of a group.
	ErrAnonymous = Refuse(notice.RefusedAnonymous)
	// ErrSilent ends a turn that means nothing to the desk; nobody is told.
	ErrSilent = errors.New("nothing to say")
)

// NotFound returns the refusal for a missing ticket, which is the same for
// people who may not see it.
func NotFound(key desk.Key, err error) error {
	if errors.Is(err, desk.ErrNotFound) {
		return Refuse(notice.RefusedNotFound, "Key", key.String())
	}
	return err
}

// Refused returns the refusal in an error; nil: the error is the desk's own.
// Such an error fails the turn, and the platform delivers the event again.
func Refused(err error) *Refusal {
	if r, ok := errors.AsType[*Refusal](err); ok {
		return r
	}
	for cause, id := range map[error]string{
		desk.ErrForbidden:      notice.RefusedForbidden,
		tickets.ErrTooLate:     notice.RefusedTooLate,
		tickets.ErrNotAssignee: notice.RefusedNotAssignee,
		tickets.ErrNobody:      notice.RefusedNobodyLeft,
		tickets.ErrNobodyReads: notice.RefusedNobodyReads,
		tickets.ErrNoCustomer:  notice.RefusedNoCustomer,
	} {
		if errors.Is(err, cause) {
			return &Refusal{Sentence: notice.Text(id)}
		}
	}
	return nil
}

// inWords turns a move that the ticket's state does not allow into a refusal;
// any other error is returned unchanged.
func (t *Turn) inWords(c *tickets.Case, err error) error {
	if errors.Is(err, tickets.ErrNoWords) {
		return Refuse(notice.RefusedNoWords, "Key", c.Ticket.Key.String())
	}
	for cause, id := range map[error]string{
		tickets.ErrNoApprovers:   notice.RefusedNoApprovers,
		tickets.ErrNoOverage:     notice.RefusedNoOverage,
		tickets.ErrAskedAlready:  notice.RefusedAskedAlready,
		tickets.ErrNothingAsked:  notice.RefusedNothingAsked,
		tickets.ErrOtherApproval: notice.RefusedOtherApproval,
		tickets.ErrNotApprover:   notice.RefusedNotApprover,
		tickets.ErrVotedAlready:  notice.RefusedVotedAlready,
	} {
		if errors.Is(err, cause) {
			return Refuse(id, "Key", c.Ticket.Key.String(), "Project", c.Project().Name, "Text", strings.Join(c.Approvers(), ", "))
		}
	}
	m, ok := errors.AsType[*desk.MoveError](err)
	if !ok {
		return err
	}
	return Refuse(illegalMove(m, t.Actor().Engineer()),
		"Key", c.Ticket.Key.String(),
		"State", cards.StateName(t.Who.Person.Locale, m.State),
		"Who", c.NameOf(m.Assignee))
}

func illegalMove(m *desk.MoveError, asker desk.EngineerID) string {
	switch {
	case m.Move == desk.MoveAck && m.State.Open() && m.Assignee == asker:
		return notice.RefusedTakenByYou
	case m.Move == desk.MoveAck && m.State.Open():
		return notice.RefusedTaken
	case m.Move == desk.MoveAssign && m.State.Open():
		return notice.RefusedSameAssignee
	case m.Move == desk.MoveHandOver && m.State.Open():
		return notice.RefusedSameHolder
	case m.Move == desk.MoveWait && m.State.Open():
		return notice.RefusedSameState
	case m.Move == desk.MoveResume && m.State.Open():
		return notice.RefusedNotWaiting
	case m.Move == desk.MoveReopen && m.State.Ended():
		return notice.RefusedEnded
	case m.Move == desk.MoveReopen, m.Move == desk.MoveClose:
		return notice.RefusedNotResolved
	default:
		return notice.RefusedNotOpen
	}
}
