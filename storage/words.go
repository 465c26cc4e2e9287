package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const selectUtterances = `
select id, ticket, author, from_desk, internal, body, platform, chat, thread, message, at, album, answers,
    ` + filesOf + ` from utterances `

func scanUtterance(row pgx.CollectableRow) (desk.Utterance, error) {
	var u desk.Utterance
	err := row.Scan(&u.ID, &u.Ticket, &u.Author, &u.FromDesk, &u.Internal, &u.Text,
		&u.Source.Platform, &u.Source.Chat, &u.Source.Thread, &u.Source.Message, pgtx.Timestamp{T: &u.At}, &u.Album, &u.Answers, &u.Files)
	if len(u.Files) == 0 {
		u.Files = nil
	}
	return u, err
}

const insertUtterance = `
insert into utterances (ticket, requester, author, from_desk, internal, body, platform, chat, thread, message, at, album, answers)
select id, requester, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from tickets where id = $1
returning id`

// Say stores words of a ticket with their files, and sets their ID.
func (tx *Tx) Say(ctx context.Context, u *desk.Utterance) (err error) {
	u.ID, err = pgtx.One(ctx, tx.t, "keep words", pgx.RowTo[int64], insertUtterance,
		u.Ticket, u.Author, u.FromDesk, u.Internal, u.Text,
		u.Source.Platform, u.Source.Chat, u.Source.Thread, u.Source.Message, pgtx.At(u.At), u.Album, u.Answers)
	if err == nil {
		tx.AddFiles(u, 0)
	}
	return err
}

// selectRecent reads a limited number of the last words.
const selectRecent = `
select count(*) from (select at from utterances where ticket = $1 and not from_desk order by id desc limit 500) w where w.at > $2`

// CountSaid returns how many messages a ticket's requester has written since a
// moment.
func (tx *Tx) CountSaid(ctx context.Context, t desk.TicketID, since time.Time) (int, error) {
	return pgtx.One(ctx, tx.t, "count words", pgx.RowTo[int], selectRecent, t, pgtx.At(since))
}

const updateUtterance = `update utterances set body = $2, internal = $3 where id = $1`

// SaveUtterance stores words that were edited or taken back. Their files stay.
func (tx *Tx) SaveUtterance(_ context.Context, u *desk.Utterance) error {
	tx.t.Later(fmt.Sprintf("save words %d", u.ID), updateUtterance, u.ID, u.Text, u.Internal)
	return nil
}

// UtteranceByID returns words by the store's number.
func (tx *Tx) UtteranceByID(ctx context.Context, id int64) (desk.Utterance, error) {
	return pgtx.One(ctx, tx.t, fmt.Sprintf("read words %d", id), scanUtterance, selectUtterances+`where id = $1`, id)
}

// Any item of an album stands for its words.
const ofMessage = `
where platform = $1 and chat = $2 and (message = $3 or id in (select utterance from files where message = $3 and message <> ''))`

// UtteranceBySource returns the words of a message.
func (tx *Tx) UtteranceBySource(ctx context.Context, r desk.MessageRef) (desk.Utterance, error) {
	return pgtx.One(ctx, tx.t, "read the words of a message", scanUtterance, selectUtterances+ofMessage+` order by id desc limit 1`, r.Platform, r.Chat, r.Message)
}

// UtterancesBySource returns the words of a message in each of the tickets that
// it belongs to.
func (tx *Tx) UtterancesBySource(ctx context.Context, r desk.MessageRef) ([]desk.Utterance, error) {
	return pgtx.Rows(ctx, tx.t, "read all words of a message", scanUtterance, selectUtterances+ofMessage+` order by ticket, id`, r.Platform, r.Chat, r.Message)
}

// Album returns the words of a ticket that were sent as one album, in the order in
// which they were written.
func (tx *Tx) Album(ctx context.Context, t desk.TicketID, album string) ([]desk.Utterance, error) {
	const together = `where ticket = $1 and album = $2 order by id`
	return pgtx.Rows(ctx, tx.t, "read an album", scanUtterance, selectUtterances+together, t, album)
}

// Utterances returns the words of a ticket in the order in which they were
// written.
func (tx *Tx) Utterances(ctx context.Context, t desk.TicketID) ([]desk.Utterance, error) {
	return pgtx.Rows(ctx, tx.t, "read a ticket's words", scanUtterance, selectUtterances+`where ticket = $1 order by id`, t)
}

const selectLastSaid = `
select ticket, at from utterances
where requester = $1 and platform = $2 and chat = $3 and thread = $4 and not from_desk and not internal
order by at desc, id desc limit 1`

type saidRow struct {
	ticket desk.TicketID
	at     time.Time
}

func scanSaid(row pgx.CollectableRow) (s saidRow, err error) {
	err = row.Scan(&s.ticket, pgtx.Timestamp{T: &s.at})
	return s, err
}

// LastSaid returns which of a requester's tickets was last written to from a
// place, and when. A message soon after belongs to the same ticket.
func (tx *Tx) LastSaid(ctx context.Context, who desk.PersonID, at desk.Address) (desk.TicketID, time.Time, error) {
	last, err := pgtx.One(ctx, tx.t, "read what was said last", scanSaid, selectLastSaid, who, at.Platform, at.Chat, at.Thread)
	return last.ticket, last.at, err
}

// The words keep the requester they were written for; their messages move with
// them.
const (
	moveUtterances = `update utterances set ticket = $2 where id = any($1)`
	moveLinks      = `update links set ticket = $2 where utterance = any($1)`
)

// MoveUtterances moves words, with their messages and copies, to another
// ticket.
func (tx *Tx) MoveUtterances(_ context.Context, ids []int64, to desk.TicketID) error {
	tx.t.Later("move words", moveUtterances, ids, to)
	tx.t.Later("move the words' messages", moveLinks, ids, to)
	return nil
}
