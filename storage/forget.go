package storage

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// Somebody is a person with everything that identifies them.
type Somebody struct {
	desk.Person
	Accounts []desk.Account
}

const selectSomebody = `
select ` + personColumns + `,
    array(select a.platform || ':' || a.account from accounts a where a.person = p.id order by 1)
from people p
where p.emptied_at is null and (p.handle = $1 or '#' || p.id = $1
    or p.id in (select a.person from accounts a where a.platform || ':' || a.account = $1))
order by p.id limit 1 for update of p`

// FindSomebody returns and locks a person, found by handle, by account such as
// "telegram:7001", or by number such as "#17".
func (tx *Tx) FindSomebody(ctx context.Context, name string) (Somebody, error) {
	scan := func(row pgx.CollectableRow) (s Somebody, err error) {
		var accounts []string
		err = row.Scan(append(personFields(&s.Person), &accounts)...)
		s.Accounts = parseAccounts(accounts)
		return s, err
	}
	return pgtx.One(ctx, tx.t, "find a person", scan, selectSomebody, name)
}

// parseAccounts reads accounts written as "telegram:7001".
func parseAccounts(written []string) (all []desk.Account) {
	for _, one := range written {
		platform, id, _ := strings.Cut(one, ":")
		all = append(all, desk.Account{Platform: desk.Platform(platform), ID: id})
	}
	return all
}

// StillOpenOf returns the open tickets that a person asked for or works on.
func (tx *Tx) StillOpenOf(ctx context.Context, s Somebody) ([]*desk.Ticket, error) {
	const open = `where (t.requester = $1 or t.assignee = any($2)) and ` + stillOpen + ` order by t.id`
	return tx.tickets(ctx, "read open tickets of a person", open, s.ID, s.asEngineer())
}

// asEngineer returns the ways in which tickets name them.
func (s Somebody) asEngineer() []string {
	names := []string{string(desk.Actor{Person: s.ID}.Engineer())}
	if s.Handle != "" {
		names = append(names, s.Handle)
	}
	return names
}

const (
	selectAskedFor = `select id from tickets where requester = $1 and emptied_at is null order by id for update`

	// The timeline has the numbers of a person's words, except for the first
	// words of a ticket, which belong to it.
	selectSaid = selectUtterances + `
where body <> '' and id in (
    select (detail ->> 'utterance')::bigint from timeline where person = $1 and kind = 'said')
order by ticket, id`

	selectPosted = `
select l.platform, l.chat, l.thread, l.message from links l
where l.ticket = any($1) and not l.from_customer and (l.platform, l.chat) not in (select platform, account from accounts where person = $2)
    and not exists (select from utterances u where u.id = l.utterance and (u.platform, u.chat, u.message) = (l.platform, l.chat, l.message))
order by l.ticket, l.platform, l.chat, l.message`
)

// AskedFor locks the tickets that a person asked for and whose words are kept.
func (tx *Tx) AskedFor(ctx context.Context, who desk.PersonID) ([]desk.TicketID, error) {
	return pgtx.Rows(ctx, tx.t, "read what somebody asked for", pgx.RowTo[desk.TicketID], selectAskedFor, who)
}

// SaidBy returns the words that a customer wrote, in anybody's tickets.
func (tx *Tx) SaidBy(ctx context.Context, who desk.PersonID) ([]desk.Utterance, error) {
	return pgtx.Rows(ctx, tx.t, "read what somebody said", scanUtterance, selectSaid, who)
}

// PostedAbout returns the messages that the desk posted about tickets, except
// those in a person's own chats.
func (tx *Tx) PostedAbout(ctx context.Context, who desk.PersonID, ids ...desk.TicketID) ([]desk.MessageRef, error) {
	return pgtx.Rows(ctx, tx.t, "read what was posted", scanRef, selectPosted, ids, who)
}

// A trace is a statement that removes a person from a place other than their
// own tickets.
type trace struct {
	sql  string
	args []any
}

// longEnough leaves out names that would occur in too many texts.
const longEnough = `length(name) > 2`

// traces returns the places where a person occurs. Accounts are like
// "telegram:7001"; names include their handle.
func (s Somebody) traces(accounts, names []string) []trace {
	engineer := s.asEngineer()
	number := engineer[0]
	ids := pgtx.Column(s.Accounts, func(a desk.Account) string { return a.ID })
	var inKeys []string
	if s.Handle != "" {
		inKeys = []string{"/" + s.Handle + "/"}
	}
	// In JSON an account is a whole value; a name may be a part of one.
	inFacts := slices.Concat(names, pgtx.Column(ids, strconv.Quote))
	return []trace{
		{`update tickets set assignee = $1 where assignee = any($2)`, []any{number, engineer}},
		{`update tickets t set copies = (
    select jsonb_agg(c) from jsonb_array_elements(t.copies) c where coalesce(c ->> 'for', '') <> all($1::text[]))
where exists (select from unnest($1::text[]) n where t.copies @> jsonb_build_array(jsonb_build_object('for', n)))`, []any{engineer}},
		{`update tickets t set holdings = (
    select jsonb_agg(h || case when h ->> 'who' = any($2) then jsonb_build_object('who', $1::text) else '{}' end
        || case when h ->> 'by' = any($2) then jsonb_build_object('by', $1::text) else '{}' end order by nth)
    from jsonb_array_elements(t.holdings) with ordinality as held(h, nth))
where exists (select from unnest($2::text[]) n
    where t.holdings @> jsonb_build_array(jsonb_build_object('who', n)) or t.holdings @> jsonb_build_array(jsonb_build_object('by', n)))`, []any{number, engineer}},
		{`update utterances set author = '' where id in (
    select (detail ->> 'utterance')::bigint from timeline where person = $1 and kind in ('said', 'replied', 'noted'))`, []any{s.ID}},
		{`update timeline set actor = '', handle = '', source = null where person = $1 or handle = any($2) or detail is null and actor = any($2)`,
			[]any{s.ID, names}},
		{`update utterances set platform = '', chat = '', thread = '', message = '' where platform || ':' || chat = any($1)`, []any{accounts}},
		{`delete from links where platform || ':' || chat = any($1)`, []any{accounts}},
		{`delete from slots where platform || ':' || chat = any($1)`, []any{accounts}},
		{`delete from boards where platform || ':' || chat = any($1)`, []any{accounts}},
		{`delete from threads where platform || ':' || chat = any($1)`, []any{accounts}},
		{`delete from notices where lane = any($1) and clock = ''`, []any{accounts}},
		{`delete from notices where lane = any($1) and ` + living, []any{accounts}},
		// That and when somebody was called stays.
		{`update notices set chat = '', thread = '', sent_thread = '', sent_message = '', facts = null, why = '', person = 0
where lane = any($1)`, []any{accounts}},
		{`update notices set key = 'forgotten/' || id where exists (select from unnest($1::text[]) name where strpos(key, name) > 0)`,
			[]any{slices.Concat(accounts, inKeys)}},
		{`delete from notices n where ` + living + ` and kind <> 'remove' and exists (
    select from unnest($1::text[]) name where ` + longEnough + ` and strpos(n.facts::text, name) > 0)`, []any{inFacts}},
		{`update notices n set facts = null, why = '' where state <> 'living' and exists (
    select from unnest($1::text[]) name where ` + longEnough + ` and strpos(concat(n.facts::text, n.why), name) > 0)`, []any{inFacts}},
		{`delete from drafts where platform || ':' || account = any($1)`, []any{accounts}},
		{`delete from anchors where platform || ':' || chat = any($1)`, []any{accounts}},
		{`update invites set invited_by = '' where invited_by = any($1)`, []any{names}},
		{`update outcomes set assignee = $1 where assignee = any($2)`, []any{number, engineer}},
		{`update frozen_months set counts = replace(counts::text, to_json($2::text)::text, to_json($1::text)::text)::json
where $2 <> '' and strpos(counts::text, to_json($2::text)::text) > 0`, []any{number, s.Handle}},
		{`update locked_months set statement = replace(statement::text, to_json($1::text)::text, '""')::jsonb
where $1 <> '' and strpos(statement::text, to_json($1::text)::text) > 0`, []any{s.Name}},
		{`delete from duty where handle = any($1)`, []any{engineer}},
		{`update duty set arranged_by = '' where arranged_by = any($1)`, []any{engineer}},
		{`delete from feed_events where handle = any($1)`, []any{engineer}},
		{`delete from swaps where handle = any($1)`, []any{engineer}},
		{`update swaps set taken_by = '' where taken_by = any($1)`, []any{engineer}},
		{`update drills set planned_by = '' where planned_by = any($1)`, []any{engineer}},
		{`delete from reactions where person = $1`, []any{s.ID}},
		{`delete from homes where person = $1`, []any{s.ID}},
		{`delete from work_timers where person = $1`, []any{s.ID}},
		{`delete from drill_calls where handle = any($1) or platform || ':' || chat = any($2)`, []any{engineer, accounts}},
		{`update corrections set person = null where person = $1`, []any{s.ID}},
		{`delete from parked where exists (
    select from unnest($1::text[]) name where ` + longEnough + ` and position(convert_to(name, 'UTF8') in payload) > 0)`,
			[]any{slices.Concat(names, ids)}},
	}
}

const (
	selectNaming = `
select id, detail from timeline e
where detail is not null and exists (select from unnest($1::text[]) name where strpos(e.detail::text, to_json(name)::text) > 0)`
	updateNaming = `update timeline set detail = $2::jsonb, note = timeline_note(kind, $2::jsonb) where id = $1`
)

// Forget deletes a person's identity everywhere, except in others' words about
// them. Their own tickets have to be emptied before.
func (tx *Tx) Forget(ctx context.Context, s Somebody) error {
	names := slices.DeleteFunc([]string{s.Name, s.Handle}, func(n string) bool { return n == "" })
	ids := pgtx.Column(s.Accounts, func(a desk.Account) string { return a.ID })
	type entry struct {
		ID     int64
		Detail json.RawMessage
	}
	naming, err := pgtx.Rows(ctx, tx.t, "read where somebody is named", pgx.RowToStructByPos[entry], selectNaming, slices.Concat(names, ids))
	if err != nil {
		return err
	}
	tx.t.Later("wait for the chains", lockErasing)
	tx.t.Later("delete the salts of names", unsaltWho, pgtx.Column(naming, func(e entry) int64 { return e.ID }), s.ID, names)
	for _, e := range naming {
		detail, _ := rewriteStrings(e.Detail, func(_, text string) string {
			switch {
			case text == s.Handle && text != "": // also of an audience
				return s.asEngineer()[0]
			case text == s.Name, slices.Contains(ids, text):
				return ""
			default:
				return text
			}
		})
		tx.t.Later("forget who is named in an entry", updateNaming, e.ID, withoutNUL(detail))
	}
	for _, one := range s.traces(pgtx.Column(s.Accounts, desk.Account.String), names) {
		tx.t.Later("forget traces", one.sql, one.args...)
	}
	return nil
}
