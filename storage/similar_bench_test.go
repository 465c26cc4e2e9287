package storage_test

import (
	"context"
	"strings"
	"testing"

	"vakhta/classify/corpus"
	"vakhta/desk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// manyTickets makes $1 tickets of 40 shops like the first one, 600 000 of a million
// of them solved, with two of the texts $2 each.
const manyTickets = `
insert into tickets overriding system value
select made.*
from (select * from tickets limit 1) t, generate_series(1, $1::bigint) i, (select $2::text[] as all, cardinality($2::text[]) as n) texts,
    lateral jsonb_populate_record(null::tickets, to_jsonb(t) || jsonb_build_object('id', t.id + i, 'number', t.number + i, 'project', 'P' || i % 40, 'holdings', '[]'::jsonb,
        'body', texts.all[i % n + 1] || '. ' || texts.all[(i * 7919) % n + 1],
        'state', case when i % 5 < 3 then 'closed' else 'cancelled' end)) made`

// A request of one of 40 shops among a million tickets, spelt right, misspelt, and
// like nothing.
func BenchmarkSimilar(b *testing.B) {
	var texts []string
	examples, err := corpus.Train()
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range examples {
		texts = append(texts, e.Text)
	}
	url := testpg.New(b, schema.SQL(), storage.Migrate)
	db, err := storage.Open(b.Context(), url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(db.Close)
	solved(b, db, "P0", texts[0])
	conn := connect(b, url)
	exec(b, conn, manyTickets, 1_000_000, texts)
	exec(b, conn, "vacuum analyze tickets")
	for name, text := range map[string]string{
		"right":    texts[7], // one of P7's
		"misspelt": misspelt(texts[7]),
		"nothing":  "Абракадабра синхрофазотрон фотосинтезирует",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			asked := &desk.Ticket{Key: desk.Key{Project: "P7"}, Text: text}
			found := 0
			for b.Loop() {
				view(b, db, func(ctx context.Context, tx *storage.Tx) (any, error) {
					all, err := tx.Similar(ctx, asked, 3)
					found = len(all)
					return nil, err
				})
			}
			b.ReportMetric(float64(found), "found")
		})
	}
}

// misspelt returns a text with two letters of each longer word in each other's place.
func misspelt(text string) string {
	all := strings.Fields(text)
	for i, w := range all {
		if letters := []rune(w); len(letters) > 7 {
			letters[1], letters[2] = letters[2], letters[1]
			all[i] = string(letters)
		}
	}
	return strings.Join(all, " ")
}
