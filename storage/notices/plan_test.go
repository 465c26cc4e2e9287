package notices_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/notices"
	"vakhta/storage/schema"
)

// tenThousand fills five lanes, four out of five rows of which were sent.
const tenThousand = `
insert into notices (key, state, ticket, platform, chat, thread, in_thread, slot, class, kind, utterance, person,
    clock, step, rep, queued_at, not_before)
select 'key ' || i, case when i % 5 = 0 then 'living' else 'sent' end, i, 'slack', 'C' || i % 25, '', false, '', i % 3, 'text',
    0, 0, '', 0, 0, $1, $1
from generate_series(1, 50000) i`

func TestAClaimLooksAtLivingRowsByTheirIndexAlone(t *testing.T) {
	t.Parallel()
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	noon := time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)
	all := notices.ClaimOpts{Now: noon, Lease: time.Minute, Limit: 50}
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.Exec(t.Context(), tenThousand, noon); err != nil {
		t.Fatal(err)
	}
	rows, _ := conn.Query(t.Context(), "explain "+notices.ClaimSQL, all.Now, all.Now.Add(all.Lease), []string{}, all.Limit)
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	plan := strings.Join(lines, "\n")
	if !strings.Contains(plan, "using notices_lanes") || strings.Contains(plan, "Seq Scan on notices") {
		t.Errorf("a claim among 10 000 living and 40 000 sent notices goes like this:\n%s", plan)
	}
	db, err := storage.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if got, err := db.Claim(t.Context(), all); len(got) != 5 || err != nil {
		t.Errorf("claimed %d of five lanes, %v; want the head of each", len(got), err)
	}
}
