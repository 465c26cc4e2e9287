package storage

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A Prompt is a question that is answered by a person's next message in a chat.
type Prompt struct {
	Account desk.Account
	Chat    string
	Ticket  desk.TicketID
	Act     desk.Action // the act that asks
	Facts   json.RawMessage
	Expires time.Time
}

const upsertPrompt = `
insert into prompts (platform, account, chat, ticket, form, facts, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (platform, account, chat) do update
set ticket = excluded.ticket, form = excluded.form, facts = excluded.facts, expires_at = excluded.expires_at`

// SetPrompt stores a question, which replaces the one before it in that chat.
func (tx *Tx) SetPrompt(_ context.Context, p Prompt) error {
	tx.t.Later("ask for "+string(p.Act), upsertPrompt,
		p.Account.Platform, p.Account.ID, p.Chat, p.Ticket, p.Act, p.Facts, pgtx.At(p.Expires))
	return nil
}

const (
	promptColumns = `platform, account, chat, ticket, form, facts, expires_at`

	selectPrompt = `
select ` + promptColumns + ` from prompts where platform = $1 and account = $2 and chat = $3 and expires_at > $4`

	endPrompts = `
with ended as (delete from prompts where platform = $1 and account = $2 returning ` + promptColumns + `)
select * from ended where expires_at > $3`
)

func scanPrompt(row pgx.CollectableRow) (p Prompt, err error) {
	err = row.Scan(&p.Account.Platform, &p.Account.ID, &p.Chat, &p.Ticket, &p.Act, &p.Facts, pgtx.Timestamp{T: &p.Expires})
	return p, err
}

// PromptOf returns the question that waits for a person's message in a chat.
func (tx *Tx) PromptOf(ctx context.Context, who desk.Account, chat string, now time.Time) (Prompt, error) {
	return pgtx.One(ctx, tx.t, "read a prompt", scanPrompt, selectPrompt, who.Platform, who.ID, chat, pgtx.At(now))
}

// EndPrompts deletes all questions that wait for a person's message, in any
// chat, and returns those whose time was not over.
func (tx *Tx) EndPrompts(ctx context.Context, who desk.Account, now time.Time) ([]Prompt, error) {
	return pgtx.Rows(ctx, tx.t, "end prompts", scanPrompt, endPrompts, who.Platform, who.ID, pgtx.At(now))
}

// A Held is an event that waits for its owner's decision.
type Held struct {
	Owner   desk.Account
	Payload json.RawMessage
	Expires time.Time
}

const (
	// mostHeld is how many events may wait for one owner. Beyond it the oldest
	// are deleted.
	mostHeld = 50

	insertHeld = `insert into held (id, owner, payload, expires_at) overriding system value values ($1, $2, $3, $4)`

	deleteOldestHeld = `
delete from held where id in (select id from held where owner = $1 order by expires_at desc, id offset $2)`
)

// Hold stores an event and returns the number by which a button refers to it.
// Anybody can send a button's data, so the number cannot be guessed and does
// not reveal how many others there are.
func (tx *Tx) Hold(_ context.Context, h Held) (int64, error) {
	id := rand.Int64N(math.MaxInt64) + 1
	tx.t.Later("hold an event", insertHeld, id, h.Owner.String(), withoutNUL(h.Payload), pgtx.At(h.Expires))
	tx.t.Later("make room among held events", deleteOldestHeld, h.Owner.String(), mostHeld)
	return id, nil
}

// takeHeld finds the owner in the payload if an older program stored it.
const takeHeld = `
delete from held where id = $1 and expires_at > $2
    and coalesce(owner, concat(payload #>> '{Event,From,platform}', ':', payload #>> '{Event,From,id}')) = $3
returning payload`

// TakeHeld returns and deletes an event held for an owner. One held for
// somebody else stays, and is not found, as if it did not exist.
func (tx *Tx) TakeHeld(ctx context.Context, id int64, owner desk.Account, now time.Time) (json.RawMessage, error) {
	return pgtx.One(ctx, tx.t, "take a held event", pgx.RowTo[json.RawMessage], takeHeld, id, pgtx.At(now), owner.String())
}

const (
	selectHeldOfOwner = `select id, payload from held where owner = $1 and expires_at > $2`
	selectHeldByID    = `select payload from held where id = $1 and expires_at > $2`
)

type heldRow struct {
	ID      int64
	Payload json.RawMessage
}

// HeldByID returns an event that is held, for any owner.
func (tx *Tx) HeldByID(ctx context.Context, id int64, now time.Time) (json.RawMessage, error) {
	return pgtx.One(ctx, tx.t, "read a held event", pgx.RowTo[json.RawMessage], selectHeldByID, id, pgtx.At(now))
}

const selectMark = `select value from marks where name = $1`

// Mark returns the value stored under a name, "" if there is none.
func (tx *Tx) Mark(ctx context.Context, name string) (string, error) {
	v, err := pgtx.One(ctx, tx.t, "read mark "+name, pgx.RowTo[string], selectMark, name)
	if errors.Is(err, desk.ErrNotFound) {
		return "", nil
	}
	return v, err
}

const upsertMark = `
insert into marks (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`

// SetMark stores a value under a name.
func (tx *Tx) SetMark(_ context.Context, name, value string) error {
	tx.t.Later("set mark "+name, upsertMark, name, value)
	return nil
}

// keptCorrections is how many corrections of each project are kept.
const keptCorrections = 1000

// A TicketCorrection is the request type that a person gave a ticket.
type TicketCorrection struct {
	desk.Correction
	Ticket desk.TicketID
	Person desk.PersonID
}

const upsertCorrection = `
insert into corrections (project, body, type, corrected_by, at, ticket, person) values ($1, $2, $3, $4, $5, nullif($6, 0), nullif($7, 0))
on conflict (ticket, person) do update
set body = excluded.body, type = excluded.type, corrected_by = excluded.corrected_by, at = excluded.at`

// Correct stores a correction for the classifier to learn from. It replaces the
// same person's earlier one on the ticket.
func (tx *Tx) Correct(_ context.Context, c TicketCorrection) error {
	tx.t.Later("keep a correction", upsertCorrection, c.Project, c.Text, c.Type, c.By, pgtx.At(c.At), c.Ticket, c.Person)
	return nil
}

// selectCorrections shortens texts that an older program stored in full.
const selectCorrections = `
select project, left(body, 4096), type, corrected_by, at from (
    select *, row_number() over (partition by project order by at desc, id desc) as nth from corrections
    where at >= coalesce($1, '-infinity'::timestamptz) order by nth limit $2) c
order by at, id`

// Corrections returns those since a time, oldest first. If there are more than
// limit, each project's latest are returned, equally many for each, so that no
// project crowds out another.
func (tx *Tx) Corrections(ctx context.Context, since time.Time, limit int) ([]desk.Correction, error) {
	scan := func(row pgx.CollectableRow) (c desk.Correction, err error) {
		err = row.Scan(&c.Project, &c.Text, &c.Type, &c.By, pgtx.Timestamp{T: &c.At})
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read corrections", scan, selectCorrections, pgtx.At(since), limit)
}

// What is deleted after a while. Receipts of a ladder's steps stay with their
// ticket. Updates that could not be decoded are kept for a month, and dead
// letters for three, for somebody to deal with them. Fingerprints of files are kept for
// five years: as long as somebody may argue about a report or an act of work.
func forgettable() []string {
	return []string{
		`delete from inbox where at < $1`,
		`delete from notices where settled_at < $1 and (state = 'hushed' or state = 'sent' and clock = '')`,
		`delete from prompts where expires_at < $1`,
		`delete from held where expires_at < $1`,
		`delete from invites where expires_at < $1`,
		`delete from members where seen_at < $1`,
		`delete from told where at < $1`,
		`delete from parked where at < $1`,
		`delete from notices where settled_at < $1::timestamptz - interval '60 days' and state = 'dead' and clock = ''`,
		`delete from made_files where made_at < $1::timestamptz - interval '5 years'`,
		`delete from reach where at < $1 and able`,
		`delete from alerts where seen_at < $1 and not firing`,
		`delete from corrections where at < $1::timestamptz - interval '2 years' or id in (
    select id from (select id, row_number() over (partition by project order by at desc, id desc) as nth from corrections) c
    where nth > ` + strconv.Itoa(keptCorrections) + `)`,
	}
}

// Prune deletes what ended before a time: ids of events that no platform
// repeats any more, settled notices, and questions without an answer.
func (tx *Tx) Prune(_ context.Context, before time.Time) error {
	for _, sql := range forgettable() {
		tx.t.Later("prune", sql, pgtx.At(before))
	}
	return nil
}
