package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A Link is the relation of a message to a ticket.
type Link struct {
	Ticket       desk.TicketID
	Utterance    int64  // the words that it is, or is a copy of; 0: none
	Slot         string // the slot it was posted for, or ""
	FromCustomer bool   // the requester's side wrote it
}

const upsertLink = `
insert into links (platform, chat, message, thread, ticket, utterance, slot, from_customer)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (platform, chat, message) do update set thread = excluded.thread, ticket = excluded.ticket,
    utterance = excluded.utterance, slot = excluded.slot, from_customer = excluded.from_customer`

const upsertSlot = `
insert into slots (ticket, slot, platform, chat, thread, message) values ($1, $2, $3, $4, $5, $6)
on conflict (ticket, slot) do update
set platform = excluded.platform, chat = excluded.chat, thread = excluded.thread, message = excluded.message`

// Link stores the relation of a message to a ticket. If it has a slot, the
// message stands in that slot from now on.
func (tx *Tx) Link(_ context.Context, r desk.MessageRef, l Link) error {
	tx.t.Later("link a message", upsertLink,
		r.Platform, r.Chat, r.Message, r.Thread, l.Ticket, l.Utterance, l.Slot, l.FromCustomer)
	if l.Slot != "" {
		tx.t.Later("fill a slot", upsertSlot, l.Ticket, l.Slot, r.Platform, r.Chat, r.Thread, r.Message)
	}
	return nil
}

// FillSlot puts a message into a slot of a ticket without making it a part of
// the ticket: replies to it are not about the ticket.
func (tx *Tx) FillSlot(_ context.Context, t desk.TicketID, slot string, r desk.MessageRef) error {
	tx.t.Later("fill a slot", upsertSlot, t, slot, r.Platform, r.Chat, r.Thread, r.Message)
	return nil
}

const selectLink = `
select ticket, utterance, slot, from_customer from links where platform = $1 and chat = $2 and message = $3`

// LinkOf returns the relation of a message to a ticket. Threads are ignored.
func (tx *Tx) LinkOf(ctx context.Context, r desk.MessageRef) (Link, error) {
	return pgtx.One(ctx, tx.t, "read a message's link", pgx.RowToStructByPos[Link], selectLink, r.Platform, r.Chat, r.Message)
}

const selectCopies = `
select l.platform, l.chat, l.thread, l.message from links l join utterances u on u.id = l.utterance
where l.utterance = $1 and l.utterance > 0
    and (l.platform, l.chat, l.message) <> (u.platform, u.chat, u.message)
order by l.platform, l.chat, l.message`

// Copies returns the messages that delivered some words, without the original.
func (tx *Tx) Copies(ctx context.Context, utterance int64) ([]desk.MessageRef, error) {
	return pgtx.Rows(ctx, tx.t, "read copies of words", scanRef, selectCopies, utterance)
}

const selectSlot = `select platform, chat, thread, message from slots where ticket = $1 and slot = $2`

// Slot returns the message in a slot of a ticket.
func (tx *Tx) Slot(ctx context.Context, t desk.TicketID, slot string) (desk.MessageRef, error) {
	return pgtx.One(ctx, tx.t, "read slot "+slot, scanRef, selectSlot, t, slot)
}

const selectSlots = `select slot, platform, chat, thread, message from slots where ticket = $1`

// Slots returns the messages in all slots of a ticket. Further pages are under
// the names of their own slots.
func (tx *Tx) Slots(ctx context.Context, t desk.TicketID) (map[string]desk.MessageRef, error) {
	scan := func(row pgx.CollectableRow) (f filled, err error) {
		err = row.Scan(&f.Name, &f.by.Platform, &f.by.Chat, &f.by.Thread, &f.by.Message)
		return f, err
	}
	all, err := pgtx.Rows(ctx, tx.t, "read slots", scan, selectSlots, t)
	slots := make(map[string]desk.MessageRef, len(all))
	for _, f := range all {
		slots[f.Name] = f.by
	}
	return slots, err
}

// A Slot is the place of a message that a ticket keeps up to date.
type Slot struct {
	Ticket desk.TicketID
	Name   string
}

// Words that are too long for one message continue in further ones, their
// pages. Each further page has its own slot, named after the first with a # and
// its number, from 2.
const ofSlot = `(s.slot = asked.slot or starts_with(s.slot, asked.slot || '#'))`

// A filled slot is one page of the content of a slot.
type filled struct {
	Slot
	page  int // from 0
	by    desk.MessageRef
	shown string // hash, as [Settlement] had it
}

const selectSlotsOf = `
select s.ticket, asked.slot, coalesce(nullif(substr(s.slot, length(asked.slot) + 2), ''), '1')::integer - 1 as page,
    s.platform, s.chat, s.thread, s.message, split_part(s.shown, ':', 2)
from unnest($1::bigint[], $2::text[]) as asked(ticket, slot) join slots s on s.ticket = asked.ticket and ` + ofSlot + `
union all
select 0, asked.slot, 0, b.platform, b.chat, b.thread, b.message, ''
from unnest($1::bigint[], $2::text[]) as asked(ticket, slot) join boards b on b.slot = asked.slot and asked.ticket = 0
order by 1, 2, 3`

// slotsAhead reads the messages in slots along with the next statement that
// waits for its result, the pages of each in order.
func (tx *Tx) slotsAhead(slots []Slot, into *[]filled) {
	scan := func(row pgx.CollectableRow) (f filled, err error) {
		err = row.Scan(&f.Ticket, &f.Name, &f.page, &f.by.Platform, &f.by.Chat, &f.by.Thread, &f.by.Message, &f.shown)
		return f, err
	}
	pgtx.Ahead(tx.t, "read slots", into, scan, selectSlotsOf,
		pgtx.Column(slots, func(s Slot) desk.TicketID { return s.Ticket }), pgtx.Column(slots, func(s Slot) string { return s.Name }))
}

const deleteSlot = `
delete from slots s using (select $1::bigint as ticket, $2::text as slot) asked where s.ticket = asked.ticket and ` + ofSlot

// DropSlot empties a slot whose messages are gone.
func (tx *Tx) DropSlot(_ context.Context, t desk.TicketID, slot string) error {
	tx.t.Later("drop slot "+slot, deleteSlot, t, slot)
	return nil
}

const upsertThread = `
insert into threads (platform, chat, thread, ticket) values ($1, $2, $3, $4)
on conflict (platform, chat, thread) do update set ticket = excluded.ticket`

// LinkThread assigns a thread to a ticket.
func (tx *Tx) LinkThread(_ context.Context, a desk.Address, t desk.TicketID) error {
	tx.t.Later("link a thread", upsertThread, a.Platform, a.Chat, a.Thread, t)
	return nil
}

const selectThread = `select ticket from threads where platform = $1 and chat = $2 and thread = $3`

// TicketInThread returns the ticket of a thread.
func (tx *Tx) TicketInThread(ctx context.Context, a desk.Address) (desk.TicketID, error) {
	return pgtx.One(ctx, tx.t, "read whose thread it is", pgx.RowTo[desk.TicketID], selectThread, a.Platform, a.Chat, a.Thread)
}

// scanRef reads platform, chat, thread and message.
func scanRef(row pgx.CollectableRow) (desk.MessageRef, error) {
	var r desk.MessageRef
	err := row.Scan(&r.Platform, &r.Chat, &r.Thread, &r.Message)
	return r, err
}
