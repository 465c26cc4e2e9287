package reload_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/evidence"
	"vakhta/internal/testdesk"
	"vakhta/reload"
	"vakhta/storage"
	"vakhta/tickets"
)

func TestDifferencesAreNamedAsInDeskYAML(t *testing.T) {
	t.Parallel()
	is := testdesk.Example(t)
	for _, c := range []struct {
		oldnew []string
		want   []reload.Difference
	}{
		{nil, nil},
		{[]string{"P1: {reaction: 15m", "P1: {reaction: 10m"}, []reload.Difference{{Path: "contracts.gold.targets.P1"}}},
		{[]string{"remind_taken: 4h", "remind_taken: 5h"}, []reload.Difference{{Path: "contracts.gold.remind_taken"}}},
		{[]string{"after: 80%", "after: 85%"}, []reload.Difference{{Path: "contracts.gold.escalation"}}},
		{[]string{"timezone: Europe/Moscow", "timezone: Europe/Samara"}, []reload.Difference{
			{Path: "contracts.gold.valid_from"}, {Path: "timezone"},
		}},
		{[]string{"line_2: shop-dev", "line_2: first-line"}, nil}, // not valid: a team has one line
		{[]string{"  maria: {", "  lilia: {name: Лилия, telegram: 7100}\n  maria: {"}, []reload.Difference{{Path: "people.lilia", Is: desk.Added}}},
		{[]string{"staff: [maria, john]", "staff: [maria]"}, []reload.Difference{{Path: "projects.ROM.staff"}}},
		{[]string{"short_days: {2026-12-30: 1h}", "short_days: {2026-12-30: 2h}"}, []reload.Difference{{Path: "calendars.office.short_days.2026-12-30"}}},
	} {
		d, _, err := deskfile.Read("desk.yaml", []byte(testdesk.ExampleText(t, c.oldnew...)))
		if err != nil {
			continue
		}
		got := reload.Differences(is, d)
		if c.want != nil && strings.HasPrefix(c.want[0].Path, "contracts.gold.valid_from") { // a zone is in much
			got = slices.DeleteFunc(got, func(d reload.Difference) bool { return !slices.Contains(c.want, d) })
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.oldnew, diff)
		}
	}
}

// A replica is a desk with a file of its own on a world's store.
type replica struct {
	*reload.Reloader
	text string
}

func replicaOf(t *testing.T, w *testdesk.World, oldnew ...string) *replica {
	t.Helper()
	r := &replica{text: testdesk.ExampleText(t, oldnew...)}
	s := tickets.NewService(tickets.Config{
		Store: w.Store, Desk: testdesk.Example(t, oldnew...).With(testdesk.Platforms()), Clock: w, Log: slog.New(slog.DiscardHandler),
	})
	r.Reloader = reload.New(reload.Config{Tickets: s, Path: "desk.yaml", Text: func() ([]byte, error) { return []byte(r.text), nil }})
	if err := r.Begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

// applies reads the file again and brings it into force.
func (r *replica) applies(t *testing.T) reload.Effects {
	t.Helper()
	p, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	var e reload.Effects
	err = r.Tickets.Store.Update(t.Context(), func(tx *storage.Tx) (err error) {
		e, _, err = r.Apply(t.Context(), tx, p, reload.Cause{By: desk.Actor{Handle: "anna", Name: "Анна Ким"}, Source: "telegram:5001 7"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Adopt(p)
	return e
}

func (r *replica) reaction() desk.Span {
	return r.Tickets.Current().Contracts["gold"].Targets[desk.P1].Reaction
}

func TestOtherReplicasTakeTheNewDesk(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	one, other := replicaOf(t, w), replicaOf(t, w)
	one.text = testdesk.ExampleText(t, "P1: {reaction: 15m", "P1: {reaction: 10m")
	one.applies(t)
	if one.reaction() == other.reaction() {
		t.Fatal("the other replica knows before it has looked")
	}
	if err := other.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if one.reaction() != other.reaction() {
		t.Errorf("the replicas work by %v and %v", one.reaction(), other.reaction())
	}
	select {
	case <-other.Adopted():
	default:
		t.Error("the other replica does not bring its tickets in line")
	}
	late := replicaOf(t, w, "P1: {reaction: 15m", "P1: {reaction: 20m") // it starts with a file that changed again
	if err := one.Follow(t.Context()); err != nil || one.reaction() != late.reaction() {
		t.Errorf("the file of the replica that started last does not count: %v and %v, %v", one.reaction(), late.reaction(), err)
	}
}

func TestAFileWithMistakesChangesNothing(t *testing.T) {
	t.Parallel()
	w := testdesk.New(t)
	r := replicaOf(t, w)
	r.text = strings.Replace(r.text, "P1: {reaction: 15m", "P1: {reaction: fast", 1)
	_, err := r.Read()
	if mistakes, ok := err.(deskfile.Mistakes); !ok || len(mistakes) != 1 || mistakes[0].Line == 0 || mistakes[0].Column == 0 { //nolint:errorlint // it is not wrapped
		t.Errorf("it is read with %v, want one mistake with its place", err)
	}
	if r.reaction() != (desk.Span{Time: 15 * 60e9}) {
		t.Errorf("the desk works by %v", r.reaction())
	}
}

func TestTheHistoryOfEachProjectSaysWhatChangedForIt(t *testing.T) {
	t.Parallel()
	twoShops := []string{"projects:", "projects:\n  LIL: {name: Лилия, contract: silver, line_1: first-line, managers: [olga], staff: [maria]}",
		"contracts:", "contracts:\n  silver: {calendar: office, targets: {P1: {reaction: 1h}, P2: {reaction: 1h}, P3: {reaction: 1h}, P4: {reaction: 1h}}}"}
	w := testdesk.New(t, twoShops...)
	r := replicaOf(t, w, twoShops...)
	r.text = testdesk.ExampleText(t, append(slices.Clone(twoShops), "P1: {reaction: 15m", "P1: {reaction: 10m", "short_days: {2026-12-30: 1h}", "short_days: {2026-12-30: 2h}")...)
	r.applies(t)
	for project, want := range map[string]string{
		"ROM": "calendars.office.short_days.2026-12-30 contracts.gold.targets.P1", "LIL": "calendars.office.short_days.2026-12-30",
	} {
		var changes []reload.Change
		w.Update(func(ctx context.Context, tx *storage.Tx) (err error) {
			changes, err = reload.Changes(ctx, tx, project)
			return err
		})
		if len(changes) != 1 || strings.Join(changes[0].What, " ") != want || changes[0].By.Handle != "anna" || len(changes[0].From) != 64 || changes[0].From == changes[0].To {
			t.Errorf("the history of %s says %+v, want %q by anna, with both digests", project, changes, want)
		}
		w.Update(func(ctx context.Context, tx *storage.Tx) error {
			if err := evidence.Link(ctx, tx, w.Now()); err != nil {
				return err
			}
			v, err := evidence.Verify(ctx, tx, project)
			if err == nil && (v.Links+int64(v.Outside) == 0 || len(v.Findings) > 0) {
				t.Errorf("the chain of %s is %+v", project, v)
			}
			return err
		})
	}
}
