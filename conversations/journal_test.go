package conversations_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/storage"
)

// A journalled entry is one of a project's history that is of no ticket.
type journalled struct {
	Project, Kind, Handle, Actor, Source string
	Person                               desk.PersonID
	Detail                               map[string]any
}

// journal returns those of all projects, in their order.
func (k *talk) journal() (all []journalled) {
	k.t.Helper()
	for _, row := range k.Tables()["timeline"] {
		var e struct {
			Ticket *int64
			journalled
		}
		if err := json.Unmarshal([]byte(row), &e); err != nil {
			k.t.Fatal(err)
		}
		if e.Ticket == nil {
			all = append(all, e.journalled)
		}
	}
	return all
}

func TestWhatAnAdminDoesWithoutATicketIsInTheHistory(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	for _, refused := range []string{"invite ROM", "invite QUX staff", "remove nobody ROM", "members ROM", "whoami"} {
		k.runs("anna", k.private("anna"), refused)
	}
	k.runs("maria", k.private("maria"), "invite ROM engineer")
	if got := k.journal(); len(got) > 0 {
		t.Errorf("what changes nothing is recorded as %+v", got)
	}
	lida := k.joins("9003", "Лида Сон")
	k.removes("Лида Сон", "ROM")
	annas := k.private("anna").String() + " "
	got := k.journal()
	if len(got) != 3 {
		t.Fatalf("the history has %+v, want three entries", got)
	}
	invitation, _ := got[0].Detail["invitation"].(string)
	number := must(lida.id.Joined())
	anna := k.Actor("anna")
	want := []journalled{
		{Project: "ROM", Kind: "invited", Person: anna.Person, Handle: "anna", Actor: anna.Name, Detail: map[string]any{"role": desk.RoleEngineer, "invitation": invitation}},
		{Project: "ROM", Kind: "joined", Person: number, Detail: map[string]any{"role": desk.RoleEngineer, "invitation": invitation}},
		{Project: "ROM", Kind: "removed", Person: anna.Person, Handle: "anna", Actor: anna.Name, Detail: map[string]any{"role": desk.RoleEngineer, "person": float64(number)}},
	}
	for i, from := range []string{annas, lida.account.Private().String() + " ", annas} {
		if !strings.HasPrefix(got[i].Source, from) {
			t.Errorf("%s names the message %q, want one of %s", got[i].Kind, got[i].Source, from)
		}
		want[i].Source = got[i].Source
	}
	if diff := cmp.Diff(want, got); diff != "" || len(invitation) != 8 {
		t.Errorf("the history (-want +got):\n%s", diff)
	}
	k.wantLinked(3)
	k.Exec(`update timeline set detail = jsonb_set(detail, '{role}', '"staff"') where kind = 'removed'`)
	if v := k.verified(); len(v.Findings) != 1 || !strings.Contains(v.Findings[0].What, "ROM removed of") {
		t.Errorf("of a changed entry is found %+v", v.Findings)
	}
}

// verified returns what is found of ROM's history.
func (k *talk) verified() (v *evidence.Verdict) {
	k.t.Helper()
	k.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
		v, err = evidence.Verify(ctx, tx, "ROM")
		return err
	})
	return v
}

// wantLinked links what happened, and fails unless ROM's history is sound and that long.
func (k *talk) wantLinked(links int64) {
	k.t.Helper()
	k.Update(func(ctx context.Context, tx *storage.Tx) error { return evidence.Link(ctx, tx, k.Now()) })
	if v := k.verified(); len(v.Findings) > 0 || v.Links != links || v.Outside > 0 {
		k.t.Fatalf("the history is %+v, want it sound with %d links", v, links)
	}
}

func TestWhoLeftIsANumberInTheHistory(t *testing.T) {
	t.Parallel()
	k := open(t)
	lida := k.joins("9003", "Лида Сон")
	k.removes("Лида Сон", "ROM")
	k.wantLinked(3)
	k.Update(func(ctx context.Context, tx *storage.Tx) error {
		gone, err := tx.NobodyNow(ctx, k.Now().Add(time.Hour), []string{"anna"}, 100)
		if err != nil {
			return err
		}
		return tx.EmptyPeople(ctx, k.Now(), gone...)
	})
	for _, tag := range []string{lida.account.ID, lida.name} {
		for _, row := range k.Tables()["timeline"] {
			if strings.Contains(row, tag) {
				t.Errorf("%s stands in %s", tag, row)
			}
		}
	}
	k.wantLinked(3)
}
