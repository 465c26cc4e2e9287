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

// A Prompt is a question whose answer is somebody's next words in a chat.
type Prompt struct {
	Account desk.Account
	Chat    string
	Ticket  desk.TicketID
	Act     desk.Action // that asks
	Facts   json.RawMessage
	Expires time.Time
}

const upsertPrompt = `
insert into prompts (platform, account, chat, ticket, form, facts, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (platform, account, chat) do update
set ticket = excluded.ticket, form = excluded.form, facts = excluded.facts, expires_at = excluded.expires_at`

// SetPrompt asks a question, in place of one that was asked there before.
func (tx *Tx) SetPrompt(_ context.Context, p Prompt) error {
	tx.t.Later("ask for "+string(p.Act), upsertPrompt,
		p.Account.Platform, p.Account.ID, p.Chat, p.Ticket, p.Act, p.Facts, pgtx.At(p.Expires))
	return nil
}

const takePrompt = `
delete from prompts where platform = $1 and account = $2 and chat = $3 and expires_at > $4
returning platform, account, chat, ticket, form, facts, expires_at`

// TakePrompt is the question that waits for somebody's words, and no longer
// does from now on.
func (tx *Tx) TakePrompt(ctx context.Context, who desk.Account, chat string, now time.Time) (Prompt, error) {
	scan := func(row pgx.CollectableRow) (p Prompt, err error) {
		err = row.Scan(&p.Account.Platform, &p.Account.ID, &p.Chat, &p.Ticket, &p.Act, &p.Facts, pgtx.Timestamp{T: &p.Expires})
		return p, err
	}
	return pgtx.One(ctx, tx.t, "take a prompt", scan, takePrompt, who.Platform, who.ID, chat, pgtx.At(now))
}

// A Held is an event that waits until its owner says what to do with it.
type Held struct {
	Owner   desk.Account
	Payload json.RawMessage
	Expires time.Time
}

const (
	// mostHeld is how many events wait for one owner; the oldest make room.
	mostHeld = 50

	insertHeld = `insert into held (id, owner, payload, expires_at) overriding system value values ($1, $2, $3, $4)`

	deleteOldestHeld = `
delete from held where id in (select id from held where owner = $1 order by expires_at desc, id offset $2)`
)

// Hold keeps an event, and returns the number that a button names it by. Anybody
// may send a button's data, so the number is one that nobody guesses, and it tells
// nothing of how much else is held.
func (tx *Tx) Hold(_ context.Context, h Held) (int64, error) {
	id := rand.Int64N(math.MaxInt64) + 1
	tx.t.Later("hold an event", insertHeld, id, h.Owner.String(), withoutNUL(h.Payload), pgtx.At(h.Expires))
	tx.t.Later("make room among held events", deleteOldestHeld, h.Owner.String(), mostHeld)
	return id, nil
}

// takeHeld finds the owner in the payload where an older program held it.
const takeHeld = `
delete from held where id = $1 and expires_at > $2
    and coalesce(owner, concat(payload #>> '{Event,From,platform}', ':', payload #>> '{Event,From,id}')) = $3
returning payload`

// TakeHeld is an event that was held for an owner, and no longer is. Another's
// stays, and is not found, as if it did not exist.
func (tx *Tx) TakeHeld(ctx context.Context, id int64, owner desk.Account, now time.Time) (json.RawMessage, error) {
	return pgtx.One(ctx, tx.t, "take a held event", pgx.RowTo[json.RawMessage], takeHeld, id, pgtx.At(now), owner.String())
}

const selectMark = `select value from marks where name = $1`

// Mark is what was noted under a name, "" when nothing was.
func (tx *Tx) Mark(ctx context.Context, name string) (string, error) {
	v, err := pgtx.One(ctx, tx.t, "read mark "+name, pgx.RowTo[string], selectMark, name)
	if errors.Is(err, desk.ErrNotFound) {
		return "", nil
	}
	return v, err
}

const upsertMark = `
insert into marks (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`

// SetMark notes a value under a name.
func (tx *Tx) SetMark(_ context.Context, name, value string) error {
	tx.t.Later("set mark "+name, upsertMark, name, value)
	return nil
}

// keptCorrections is how many corrections of a project are not pruned.
const keptCorrections = 1000

// A TicketCorrection is what somebody said the request of a ticket is.
type TicketCorrection struct {
	desk.Correction
	Ticket desk.TicketID
	Person desk.PersonID
}

const upsertCorrection = `
insert into corrections (project, body, type, corrected_by, at, ticket, person) values ($1, $2, $3, $4, $5, nullif($6, 0), nullif($7, 0))
on conflict (ticket, person) do update
set body = excluded.body, type = excluded.type, corrected_by = excluded.corrected_by, at = excluded.at`

// Correct keeps a correction for the classifier to learn from. Of a person's on
// one ticket the last counts.
func (tx *Tx) Correct(_ context.Context, c TicketCorrection) error {
	tx.t.Later("keep a correction", upsertCorrection, c.Project, c.Text, c.Type, c.By, pgtx.At(c.At), c.Ticket, c.Person)
	return nil
}

// selectCorrections cuts what an older program kept whole.
const selectCorrections = `
select project, left(body, 4096), type, corrected_by, at from (
    select *, row_number() over (partition by project order by at desc, id desc) as nth from corrections
    where at >= coalesce($1, '-infinity'::timestamptz) order by nth limit $2) c
order by at, id`

// Corrections are those since a moment, the oldest first. So many are read at
// most, the latest, of each project as many, so that none crowds out another's.
func (tx *Tx) Corrections(ctx context.Context, since time.Time, limit int) ([]desk.Correction, error) {
	scan := func(row pgx.CollectableRow) (c desk.Correction, err error) {
		err = row.Scan(&c.Project, &c.Text, &c.Type, &c.By, pgtx.Timestamp{T: &c.At})
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read corrections", scan, selectCorrections, pgtx.At(since), limit)
}

// What is of no use after a while. The receipts of a ladder's steps stay with
// their ticket, and dead letters until somebody has seen to them.
func forgettable() []string {
	return []string{
		`delete from inbox where at < $1`,
		`delete from notices where settled_at < $1 and (state = 'hushed' or state = 'sent' and clock = '')`,
		`delete from prompts where expires_at < $1`,
		`delete from held where expires_at < $1`,
		`delete from invites where expires_at < $1`,
		`delete from members where seen_at < $1`,
		`delete from corrections where at < $1::timestamptz - interval '2 years' or id in (
    select id from (select id, row_number() over (partition by project order by at desc, id desc) as nth from corrections) c
    where nth > ` + strconv.Itoa(keptCorrections) + `)`,
	}
}

// Prune deletes what was over before a moment: events that no platform repeats
// any more, notices that were settled, questions that nobody answered.
func (tx *Tx) Prune(_ context.Context, before time.Time) error {
	for _, sql := range forgettable() {
		tx.t.Later("prune", sql, pgtx.At(before))
	}
	return nil
}
