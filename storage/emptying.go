package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage/pgtx"
)

// A Retention says until when the words of a project's tickets are kept.
type Retention struct {
	Project string
	Before  time.Time // tickets that ended before it are emptied; zero: none
}

// selectToEmpty goes through each project separately, so that one whose words
// are kept forever costs the others nothing. $3 is for projects that were
// removed from desk.yaml.
const selectToEmpty = `
select t.id from counters c
left join unnest($1::text[], $2::timestamptz[]) as r(project, before) on r.project = c.project,
lateral (
    select id from tickets
    where project = c.project and emptied_at is null and state in ('resolved', 'closed', 'cancelled')
        and coalesce(ended_at, resolved_at) < case when r.project is null then $3 else r.before end
    order by coalesce(ended_at, resolved_at) limit $4 for update skip locked) t
limit $4`

// TicketsToEmpty locks tickets whose words are to be deleted, at most limit,
// the oldest of a project first. For projects that are not named these are the
// tickets that ended before others.
func (tx *Tx) TicketsToEmpty(ctx context.Context, limit int, others time.Time, named ...Retention) ([]desk.TicketID, error) {
	return pgtx.Rows(ctx, tx.t, "read tickets to be emptied", pgx.RowTo[desk.TicketID], selectToEmpty,
		pgtx.Column(named, func(r Retention) string { return r.Project }),
		pgtx.Column(named, func(r Retention) pgtx.Timestamp { return pgtx.At(r.Before) }), pgtx.At(others), limit)
}

// What stays of an emptied ticket are its figures: types, times, clocks, the
// engineers' acts, and a requester's number.
func emptyTicket() []string {
	return []string{
		`update tickets set body = '` + desk.Erased + `', resolution = case resolution when '' then '' else '` + desk.Erased + `' end, cue = '', hidden = false,
    waits_for = '', question = '', snoozed_for = '', parts = null, approvals = null, alert = '{}', survey = survey #- '{review,cards}'
where id = any($1)`,
		`delete from secrets where ticket = any($1)`,
		`delete from file_copies where utterance in (select id from utterances where ticket = any($1))`,
		`delete from reactions where utterance in (select id from utterances where ticket = any($1))`,
		`delete from files where utterance in (select id from utterances where ticket = any($1))`,
		`update utterances set body = '', author = '', platform = '', chat = '', thread = '', message = '', album = '' where ticket = any($1)`,
		`delete from corrections where ticket = any($1)`,
		`delete from links where ticket = any($1)`,
		`delete from slots where ticket = any($1)`,
		`delete from threads where ticket = any($1)`,
		`delete from followers where ticket = any($1)`,
		`delete from prompts where ticket = any($1)`,
		`delete from drafts where ticket = any($1)`,
		`delete from notices where ticket = any($1) and ticket > 0 and ` + living,
		`update notices set facts = null, why = '' where ticket = any($1) and ticket > 0 and facts is not null`,
		unsaltTickets,
		emptyTimeline,
	}
}

// emptyTimeline keeps engineers' names: they acted for the desk. Version 0.1
// stored words in the note of three kinds.
const emptyTimeline = `
update timeline e set actor = case handle when '' then '' else actor end, source = case handle when '' then null else source end, detail = new.detail,
    note = case when e.detail is not null then timeline_note(e.kind, new.detail)
        when e.kind in ('resolved', 'reopened', 'cancelled') then '' else e.note end
from (select id, (detail - 'text' - 'note' - 'resolution' - 'chat') #- '{who,name}' as detail from timeline where ticket = any($1)) new
where e.id = new.id`

const markEmptied = `update tickets set emptied_at = $2 where id = any($1) and emptied_at is null`

// EmptyTickets deletes all words and files of tickets, and the names of
// everybody except engineers of desk.yaml, and records that in their timelines.
// Messages in chats stay.
func (tx *Tx) EmptyTickets(ctx context.Context, now time.Time, why history.Emptied, ids ...desk.TicketID) error {
	if len(ids) == 0 {
		return nil
	}
	tx.t.Later("wait for the chains", lockErasing)
	for _, sql := range emptyTicket() {
		tx.t.Later("empty tickets", sql, ids)
	}
	tx.t.Later("mark emptied tickets", markEmptied, ids, pgtx.At(now))
	return tx.Log(ctx, pgtx.Column(ids, func(id desk.TicketID) TimelineRow {
		return TimelineRow{Ticket: id, Entry: history.Entry{At: now, Event: why}}
	})...)
}

// nobodyNow selects people without a reason to be kept: not in desk.yaml,
// joined nothing, and no ticket with words.
const nobodyNow = `
select p.id from people p
where p.emptied_at is null and p.met_at < $1 and (p.handle is null or p.handle <> all($2::text[]))
    and not exists (select from members m where m.person = p.id)
    and not exists (select from tickets t where t.requester = p.id and t.emptied_at is null)
order by p.met_at limit $3 for update skip locked`

// NobodyNow locks people without a reason to be kept who were first seen before
// a time: strangers, and those who left. Handles are those of desk.yaml.
func (tx *Tx) NobodyNow(ctx context.Context, metBefore time.Time, handles []string, limit int) ([]desk.PersonID, error) {
	return pgtx.Rows(ctx, tx.t, "read whom nothing keeps", pgx.RowTo[desk.PersonID], nobodyNow, pgtx.At(metBefore), handles, limit)
}

// theirChats are the private chats of people, identified by account.
const theirChats = `(select platform, account from accounts where person = any($1) union select platform, account from people where id = any($1))`

// What stays of a person is a number, and that they were seen once. Their
// private chats are deleted first, while their accounts are known.
func emptyPerson() []string {
	return []string{
		`update tickets set place_platform = '', place_chat = '', place_thread = ''
where requester = any($1) and (place_platform, place_chat) in ` + theirChats,
		`update tickets set origin_platform = '', origin_chat = '', origin_thread = '', origin_message = ''
where requester = any($1) and (origin_platform, origin_chat) in ` + theirChats,
		`delete from reach where (platform, chat) in ` + theirChats,
		`delete from told where subject in (select platform || ':' || account from ` + theirChats + ` a)`,
		`delete from prompts where (platform, account) in ` + theirChats,
		`delete from drafts where (platform, account) in ` + theirChats,
		`delete from held where owner in (select platform || ':' || account from ` + theirChats + ` a)`,
		`update chain c set who_salt = null from timeline e where e.project is not null and e.person = any($1) and c.entry = e.id`,
		`update timeline set actor = '', handle = '', source = null where project is not null and person = any($1)`,
		`delete from accounts where person = any($1)`,
		`delete from members where person = any($1)`,
		`delete from followers where person = any($1)`,
		`delete from reactions where person = any($1)`,
		`delete from work_timers where person = any($1)`,
	}
}

const emptyPeople = `
update people set handle = null, name = '—', platform = '', account = '', locale = '', time_zone = '', former = null,
    emptied_at = $2
where id = any($1)`

// EmptyPeople deletes people's identities. Their tickets keep their number,
// which identifies nobody any more; if one of them writes again they are a new
// person.
func (tx *Tx) EmptyPeople(_ context.Context, now time.Time, ids ...desk.PersonID) error {
	if len(ids) == 0 {
		return nil
	}
	tx.t.Later("wait for the chains", lockErasing)
	for _, sql := range emptyPerson() {
		tx.t.Later("empty people", sql, ids)
	}
	tx.t.Later("empty people", emptyPeople, ids, pgtx.At(now))
	return nil
}
