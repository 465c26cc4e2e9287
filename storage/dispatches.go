package storage

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A NoticeState is how far a notice got.
type NoticeState string

// The states of a notice.
const (
	NoticeLiving NoticeState = "living" // is to be sent
	NoticeSent   NoticeState = "sent"   // was sent, or there was nothing to say
	NoticeDead   NoticeState = "dead"   // was refused for good
	NoticeHushed NoticeState = "hushed" // was cancelled
)

// A Dispatch is the outcome of a notice that carried some words to a place, or deleted them there.
type Dispatch struct {
	ID       int64
	Kind     desk.NoticeKind
	Facts    json.RawMessage // nil: erased
	To       desk.Address
	InThread bool
	Slot     string
	State    NoticeState
	Held     bool // by a courier, or by one that was killed
	// Unsure means that there may be a message, or a second one, that is not stored.
	Unsure bool
	At     time.Time // when it was settled; zero: not yet
}

// Doubtful reports whether the notice may have left a message that is not stored.
func (d Dispatch) Doubtful() bool { return d.Unsure || d.State == NoticeHushed && d.Held }

const selectDeliveries = `
select id, kind, facts, platform, chat, thread, in_thread, slot, state, leased_until is not null, unsure, settled_at
from notices where ` + ofTicket + ` and starts_with(slot, $2) order by id`

// Dispatches returns the outcomes of notices for the slots of a ticket whose names have this prefix, in order. They
// are deleted some weeks after they were settled.
func (tx *Tx) Dispatches(ctx context.Context, t desk.TicketID, slots string) ([]Dispatch, error) {
	scan := func(row pgx.CollectableRow) (d Dispatch, err error) {
		err = row.Scan(&d.ID, &d.Kind, &d.Facts, &d.To.Platform, &d.To.Chat, &d.To.Thread, &d.InThread, &d.Slot,
			&d.State, &d.Held, &d.Unsure, pgtx.Timestamp{T: &d.At})
		return d, err
	}
	return pgtx.Rows(ctx, tx.t, "read what became of words", scan, selectDeliveries, t, slots)
}

const selectHeard = `
select max(settled_at) from notices
where ` + ofTicket + ` and platform = $2 and chat = $3 and state = 'sent' and sent_message <> ''`

// LastHeard returns when a chat last took a message about a ticket; zero: never.
func (tx *Tx) LastHeard(ctx context.Context, t desk.TicketID, chat desk.Address) (time.Time, error) {
	scan := func(row pgx.CollectableRow) (at time.Time, err error) {
		err = row.Scan(pgtx.Timestamp{T: &at})
		return at, err
	}
	return pgtx.One(ctx, tx.t, "read when a chat heard last", scan, selectHeard, t, chat.Platform, chat.Chat)
}

// A LostPost is a notice that may have left a message in its slot that is not stored.
type LostPost struct {
	ID      int64
	Planned time.Time
}

const selectDoubts = `
select n.ticket, n.slot, n.id, n.planned
from unnest($1::bigint[], $2::text[]) as asked(ticket, slot) join notices n using (ticket, slot)
where n.ticket > 0 and (n.unsure or n.state = 'hushed' and n.leased_until is not null
    or n.state = 'sent' and n.sent_message <> '' and not exists (select from slots s where s.ticket = n.ticket and s.slot = n.slot))
order by n.id`

// doubtsAhead reads what may be in slots without being stored, along with the next statement that waits for its
// result.
func (tx *Tx) doubtsAhead(slots []Slot, into *[]doubted) {
	scan := func(row pgx.CollectableRow) (d doubted, err error) {
		err = row.Scan(&d.Ticket, &d.Name, &d.ID, pgtx.Timestamp{T: &d.Planned})
		return d, err
	}
	pgtx.Ahead(tx.t, "read doubts", into, scan, selectDoubts,
		pgtx.Column(slots, func(s Slot) desk.TicketID { return s.Ticket }), pgtx.Column(slots, func(s Slot) string { return s.Name }))
}

type doubted struct {
	Slot
	LostPost
}
