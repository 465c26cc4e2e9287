package history_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/history"
)

// every returns an event of each kind with every field set.
func every() []history.Activity {
	anna := desk.Actor{Person: 2, Handle: "anna", Name: "Анна Ким"}
	calls := []history.Called{{Audience: desk.OnCall, Actor: desk.Actor{Handle: "anna", Name: "Анна Ким"}}, {Audience: desk.Line2}}
	return []history.Activity{
		history.Opened{}, history.Wrote{Utterance: 1}, history.Replied{Utterance: 2}, history.Commented{Utterance: 3},
		history.Acknowledged{}, history.Assigned{To: anna}, history.Released{From: anna},
		history.PutOnHold{On: desk.WaitingVendor, Text: "ждём"}, history.Resumed{}, history.Resolved{Text: "готово"},
		history.Reopened{Text: "опять"}, history.Closed{}, history.Cancelled{Text: "не нужно"},
		history.Retyped{From: desk.Incident, To: desk.ServiceRequest}, history.Prioritized{From: desk.P1, To: desk.P2},
		history.Escalated{Step: 1, Rep: 2, Calls: calls, Text: "скорее"}, history.Warned{Step: 1, Rep: 1, Calls: calls, Percent: 75},
		history.Skipped{Step: 2, Audience: desk.Line3, Cause: desk.SkipUnreachable, Names: []string{"FastHost NOC"}},
		history.Rated{Stars: 5}, history.Split{Utterance: 4, Text: "и ещё"}, history.Merged{Into: desk.Key{Project: "ROM", Number: 1}},
		history.Merged{From: desk.Key{Project: "ROM", Number: 2}}, history.Unreachable{Who: anna}, history.Reminded{Who: anna},
		history.Retracted{Utterance: 5, Deleted: true}, history.Reworded{Utterance: 6},
		history.Redacted{Utterance: 7}, history.Emptied{Asked: true}, history.Unmasked{},
	}
}

func TestEveryEventComesBackFromTheStore(t *testing.T) {
	t.Parallel()
	for _, want := range every() {
		got, err := history.Decode(history.Encode(want))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s came back as another, %v (-want +got):\n%s", want.Kind(), err, diff)
		}
		if v := reflect.ValueOf(want); v.NumField() > 0 && v.IsZero() {
			t.Errorf("the sample of %s tells nothing", want.Kind())
		}
	}
}

// Reports are computed from entries that were written years ago, so the names
// must stay.
func TestTheNamesOfKindsNeverChange(t *testing.T) {
	t.Parallel()
	seen := map[history.ActivityKind]bool{}
	var names []history.ActivityKind
	for _, e := range every() {
		if !seen[e.Kind()] {
			names = append(names, e.Kind())
		}
		seen[e.Kind()] = true
	}
	want := []history.ActivityKind{
		"opened", "said", "replied", "noted", "acked", "assigned", "released", "waiting", "resumed", "resolved", "reopened",
		"closed", "cancelled", "type", "priority", "escalated", "warned", "skipped", "rated", "split", "merged", "unreachable",
		"reminded", "retracted", "edited", "redacted", "emptied", "unmasked",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnEntryInsideOfANoticeComesBack(t *testing.T) {
	t.Parallel()
	want := history.Entry{
		At: time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC), By: desk.Actor{Person: 17, Name: "Пётр"}, Event: history.Rated{Stars: 4},
	}
	raw, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got history.Entry
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatANewerProgramWroteIsUnknownAndWhatIsBrokenAnError(t *testing.T) {
	t.Parallel()
	if got, err := history.Decode("teapot", json.RawMessage(`{"hot": true}`)); got != (history.Unknown{Name: "teapot"}) || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := history.Decode("rated", json.RawMessage(`{"stars": "five"}`)); err == nil {
		t.Errorf("broken stars were read as %+v", got)
	}
}
