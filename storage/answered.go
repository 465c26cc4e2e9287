package storage

import (
	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// Answered are the words that others reply to, and the messages that show them.
type Answered struct {
	By    int64 // the utterance that replies
	Words desk.Utterance
	Shown []desk.MessageRef
}

// Further items of an album and files of the words are linked to them, too; the
// first message is the oldest.
const selectAnswered = `
select u.id, a.id, a.author, a.from_desk, a.internal, a.body,
    coalesce((select json_agg(json_build_object('name', f.name, 'kind', f.kind) order by f.part) from files f where f.utterance = a.id), '[]'),
    coalesce((select json_agg(json_build_object('Platform', l.platform, 'Chat', l.chat, 'Thread', l.thread, 'Message', l.message)
        order by length(l.message), l.message) from links l where l.utterance = a.id), '[]')
from utterances u join utterances a on a.id = u.answers
where u.id = any($1) and u.answers > 0`

// answeredAhead reads the words that utterances answer along with the next
// statement that waits for its result.
func (tx *Tx) answeredAhead(utterances []int64, into *[]Answered) {
	scan := func(row pgx.CollectableRow) (a Answered, err error) {
		err = row.Scan(&a.By, &a.Words.ID, &a.Words.Author, &a.Words.FromDesk, &a.Words.Internal, &a.Words.Text, &a.Words.Files, &a.Shown)
		return a, err
	}
	pgtx.Ahead(tx.t, "read answered words", into, scan, selectAnswered, utterances)
}
