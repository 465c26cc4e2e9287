package tickets_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/storage"
	"vakhta/tickets"
)

func TestTheClassifierLearnsFromAnotherTypeAloneAndFromSoManyBytes(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	k := w.Open(func(o *tickets.Opening) { o.Text = strings.Repeat("касса ", 2000) })
	learned := func() []desk.Correction {
		t.Helper()
		return testdesk.Read(w, func(ctx context.Context, tx *storage.Tx) ([]desk.Correction, error) {
			return tx.Corrections(ctx, time.Time{}, 10)
		})
	}
	retype := func(typ desk.RequestType) {
		w.Do(k.Key, func(ctx context.Context, c *tickets.Case) error { return c.SetType(ctx, w.Actor("boris"), typ) })
	}
	retype(k.Type)
	if got := learned(); len(got) != 0 {
		t.Errorf("confirming a type teaches %+v", got)
	}
	for _, typ := range []desk.RequestType{desk.ChangeRequest, desk.ServiceRequest} {
		retype(typ)
	}
	got := learned()
	if len(got) != 1 || got[0].Type != desk.ServiceRequest || got[0].Project != "ROM" || len(got[0].Text) > 4<<10 {
		t.Errorf("two corrections of a ticket by one person teach %d, the first of %d bytes", len(got), len(got[0].Text))
	}
}
