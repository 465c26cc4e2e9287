package personal_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"vakhta/evidence"
	"vakhta/internal/testdesk"
	"vakhta/personal"
	"vakhta/storage"
)

// journal returns the entries of a project that are of no ticket.
func journal(w *testdesk.World, project string) (kinds, details []string) {
	for _, r := range testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) ([]storage.EntryRow, error) { return tx.Journal(ctx, project) }) {
		kinds, details = append(kinds, string(r.Kind)), append(details, string(r.Detail))
	}
	return kinds, details
}

func TestWhatIsExportedAndForgottenIsInTheHistory(t *testing.T) {
	t.Parallel()
	w := withLily(t)
	zinas, _ := w.Everywhere()
	lilys(w)
	name, number := "telegram:"+testdesk.TagAccount, strconv.FormatInt(int64(zinas.Requester.ID), 10)
	export(t, w, personal.Scope{Project: "ROM"})
	export(t, w, personal.Scope{Project: "ROM", Person: name})
	if _, err := personal.Look(t.Context(), w.Tickets, name); err != nil {
		t.Fatal(err)
	}
	if _, err := personal.Forget(t.Context(), w.Tickets, name); err != nil {
		t.Fatal(err)
	}
	kinds, details := journal(w, "ROM")
	if want := []string{"exported", "exported", "forgotten"}; !slices.Equal(kinds, want) {
		t.Fatalf("the history has %v, want %v", kinds, want)
	}
	if want := []string{"{}", `{"person": ` + number + "}", `{"person": ` + number + "}"}; !slices.Equal(details, want) {
		t.Errorf("the history has %v, want %v", details, want)
	}
	if others, _ := journal(w, "LIL"); len(others) > 0 {
		t.Errorf("the history of a shop that did not know them has %v", others)
	}
	w.Update(func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, w.Now()) })
	v := testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) (*evidence.Verdict, error) {
		return evidence.Verify(ctx, tx, "ROM")
	})
	if len(v.Findings) > 0 || v.Outside > 0 {
		t.Errorf("the history is %+v, want it sound and all of it linked", v)
	}
}
