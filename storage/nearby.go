package storage

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A Vicinity is where a message was written, and by whom.
type Vicinity struct {
	Author  desk.Person
	At      desk.Address
	Project string
	Since   time.Time // since when the project's tickets are counted
	Most    int       // how many of them are counted at most
	Now     time.Time
}

// Nearby is what is stored around a message.
type Nearby struct {
	Open   []*desk.Ticket            // the author's tickets that still need work, latest first
	Held   map[int64]json.RawMessage // the events held for them, by their numbers
	Opened int                       // how many tickets of the project were opened since
	// LastSaid is when they wrote last at the place, and LastTicket to which
	// ticket; zero: never.
	LastSaid   time.Time
	LastTicket desk.TicketID
}

const (
	openOf = `where t.requester = $1 and ` + stillOpen + ` order by t.opened_at desc, t.id desc`

	countOpened = `
select count(*) from (select from tickets where project = $1 and opened_at > $2 limit $3) as latest`
)

// Nearby reads what is stored around a message, in one round trip.
func (tx *Tx) Nearby(ctx context.Context, v Vicinity) (Nearby, error) {
	var n Nearby
	var held []heldRow
	var opened []int
	pgtx.Ahead(tx.t, "read open tickets of a requester", &n.Open, scanTicket, selectTickets+openOf, v.Author.ID)
	pgtx.Ahead(tx.t, "read the held events of "+v.Author.Account.String(), &held, pgx.RowToStructByPos[heldRow], selectHeldOfOwner,
		v.Author.Account.String(), pgtx.At(v.Now))
	pgtx.Ahead(tx.t, "count the opened of "+v.Project, &opened, pgx.RowTo[int], countOpened, v.Project, pgtx.At(v.Since), v.Most)
	last, err := pgtx.Rows(ctx, tx.t, "read what was said last", scanSaid, selectLastSaid, v.Author.ID, v.At.Platform, v.At.Chat, v.At.Thread)
	if err != nil {
		return Nearby{}, err
	}
	if len(last) > 0 {
		n.LastTicket, n.LastSaid = last[0].ticket, last[0].at
	}
	n.Held, n.Opened = map[int64]json.RawMessage{}, opened[0]
	for _, h := range held {
		n.Held[h.ID] = h.Payload
	}
	return n, nil
}
