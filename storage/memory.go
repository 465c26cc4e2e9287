package storage

import (
	"context"
	"encoding/json"
	"errors"
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

const insertHeld = `insert into held (payload, expires_at) values ($1, $2) returning id`

// Hold keeps an event until somebody says what to do with it.
func (tx *Tx) Hold(ctx context.Context, payload json.RawMessage, expires time.Time) (int64, error) {
	return pgtx.One(ctx, tx.t, "hold an event", pgx.RowTo[int64], insertHeld, payload, pgtx.At(expires))
}

const takeHeld = `delete from held where id = $1 and expires_at > $2 returning payload`

// TakeHeld is an event that was held, and no longer is.
func (tx *Tx) TakeHeld(ctx context.Context, id int64, now time.Time) (json.RawMessage, error) {
	return pgtx.One(ctx, tx.t, "take a held event", pgx.RowTo[json.RawMessage], takeHeld, id, pgtx.At(now))
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

const insertCorrection = `insert into corrections (project, body, type, corrected_by, at) values ($1, $2, $3, $4, $5)`

// Correct keeps a correction for the classifier to learn from.
func (tx *Tx) Correct(_ context.Context, c desk.Correction) error {
	tx.t.Later("keep a correction", insertCorrection, c.Project, c.Text, c.Type, c.By, pgtx.At(c.At))
	return nil
}

const selectCorrections = `
select project, body, type, corrected_by, at from corrections
where project = $1 or $1 = '' order by at desc, id desc limit $2`

// Corrections are a project's, or everybody's for "", the latest first.
func (tx *Tx) Corrections(ctx context.Context, project string, limit int) ([]desk.Correction, error) {
	scan := func(row pgx.CollectableRow) (c desk.Correction, err error) {
		err = row.Scan(&c.Project, &c.Text, &c.Type, &c.By, pgtx.Timestamp{T: &c.At})
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read corrections", scan, selectCorrections, project, limit)
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
