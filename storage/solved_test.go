package storage_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage"
)

// solved is a ticket that was resolved with the word "Restarted".
func solved(t testing.TB, db *storage.DB, project, text string) *desk.Ticket {
	t.Helper()
	k := ticket(t, db, boris(t, db), func(k *desk.Ticket) { k.Key.Project, k.Text = project, text })
	k.State, k.Resolution, k.ResolvedAt = desk.Resolved, "Restarted", noon
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.SaveTickets(ctx, k) })
	return k
}

// similar returns the keys of solved tickets that are like a text in ROM.
func similar(t testing.TB, db *storage.DB, text string) string {
	t.Helper()
	asked := &desk.Ticket{Key: desk.Key{Project: "ROM"}, Text: text}
	var keys []string
	for _, k := range view(t, db, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) { return tx.Similar(ctx, asked, 3) }) {
		keys = append(keys, k.Key.String())
	}
	return strings.Join(keys, " ")
}

func TestSolvedTicketsAreFoundByTheirWordsInBothLanguages(t *testing.T) {
	t.Parallel()
	db := open(t)
	solved(t, db, "ROM", "На складе не печатаются чеки, касса молчит")            // ROM-1
	solved(t, db, "ROM", "The export of invoices fails with an error")            // ROM-2
	solved(t, db, "LIL", "Не печатает чеки касса на складе")                      // another shop's
	ticket(t, db, boris(t, db), func(k *desk.Ticket) { k.Text = "Касса: чеки!" }) // ROM-3, still open
	for text, want := range map[string]string{
		"касса не печатает чеки":                       "ROM-1",
		"Exporting an invoice failed, errors all over": "ROM-2",
		"касса закрыта":                                "", // one word is not enough
		"чеки":                                         "ROM-1",
		"Does O'Neil's \\ path & | ! : * ( ) work?":    "",
		"?": "",
	} {
		if got := similar(t, db, text); got != want {
			t.Errorf("%q is like %q; want %q", text, got, want)
		}
	}
}

func TestMisspeltWordsFindWhatTheyMean(t *testing.T) {
	t.Parallel()
	db := open(t)
	solved(t, db, "ROM", "Промокод не применяется в корзине")      // ROM-1
	solved(t, db, "ROM", "Warehouse connector stopped, no orders") // ROM-2
	solved(t, db, "LIL", "Промокод не применяется в корзине")      // another shop's
	for text, want := range map[string]string{
		"прамокод не примняется":          "ROM-1", // a wrong letter, and a missing one
		"промокодд неприменяется карзина": "ROM-1",
		"warehause conector is dead":      "ROM-2",
		"прамокод сломался":               "", // one word is not enough
		"проверьте печать накладных":      "",
		"''' \\ & | ! : * ( )":            "",
	} {
		if got := similar(t, db, text); got != want {
			t.Errorf("%q is like %q; want %q", text, got, want)
		}
	}
}

func TestErasedWordsFindNothing(t *testing.T) {
	t.Parallel()
	db := open(t)
	const text = "Касса не печатает чеки"
	redacted, emptied := solved(t, db, "ROM", text), solved(t, db, "ROM", text)
	if got := similar(t, db, text); got != "ROM-2 ROM-1" {
		t.Fatalf("before they are erased, %q finds %q", text, got)
	}
	redacted.Text = desk.Erased
	update(t, db, func(ctx context.Context, tx *storage.Tx) error { return tx.SaveTickets(ctx, redacted) })
	update(t, db, func(ctx context.Context, tx *storage.Tx) error {
		return tx.EmptyTickets(ctx, noon, history.Emptied{}, emptied.ID)
	})
	if got := similar(t, db, text); got != "" {
		t.Errorf("erased words find %q", got)
	}
}

func TestSimilarTicketsAreFoundByTheirIndex(t *testing.T) {
	t.Parallel()
	url := database(t)
	db := openAt(t, url)
	for n := range 3 {
		solved(t, db, "ROM", fmt.Sprintf("Касса %d не печатает чеки", n))
	}
	conn := connect(t, url)
	exec(t, conn, "set plan_cache_mode = force_generic_plan; set enable_seqscan = on")
	exec(t, conn, `
insert into tickets overriding system value
select (jsonb_populate_record(t, jsonb_build_object('id', 1000 + i, 'number', 100 + i, 'body', 'Заявка ' || md5(i::text)))).*
from tickets t, generate_series(1, 20000) i where t.number = 1`)
	exec(t, conn, "analyze tickets")
	for index, query := range map[string]string{"tickets_solved": storage.SolvedSQL, "tickets_solved_runs": storage.MisspeltSQL} {
		if p := plan(t, conn, query); !strings.Contains(p, "Bitmap Index Scan on "+index+" ") || strings.Contains(p, "Seq Scan on tickets") {
			t.Errorf("this reads all tickets:\n%s", p)
		}
	}
}
