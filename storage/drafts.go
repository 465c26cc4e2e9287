package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// draftFacts are what is stored of a draft as JSON.
type draftFacts struct {
	Plan    desk.FormPlan     `json:"plan"`
	Answers map[string]string `json:"answers"`
	Kept    []string          `json:"kept,omitempty"`
	Changed bool              `json:"changed,omitempty"`
	Sent    map[string]string `json:"sent,omitempty"`
}

const (
	upsertDraft = `
insert into drafts (ticket, platform, account, chat, thread, form, at_field, facts, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (ticket) do update set platform = excluded.platform, account = excluded.account, chat = excluded.chat, thread = excluded.thread,
    form = excluded.form, at_field = excluded.at_field, facts = excluded.facts, asked_at = excluded.asked_at`

	selectDrafts = `select ticket, platform, account, chat, thread, form, at_field, facts, asked_at from drafts `
)

// SaveDraft stores a form that is being filled in. A ticket has at most one.
func (tx *Tx) SaveDraft(d desk.Draft) error {
	facts, err := json.Marshal(draftFacts{d.Plan, d.Answers, d.Kept, d.Changed, d.Sent})
	if err != nil {
		return fmt.Errorf("keep a draft: %w", err)
	}
	tx.t.Later("keep a draft", upsertDraft, d.Ticket, d.Owner.Platform, d.Owner.ID, d.Place.Chat, d.Place.Thread, d.Form, d.At,
		withoutNUL(facts), pgtx.At(d.Asked))
	return nil
}

func scanDraft(row pgx.CollectableRow) (d desk.Draft, err error) {
	var raw json.RawMessage
	err = row.Scan(&d.Ticket, &d.Owner.Platform, &d.Owner.ID, &d.Place.Chat, &d.Place.Thread, &d.Form, &d.At, &raw, pgtx.Timestamp{T: &d.Asked})
	if err != nil {
		return d, err
	}
	var facts draftFacts
	if err := json.Unmarshal(raw, &facts); err != nil {
		return d, fmt.Errorf("read a draft: %w", err)
	}
	d.Place.Platform = d.Owner.Platform
	d.Plan, d.Answers, d.Kept, d.Changed, d.Sent = facts.Plan, facts.Answers, facts.Kept, facts.Changed, facts.Sent
	if d.Answers == nil {
		d.Answers = map[string]string{}
	}
	return d, nil
}

// DraftOf returns the form that is being filled in for a ticket.
func (tx *Tx) DraftOf(ctx context.Context, t desk.TicketID) (desk.Draft, error) {
	return pgtx.One(ctx, tx.t, "read a draft", scanDraft, selectDrafts+`where ticket = $1`, t)
}

// DraftsBy returns the forms that an account works on in a chat, the latest first.
func (tx *Tx) DraftsBy(ctx context.Context, who desk.Account, chat string) ([]desk.Draft, error) {
	return pgtx.Rows(ctx, tx.t, "read somebody's drafts", scanDraft,
		selectDrafts+`where platform = $1 and account = $2 and chat = $3 order by asked_at desc, ticket desc`, who.Platform, who.ID, chat)
}

// EndDraft deletes the form of a ticket.
func (tx *Tx) EndDraft(t desk.TicketID) {
	tx.t.Later("end a draft", `delete from drafts where ticket = $1`, t)
}
