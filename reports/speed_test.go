package reports_test

import (
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/reports"
	"vakhta/storage"
)

// What a report costs of a project with 200 000 closed tickets in a store of a
// million. The months before the last are frozen, as they are on a desk that runs.
func BenchmarkReport(b *testing.B) {
	w := testdesk.New(b)
	for _, sql := range testdesk.ManyTickets("ROM", 1_000_000) {
		w.Exec(sql)
	}
	now := time.Date(2026, 12, 20, 12, 0, 0, 0, time.UTC)
	for range 10 {
		if err := w.Store.Update(b.Context(), func(tx *storage.Tx) error { return reports.Freeze(b.Context(), tx, w.Desk, now) }); err != nil {
			b.Fatal(err)
		}
	}
	w.Exec("vacuum analyze")
	for _, of := range []string{"month", "2026-11", "week", "2026-11-01..2026-11-15", "2026-Q4", "2026", "2025", "2024-01-01..2026-12-31"} {
		b.Run(of, func(b *testing.B) {
			b.ReportAllocs()
			q := reports.Inquiry{Desk: w.Desk, Projects: []*desk.Project{w.Desk.Projects["ROM"]}, Period: of, Now: now, Breaches: 5}
			for b.Loop() {
				if err := w.Store.View(b.Context(), func(tx *storage.Tx) error { _, err := reports.Make(b.Context(), tx, q); return err }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
