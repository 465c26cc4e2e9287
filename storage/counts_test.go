package storage_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// closed fills outcomes with $1 tickets of three years, opened evenly from $2 on. A
// fifth of them are of project P0, the others of 40 more; one in 200 is still open.
const closed = `
insert into outcomes (ticket, month, project, number, merged, type, priority, state, line, assignee, opened_at, acked_at,
    reaction_due, reaction_set, reacted_at, resolution_due, resolution_set, resolved_at, ended_at, reaction_took, resolution_took,
    resolution_waited, held, waited_customer, waited_vendor, reopened, retyped, rating, rated_at)
select i, date_trunc('month', timezone('UTC', at))::date, 'P' || case when i % 5 = 0 then 0 else i % 40 + 1 end, i, false,
    (array['incident', 'service_request', 'change_request', 'information_request'])[i % 4 + 1], i % 7 % 4 + 1,
    case when i % 200 = 0 then 'in_progress' else 'closed' end, i % 3 + 1, 'person' || i % 20, at, at + interval '5 minutes',
    at + interval '15 minutes', at, at + (i % 17) * interval '1 minute', at + interval '4 hours', at,
    case when i % 200 > 0 then at + (i % 250) * interval '1 minute' end, case when i % 200 > 0 then at + interval '5 hours' end,
    (i % 17) * 60000000000, (i % 250) * 60000000000, 0, array[i % 5, i % 7, i % 11], i % 13, i % 17, i % 10 / 9, i % 12 = 0, i % 6, at + interval '5 hours'
from generate_series(1, $1::bigint) i, lateral (select $2::timestamptz + i * interval '3 years' / $1 as at) opened`

func fillOutcomes(t testing.TB, tickets int) (*storage.DB, string) {
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	conn := connect(t, url)
	exec(t, conn, "alter table outcomes drop constraint outcomes_ticket_fkey")
	exec(t, conn, closed, tickets, time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC))
	exec(t, conn, "vacuum analyze outcomes")
	db, err := storage.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db, url
}

func october() storage.CountQuery {
	p, err := desk.ParsePeriod("2026-10", time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC))
	if err != nil {
		panic(err)
	}
	return storage.CountQuery{Project: "P0", Month: desk.DateOf(p.From), Period: p, At: p.To}
}

// A month of a project with 200 000 tickets, in a store of a million.
func BenchmarkCountMonth(b *testing.B) {
	db, _ := fillOutcomes(b, 1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := db.View(b.Context(), func(tx *storage.Tx) error { _, err := tx.CountMonth(b.Context(), october()); return err }); err != nil {
			b.Fatal(err)
		}
	}
}

// A month of the past is found by its index, whatever else there is.
func TestAMonthIsCountedWithoutAScanOfHistory(t *testing.T) {
	t.Parallel()
	_, url := fillOutcomes(t, 50_000)
	conn := connect(t, url)
	exec(t, conn, "set plan_cache_mode = force_generic_plan")
	for _, sql := range storage.CountSQL {
		p := plan(t, conn, sql)
		if strings.Contains(p, "Seq Scan on outcomes") || !strings.Contains(p, "outcomes_month") || !strings.Contains(p, "outcomes_open") {
			t.Errorf("this does not go by the month alone:\n%s", p)
		}
	}
}
