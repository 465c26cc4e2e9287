package conversations

import (
	"errors"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// A saying is an error that is a sentence for the person: what they asked for
// cannot be done, and here is why.
type saying struct{ notice.Sentence }

// Error is for the operator's log, which never sees it in practice.
func (s saying) Error() string { return "refused: " + s.ID }

func say(id string, pairs ...string) error {
	return saying{notice.Sentence{ID: id, Args: args(pairs...)}}
}

var (
	// errStale means that a button was drawn for what is not so any more.
	errStale = saying{notice.Sentence{ID: notice.RefusedStale}}
	// errAnonymous means that nobody in particular did it.
	errAnonymous = saying{notice.Sentence{ID: notice.RefusedAnonymous}}
)

// notFound says which ticket does not exist, for whoever may not see it too.
func notFound(key desk.Key, err error) error {
	if errors.Is(err, desk.ErrNotFound) {
		return say(notice.RefusedNotFound, "Key", key.String())
	}
	return err
}

// refusal turns what a person did wrong into words for them. Errors that are
// the desk's own are not refusals: they fail the turn, and the platform
// delivers it again.
func refusal(err error) (notice.Sentence, bool) {
	var s saying
	switch {
	case errors.As(err, &s):
		return s.Sentence, true
	case errors.Is(err, desk.ErrForbidden):
		return notice.Sentence{ID: notice.RefusedForbidden}, true
	case errors.Is(err, tickets.ErrTooLate):
		return notice.Sentence{ID: notice.RefusedTooLate}, true
	case errors.Is(err, tickets.ErrNobody):
		return notice.Sentence{ID: notice.RefusedNobodyLeft}, true
	default:
		return notice.Sentence{}, false
	}
}

// illegal puts a move that the ticket's state does not allow into words; any
// other error is left as it is.
func (t *turn) illegal(c *tickets.Case, err error) error {
	var m *desk.MoveError
	if !errors.As(err, &m) {
		return err
	}
	return say(illegalMove(m, t.actor().Handle),
		"Key", c.Ticket.Key.String(),
		"State", cards.StateName(t.who.person.Locale, m.State),
		"Who", c.NameOf(m.Assignee))
}

func illegalMove(m *desk.MoveError, asker string) string {
	switch {
	case m.Move == desk.MoveAck && m.State.Open() && m.Assignee == asker:
		return notice.RefusedTakenByYou
	case m.Move == desk.MoveAck && m.State.Open():
		return notice.RefusedTaken
	case m.Move == desk.MoveAssign && m.State.Open():
		return notice.RefusedSameAssignee
	case m.Move == desk.MoveWait && m.State.Open():
		return notice.RefusedSameState
	case m.Move == desk.MoveResume && m.State.Open():
		return notice.RefusedNotWaiting
	case m.Move == desk.MoveReopen, m.Move == desk.MoveClose:
		return notice.RefusedNotResolved
	default:
		return notice.RefusedNotOpen
	}
}
