package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage/pgtx"
)

// RewriteWords passes people's words through rewrite, anywhere in the JSON of
// an event or of a notice's facts, and reports whether anything changed. Names,
// states and numbers stay.
func RewriteWords(raw json.RawMessage, rewrite func(string) string) (rewritten json.RawMessage, changed bool) {
	return rewriteStrings(raw, func(name, text string) string {
		if history.IsWords(strings.ToLower(name)) {
			return rewrite(text)
		}
		return text
	})
}

// rewriteStrings passes every string in some JSON through rewrite, with the
// name of its field.
func rewriteStrings(raw json.RawMessage, rewrite func(name, text string) string) (rewritten json.RawMessage, changed bool) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber() // numbers stay exact
	var v any
	if err := d.Decode(&v); err != nil {
		return raw, false // not written by this program
	}
	if v, changed = rewriteIn(v, "", rewrite); !changed {
		return raw, false
	}
	rewritten, err := json.Marshal(v)
	return rewritten, err == nil
}

// rewriteIn is rewriteStrings for the value of a named field.
func rewriteIn(v any, name string, rewrite func(name, text string) string) (_ any, changed bool) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			var one bool
			v[k], one = rewriteIn(inner, k, rewrite)
			changed = changed || one
		}
	case []any:
		for i, inner := range v {
			var one bool
			v[i], one = rewriteIn(inner, name, rewrite)
			changed = changed || one
		}
	case string:
		w := rewrite(name, v)
		return w, w != v
	}
	return v, changed
}

const (
	selectDetails = `
select id, coalesce(detail, '{}'), note from timeline
where ticket = $1 and kind in ('waiting', 'resolved', 'reopened', 'cancelled', 'escalated', 'split', 'snoozed', 'worked',
    'handed_over', 'approval_asked', 'approval_declined', 'rating_explained', 'feedback', 'post_mortem')`
	updateDetail = `
update timeline set detail = case when detail is null then null else $2::jsonb end,
    note = case when detail is null then $3 else timeline_note(kind, $2::jsonb) end
where id = $1`
)

// RewriteTimeline passes the words in a ticket's timeline through rewrite, and
// returns how many entries changed.
func (tx *Tx) RewriteTimeline(ctx context.Context, t desk.TicketID, rewrite func(string) string) (changed int, err error) {
	type entry struct {
		ID     int64
		Detail json.RawMessage
		Note   string
	}
	all, err := pgtx.Rows(ctx, tx.t, "read the words of a timeline", pgx.RowToStructByPos[entry], selectDetails, t)
	var unproven []int64
	for _, e := range all {
		detail, other := RewriteWords(e.Detail, rewrite)
		if note := rewrite(e.Note); other || note != e.Note {
			unproven = append(unproven, e.ID)
			tx.t.Later("wait for the chains", lockErasing)
			tx.t.Later("rewrite an entry", updateDetail, e.ID, withoutNUL(detail), note)
		}
	}
	if len(unproven) > 0 {
		tx.t.Later("delete the salts of words", unsaltWords, unproven)
	}
	return len(unproven), err
}

const (
	selectCorrectionsOf = `
select id, body from corrections where (ticket = $1 or ticket is null and project = $2) and strpos(body, $3) > 0 for update`
	updateCorrection = `update corrections set body = $2 where id = $1`
)

// RewriteCorrections passes the corrections of a ticket that contain words
// through rewrite.
func (tx *Tx) RewriteCorrections(ctx context.Context, t *desk.Ticket, words string, rewrite func(string) string) error {
	type row struct {
		ID   int64
		Body string
	}
	all, err := pgtx.Rows(ctx, tx.t, "read corrections of a ticket", pgx.RowToStructByPos[row], selectCorrectionsOf, t.ID, t.Key.Project, words)
	for _, c := range all {
		tx.t.Later("rewrite a correction", updateCorrection, c.ID, rewrite(c.Body))
	}
	return err
}

// readable is the payload of a held event, except one with a NUL, which an
// older program may have stored and PostgreSQL cannot parse.
const readable = `case when payload::text like '%\u0000%' then null else payload::jsonb end`

const (
	// A held event is of one project or may be of several.
	selectHeldOf = `
select id, payload from held
where ((` + readable + `) #> '{Request,Projects}') @> to_jsonb($1::text) and strpos((` + readable + `) #>> '{Request,Text}', $2) > 0
for update`
	updateHeld = `update held set payload = $2 where id = $1`
)

// RewriteHeld passes the held events that belong to a project, or may, through
// rewrite if they contain words.
func (tx *Tx) RewriteHeld(ctx context.Context, project, words string, rewrite func(string) string) error {
	type row struct {
		ID      int64
		Payload json.RawMessage
	}
	all, err := pgtx.Rows(ctx, tx.t, "read held events of "+project, pgx.RowToStructByPos[row], selectHeldOf, project, words)
	for _, h := range all {
		if payload, changed := RewriteWords(h.Payload, rewrite); changed {
			tx.t.Later("rewrite a held event", updateHeld, h.ID, payload)
		}
	}
	return err
}

const deleteHeldOf = `
delete from held
where (` + readable + `) #>> '{Request,Message,platform}' = $1 and (` + readable + `) #>> '{Request,Message,chat}' = $2
    and (` + readable + `) #>> '{Request,Message,message}' = $3`

// DropHeld deletes what was held of a message.
func (tx *Tx) DropHeld(_ context.Context, r desk.MessageRef) error {
	tx.t.Later("forget a held message", deleteHeldOf, r.Platform, r.Chat, r.Message)
	return nil
}

// A StandingNotice is a notice about a ticket that is to be sent, or was posted
// as the message Sent.
type StandingNotice struct {
	desk.Notice
	Sent desk.MessageRef // zero: not posted
}

// selectTold finds lists and reports by the keys of the tickets in them, because
// they belong to no ticket, or to another one whose thread they are in.
var selectTold = `
select id, ` + eachNoticeColumn("NAME") + `, tries, sent_thread, sent_message from notices
where (` + ofTicket + ` or kind = 'list' and strpos(facts::text, $2) > 0
    or kind = 'report' and ticket = 0 and strpos(facts::text, $2) > 0) and facts is not null order by id`

// ToldOf returns the notices about a ticket that are still stored.
func (tx *Tx) ToldOf(ctx context.Context, t *desk.Ticket) ([]StandingNotice, error) {
	scan := func(row pgx.CollectableRow) (n StandingNotice, err error) {
		var thread, message string
		fields := []any{&n.ID}
		for _, c := range noticeColumns() {
			fields = append(fields, c.field(&n.Notice))
		}
		err = row.Scan(append(fields, &n.Tries, &thread, &message)...)
		if message != "" {
			n.Sent = desk.MessageRef{Address: desk.Address{Platform: n.To.Platform, Chat: n.To.Chat, Thread: thread}, Message: message}
		}
		return n, err
	}
	key := `"Key":"` + t.Key.String() + `"`
	return pgtx.Rows(ctx, tx.t, "read what was told of "+t.Key.String(), scan, selectTold, t.ID, key)
}

const updateFacts = `update notices set facts = $2 where id = $1`

// SaveFacts stores the rewritten facts of a notice.
func (tx *Tx) SaveFacts(_ context.Context, id int64, facts json.RawMessage) error {
	tx.t.Later("rewrite a notice", updateFacts, id, facts)
	return nil
}

const (
	deleteFileCopies = `delete from file_copies where utterance = $1`
	deleteFiles      = `delete from files where utterance = $1`
)

// EraseWords empties some words: their text, their secrets, and the names of
// their files.
func (tx *Tx) EraseWords(u *desk.Utterance) {
	u.Text, u.Files = "", nil
	tx.t.Later("erase words", updateUtterance, u.ID, u.Text, u.Internal)
	tx.t.Later("erase secrets", deleteSecretsOf, u.ID)
	tx.t.Later("erase copies of files", deleteFileCopies, u.ID)
	tx.t.Later("erase files", deleteFiles, u.ID)
}
