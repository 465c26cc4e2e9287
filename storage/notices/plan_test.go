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
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	if _, err := conn.Exec(t.Context(), tenThousand, noon); err != nil {
		t.Fatal(err)
	}
	for sql, index := range map[string]string{
		notices.ClaimUrgentSQL: "using notices_calls",
		notices.ClaimRestSQL:   "using notices_lanes",
	} {
		rows, _ := conn.Query(t.Context(), "explain "+sql, noon, noon.Add(time.Minute), 50)
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		plan := strings.Join(lines, "\n")
		if !strings.Contains(plan, index) || strings.Contains(plan, "Seq Scan on notices") {
			t.Errorf("a claim among 10 000 living and 40 000 sent notices is not %s:\n%s", index, plan)
		}
	}
	db, err := storage.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for urgent, want := range map[bool]int{true: 5, false: 0} {
		all := notices.ClaimOpts{Urgent: urgent, Now: noon, Lease: time.Minute, Limit: 50}
		if got, err := db.Claim(t.Context(), all); len(got) != want || err != nil {
			t.Errorf("claimed %d of five lanes, %v; want %d: the head of each is an escalation", len(got), err, want)
		}
	}
}
