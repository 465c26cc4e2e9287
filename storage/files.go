package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// filesOf is a subquery for the files of the query's utterance, as JSON with
// the names of desk.File.
const filesOf = `coalesce((
    select json_agg(json_build_object('name', f.name, 'kind', f.kind, 'type', f.type, 'size', f.size,
        'platform', f.platform, 'id', f.id, 'url', f.url) order by f.part)
    from files f where f.utterance = utterances.id), '[]')`

const insertFiles = `
insert into files (utterance, part, name, kind, type, size, platform, id, url)
select $1, part - 1, name, kind, type, size, platform, id, url
from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[])
    with ordinality as f(name, kind, type, size, platform, id, url, part)`

// keepFiles stores the files of words that were just stored.
func (tx *Tx) keepFiles(u *desk.Utterance) {
	if len(u.Files) == 0 {
		return
	}
	text := func(field func(desk.File) string) []string { return pgtx.Column(u.Files, field) }
	tx.t.Later("keep files", insertFiles, u.ID,
		text(func(f desk.File) string { return f.Name }),
		text(func(f desk.File) string { return f.Kind }),
		text(func(f desk.File) string { return f.Type }),
		pgtx.Column(u.Files, func(f desk.File) int64 { return f.Size }),
		text(func(f desk.File) string { return string(f.Platform) }),
		text(func(f desk.File) string { return f.ID }),
		text(func(f desk.File) string { return f.URL }))
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
where utterance = $1 order by part, platform, chat, message`

// FileCopies returns the copies of all files of an utterance.
func (tx *Tx) FileCopies(ctx context.Context, utterance int64) ([]desk.FileCopy, error) {
	scan := func(row pgx.CollectableRow) (c desk.FileCopy, err error) {
		err = row.Scan(&c.Utterance, &c.Part, &c.At.Platform, &c.At.Chat, &c.At.Thread, &c.At.Message, &c.ID)
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read copies of files", scan, selectFileCopies, utterance)
}
