package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// filesOf is a subquery for the files of the query's utterance, as JSON with
// the names of desk.File.
const filesOf = `coalesce((
    select json_agg(json_build_object('name', f.name, 'kind', f.kind, 'type', f.type, 'size', f.size,
        'platform', f.platform, 'id', f.id, 'url', f.url, 'preview', f.preview, 'message', f.message, 'lines', f.lines) order by f.part)
    from files f where f.utterance = utterances.id), '[]')`

const insertFiles = `
insert into files (utterance, part, name, kind, type, size, platform, id, url, preview, message, lines)
select $1, part - 1 + $12, name, kind, type, size, platform, id, url, preview, message, lines
from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[])
    with ordinality as f(name, kind, type, size, platform, id, url, preview, message, lines, part)`

// AddFiles stores the files of words from a part on: those of further items of
// an album.
func (tx *Tx) AddFiles(u *desk.Utterance, from int) {
	files := u.Files[from:]
	if len(files) == 0 {
		return
	}
	text := func(field func(desk.File) string) []string { return pgtx.Column(files, field) }
	tx.t.Later("keep files", insertFiles, u.ID,
		text(func(f desk.File) string { return f.Name }),
		text(func(f desk.File) string { return f.Kind }),
		text(func(f desk.File) string { return f.Type }),
		pgtx.Column(files, func(f desk.File) int64 { return f.Size }),
		text(func(f desk.File) string { return string(f.Platform) }),
		text(func(f desk.File) string { return f.ID }),
		text(func(f desk.File) string { return f.URL }),
		text(func(f desk.File) string { return f.Preview }),
		text(func(f desk.File) string { return f.Message }),
		pgtx.Column(files, func(f desk.File) int { return f.Lines }), from)
}

const updateLines = `update files set lines = $3 where utterance = $1 and message = $2 and part = (
    select min(part) from files where utterance = $1 and message = $2)`

// Recaption stores how many lines of some words are the caption of an album's
// item.
func (tx *Tx) Recaption(_ context.Context, utterance int64, message string, lines int) {
	tx.t.Later("recaption a file", updateLines, utterance, message, lines)
}

const upsertFileCopy = `
insert into file_copies (utterance, part, platform, chat, thread, message, id) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (utterance, part, platform, chat, message) do update set thread = excluded.thread, id = excluded.id`

// CopyFile stores where a copy of a file is on another platform. Storing it
// again is no error.
func (tx *Tx) CopyFile(_ context.Context, c desk.FileCopy) error {
	tx.t.Later("keep a file's copy", upsertFileCopy, c.Utterance, c.Part, c.At.Platform, c.At.Chat, c.At.Thread, c.At.Message, c.ID)
	return nil
}

const selectFileCopies = `
select utterance, part, platform, chat, thread, message, id from file_copies
where utterance = any($1) order by utterance, part, platform, chat, message`

// FileCopies returns the copies of all files of an utterance.
func (tx *Tx) FileCopies(ctx context.Context, utterance int64) ([]desk.FileCopy, error) {
	return pgtx.Rows(ctx, tx.t, "read copies of files", scanFileCopy, selectFileCopies, []int64{utterance})
}

// copiesAhead reads the copies of the files of utterances along with the next
// statement that waits for its result.
func (tx *Tx) copiesAhead(utterances []int64, into *[]desk.FileCopy) {
	pgtx.Ahead(tx.t, "read copies of files", into, scanFileCopy, selectFileCopies, utterances)
}

func scanFileCopy(row pgx.CollectableRow) (c desk.FileCopy, err error) {
	err = row.Scan(&c.Utterance, &c.Part, &c.At.Platform, &c.At.Chat, &c.At.Thread, &c.At.Message, &c.ID)
	return c, err
}

// A copy is linked to the ticket like its words, so replies to it are about the
// ticket. Files that were erased meanwhile have no row to refer to.
const insertPosted = `
with sent as (select ticket, utterance, state from notices where id = $1),
linked as (
    insert into links (platform, chat, thread, message, ticket, utterance, slot, from_customer)
    select $3, $4, $5, $6, ticket, utterance, '', false from sent where ticket > 0
    on conflict do nothing),
kept as (
    insert into file_copies (utterance, part, platform, chat, thread, message, id)
    select f.utterance, f.part, $3, $4, $5, $6, $7 from sent join files f on f.utterance = sent.utterance and f.part = $2
    on conflict (utterance, part, platform, chat, message) do nothing)
select state = 'living' from sent`

// PostedFile stores the copy of a file that a notice posted, and reports
// whether the notice is still to be sent.
func (tx *Tx) PostedFile(ctx context.Context, notice int64, c desk.FileCopy) (living bool, err error) {
	return pgtx.One(ctx, tx.t, "keep a file's copy", pgx.RowTo[bool], insertPosted,
		notice, c.Part, c.At.Platform, c.At.Chat, c.At.Thread, c.At.Message, c.ID)
}

const deleteFileCopy = `
delete from file_copies where utterance = $1 and part = $2 and platform = $3 and chat = $4 and message = $5`

// DropFileCopy deletes a copy whose message is gone.
func (tx *Tx) DropFileCopy(_ context.Context, c desk.FileCopy) error {
	tx.t.Later("forget a file's copy", deleteFileCopy, c.Utterance, c.Part, c.At.Platform, c.At.Chat, c.At.Message)
	return nil
}

const (
	selectStored  = `select stored from files where utterance = $1 and part = $2`
	updateStored  = `update files set stored = $3 where utterance = $1 and part = $2`
	selectAllKept = `select stored from files where stored = any($1)`
	forgetStored  = `update files set stored = '' where stored = any($1)`
)

// StoredFile returns the name under which the desk stores a file of some words
// itself; "" if it does not.
func (tx *Tx) StoredFile(ctx context.Context, utterance int64, part int) (string, error) {
	name, err := pgtx.One(ctx, tx.t, "read where a file is stored", pgx.RowTo[string], selectStored, utterance, part)
	if errors.Is(err, desk.ErrNotFound) { // it was erased
		return "", nil
	}
	return name, err
}

// StoreFile records under which name a file of some words is stored.
func (tx *Tx) StoreFile(_ context.Context, c desk.FileCopy, name string) error {
	tx.t.Later("record where a file is stored", updateStored, c.Utterance, c.Part, name)
	return nil
}

// Stored returns which of these names are those of stored files.
func (tx *Tx) Stored(ctx context.Context, names []string) ([]string, error) {
	return pgtx.Rows(ctx, tx.t, "look for stored files", pgx.RowTo[string], selectAllKept, names)
}

// ForgetStored records that files are not stored any more.
func (tx *Tx) ForgetStored(_ context.Context, names []string) error {
	tx.t.Later("forget stored files", forgetStored, names)
	return nil
}

const extendLease = `
update notices set leased_until = $2 where id = $1 and state in ('living', 'hushed') and tries = $3 and leased_until < $2`

const becomeNotice = `update notices set kind = $2, facts = $3 where id = $1 and state in ('living', 'hushed') and tries = $4`

// Become stores what a notice was put together from, which it shows from now on: so
// words in it can be erased, and a retry shows the same. It was claimed with this
// number of tries.
func (tx *Tx) Become(_ context.Context, n desk.Notice) error {
	tx.t.Later("store what a notice shows", becomeNotice, n.ID, n.Kind, n.Facts, n.Tries)
	return nil
}

// KeepLease lets a courier keep a notice that it has claimed with this number of
// tries until a time, if that is later than its lease.
func (tx *Tx) KeepLease(_ context.Context, n desk.Notice, until time.Time) error {
	tx.t.Later("hold notice", extendLease, n.ID, pgtx.At(until), n.Tries)
	return nil
}
