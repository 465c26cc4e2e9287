package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage/pgtx"
)

// A Chain is the state of a project's chain.
type Chain struct {
	Project string
	Links   int64
	Head    []byte // the hash of the last link
	BeganAt time.Time
}

// A ChainLink binds an entry of a timeline to everything that happened before it in
// the project.
type ChainLink struct {
	Project   string
	Nth       int64 // from 1
	Entry     int64 // its number in the timeline
	LinkedAt  time.Time
	Since     time.Time // when the project had no unlinked entries last; zero: never
	WhoSalt   []byte    // nil: names were erased
	Who       []byte
	WordsSalt []byte // nil: words were erased, or there were none
	Words     []byte // empty: there were none
	Hash      []byte
}

// Linking and erasing exclude each other: an entry that is erased while it is linked
// would be linked with the words it had.
const (
	lockLinking = `select pg_advisory_xact_lock(hashtextextended('evidence', 0))`
	lockErasing = `select pg_advisory_xact_lock_shared(hashtextextended('evidence', 0))`
)

// LockChains keeps other transactions from adding links or erasing until this one
// ends.
func (tx *Tx) LockChains() { tx.t.Later("lock the chains", lockLinking) }

const selectChains = `select project, links, head, began_at from chains where project = $1 or $1 = '' order by project`

// Chains returns the chains of all projects (""), or of one.
func (tx *Tx) Chains(ctx context.Context, project string) ([]Chain, error) {
	return pgtx.Rows(ctx, tx.t, "read chains", scanChain, selectChains, project)
}

func scanChain(row pgx.CollectableRow) (c Chain, err error) {
	err = row.Scan(&c.Project, &c.Links, &c.Head, pgtx.Timestamp{T: &c.BeganAt})
	return c, err
}

// An EntryRow is an entry of a timeline as it is stored, with its number.
type EntryRow struct {
	Entry int64
	history.StoredEntry
}

// entryColumns are what scanEntryRow reads.
const entryColumns = `e.id, coalesce(t.project, e.project, ''), coalesce(t.number, 0), e.at, e.kind, e.person, e.handle, e.actor, coalesce(e.source, ''), e.detail, e.note`

func entryFields(r *EntryRow) []any {
	return []any{&r.Entry, &r.Ticket.Project, &r.Ticket.Number, pgtx.Timestamp{T: &r.At}, &r.Kind,
		&r.By.Person, &r.By.Handle, &r.By.Name, &r.Source, &r.Detail, &r.Note}
}

func scanEntryRow(row pgx.CollectableRow) (r EntryRow, err error) {
	err = row.Scan(entryFields(&r)...)
	return r, err
}

const selectEntries = `
select ` + entryColumns + ` from timeline e left join tickets t on t.id = e.ticket where e.ticket = $1 order by e.id`

// Entries returns the entries of a ticket's timeline as they are stored, in their
// order.
func (tx *Tx) Entries(ctx context.Context, t desk.TicketID) ([]EntryRow, error) {
	return pgtx.Rows(ctx, tx.t, "read entries", scanEntryRow, selectEntries, t)
}

// selectUnlinked begins after the last entry that was linked before $1, and not after
// the last one at all: an entry with a lower number may be committed later.
const selectUnlinked = `
select ` + entryColumns + ` from timeline e left join tickets t on t.id = e.ticket
where e.id > coalesce((select entry from chain where linked_at < $1 order by entry desc limit 1), 0)
    and not exists (select from chain c where c.entry = e.id)
order by e.id limit $2`

// Unlinked returns entries that are in no chain, in the order of their numbers, at
// most limit. It does not look below those that were linked before a time.
func (tx *Tx) Unlinked(ctx context.Context, linkedBefore time.Time, limit int) ([]EntryRow, error) {
	return pgtx.Rows(ctx, tx.t, "read entries to be linked", scanEntryRow, selectUnlinked, pgtx.At(linkedBefore), limit)
}

const (
	upsertChains = `
insert into chains (project, links, head, began_at) select * from unnest($1::text[], $2::bigint[], $3::bytea[], $4::timestamptz[])
on conflict (project) do update set links = excluded.links, head = excluded.head`

	insertLinks = `
insert into chain (project, nth, entry, linked_at, since, who_salt, who, words_salt, words, hash)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[],
    $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[])`
)

// AddLinks adds links, and stores the new state of their chains.
func (tx *Tx) AddLinks(_ context.Context, chains []Chain, links []ChainLink) {
	if len(links) == 0 {
		return
	}
	bytesOf := func(field func(ChainLink) []byte) [][]byte { return pgtx.Column(links, field) }
	tx.t.Later("add links", insertLinks,
		pgtx.Column(links, func(l ChainLink) string { return l.Project }),
		pgtx.Column(links, func(l ChainLink) int64 { return l.Nth }),
		pgtx.Column(links, func(l ChainLink) int64 { return l.Entry }),
		pgtx.Column(links, func(l ChainLink) pgtx.Timestamp { return pgtx.At(l.LinkedAt) }),
		pgtx.Column(links, func(l ChainLink) pgtx.Timestamp { return pgtx.At(l.Since) }),
		bytesOf(func(l ChainLink) []byte { return l.WhoSalt }), bytesOf(func(l ChainLink) []byte { return l.Who }),
		bytesOf(func(l ChainLink) []byte { return l.WordsSalt }), bytesOf(func(l ChainLink) []byte { return l.Words }),
		bytesOf(func(l ChainLink) []byte { return l.Hash }))
	tx.t.Later("lengthen chains", upsertChains,
		pgtx.Column(chains, func(c Chain) string { return c.Project }),
		pgtx.Column(chains, func(c Chain) int64 { return c.Links }),
		pgtx.Column(chains, func(c Chain) []byte { return c.Head }),
		pgtx.Column(chains, func(c Chain) pgtx.Timestamp { return pgtx.At(c.BeganAt) }))
}

// A Linked is a link with its entry.
type Linked struct {
	ChainLink
	Row *EntryRow // nil: the entry does not exist any more
}

const selectLinks = `
select c.project, c.nth, c.entry, c.linked_at, c.since, c.who_salt, c.who, c.words_salt, c.words, c.hash, e.id is not null,
    coalesce(e.id, 0), coalesce(t.project, e.project, ''), coalesce(t.number, 0), e.at, coalesce(e.kind, ''), coalesce(e.person, 0),
    coalesce(e.handle, ''), coalesce(e.actor, ''), coalesce(e.source, ''), e.detail, coalesce(e.note, '')
from chain c left join timeline e on e.id = c.entry left join tickets t on t.id = e.ticket
where c.project = $1 and c.nth > $2 order by c.nth limit $3`

// LinksAfter returns the links of a project after the nth, in order, at most limit.
func (tx *Tx) LinksAfter(ctx context.Context, project string, nth int64, limit int) ([]Linked, error) {
	scan := func(row pgx.CollectableRow) (l Linked, err error) {
		var there bool
		var entry EntryRow
		fields := []any{&l.Project, &l.Nth, &l.Entry, pgtx.Timestamp{T: &l.LinkedAt}, pgtx.Timestamp{T: &l.Since},
			&l.WhoSalt, &l.Who, &l.WordsSalt, &l.Words, &l.Hash, &there}
		if err = row.Scan(append(fields, entryFields(&entry)...)...); there {
			l.Row = &entry
		}
		return l, err
	}
	return pgtx.Rows(ctx, tx.t, "read the chain of "+project, scan, selectLinks, project, nth, limit)
}

const selectOutside = `
select ` + entryColumns + ` from timeline e left join tickets t on t.id = e.ticket
where coalesce(t.project, e.project) = $1 and not exists (select from chain c where c.entry = e.id) order by e.id limit $2`

// Outside returns the entries of a project that are in no chain, however old, at most
// limit.
func (tx *Tx) Outside(ctx context.Context, project string, limit int) ([]EntryRow, error) {
	return pgtx.Rows(ctx, tx.t, "read what is in no chain", scanEntryRow, selectOutside, project, limit)
}

const selectEmptied = `select id from people where id = any($1) and emptied_at is not null`

// Emptied returns those of the given people whose identities were deleted.
func (tx *Tx) Emptied(ctx context.Context, ids []desk.PersonID) ([]desk.PersonID, error) {
	return pgtx.Rows(ctx, tx.t, "read who was forgotten", pgx.RowTo[desk.PersonID], selectEmptied, ids)
}

// A PostedHead is a message in a chat, which the desk cannot change unseen, with the
// length of a chain and its hash at that time.
type PostedHead struct {
	Project  string
	Links    int64
	Head     []byte
	At       desk.MessageRef
	PostedAt time.Time
}

const (
	// The heads are facts of notices; a notice that was sent is an anchor.
	collectAnchors = `
insert into anchors (project, links, head, platform, chat, message, posted_at)
select head ->> 'Project', (head ->> 'Links')::bigint, decode(head ->> 'Head', 'hex'), platform, chat, sent_message, settled_at
from (select *, facts -> 'Chain' as head from notices
    where state || '' = 'sent' and state <> 'living' and settled_at >= coalesce($1, '-infinity'::timestamptz) and kind in ('anchor', 'report')) n
where coalesce(head ->> 'Head', '') <> '' and sent_message <> ''
on conflict do nothing`

	selectAnchors = `
select project, links, head, platform, chat, message, posted_at from anchors where project = $1 order by links, posted_at`
)

const selectUnposted = `
select project, links, head, began_at from chains c
where links <> coalesce((select links from anchors a where a.project = c.project order by links desc limit 1), 0)`

// UnpostedHeads returns the chains whose length is another than what was posted of
// them last.
func (tx *Tx) UnpostedHeads(ctx context.Context) ([]Chain, error) {
	return pgtx.Rows(ctx, tx.t, "read heads to be posted", scanChain, selectUnposted)
}

// CollectAnchors stores the heads that were posted since a time.
func (tx *Tx) CollectAnchors(_ context.Context, since time.Time) {
	tx.t.Later("collect anchors", collectAnchors, pgtx.At(since))
}

// Anchors returns the posted heads of a project, earliest first.
func (tx *Tx) Anchors(ctx context.Context, project string) ([]PostedHead, error) {
	scan := func(row pgx.CollectableRow) (a PostedHead, err error) {
		err = row.Scan(&a.Project, &a.Links, &a.Head, &a.At.Platform, &a.At.Chat, &a.At.Message, pgtx.Timestamp{T: &a.PostedAt})
		return a, err
	}
	return pgtx.Rows(ctx, tx.t, "read the anchors of "+project, scan, selectAnchors, project)
}

// A salt is deleted with what it hides, so that a digest cannot be checked against a
// guess any more.
const (
	unsaltWords = `update chain set words_salt = null where entry = any($1)`

	// The names of everybody except engineers of desk.yaml are deleted with a ticket's
	// words.
	unsaltTickets = `
update chain c set words_salt = null, who_salt = case
    when e.handle = '' and (e.actor <> '' or e.source is not null) or e.kind = 'unreachable' then null else who_salt end
from timeline e where e.ticket = any($1) and c.entry = e.id`

	unsaltWho = `
update chain set who_salt = null where entry = any($1) or entry in (
    select id from timeline where person = $2 or handle = any($3) or detail is null and actor = any($3))`
)
