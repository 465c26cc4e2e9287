package storage_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

func fillOutcomes(t testing.TB, tickets int) (*storage.DB, string) {
	url := testpg.New(t, schema.SQL(), storage.Migrate)
	conn := connect(t, url)
	for _, sql := range testdesk.ManyTickets("P0", tickets) {
		exec(t, conn, sql)
	}
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
	exec(t, conn, "set plan_cache_mode = force_generic_plan; set enable_seqscan = on")
	for _, sql := range storage.CountSQL {
		p := plan(t, conn, sql)
		if strings.Contains(p, "Seq Scan on outcomes") || !strings.Contains(p, "outcomes_month") || !strings.Contains(p, "outcomes_open") {
			t.Errorf("this does not go by the month alone:\n%s", p)
		}
	}
	if p := plan(t, conn, storage.OldestSQL); strings.Contains(p, "Seq Scan") || !strings.Contains(p, "outcomes_open") {
		t.Errorf("this does not go by what is open:\n%s", p)
	}
}
