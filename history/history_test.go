package history_test

import (
	"encoding/json"
	"reflect"
	"strings"
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
		history.Opened{OnBehalf: true, After: desk.Key{Project: "ROM", Number: 1}}, history.Wrote{Utterance: 1}, history.Replied{Utterance: 2}, history.Commented{Utterance: 3},
		history.Acknowledged{}, history.Assigned{To: anna}, history.Released{From: anna},
		history.OLAWarned{Line: 2, Solve: true, Late: true, Calls: calls}, history.Chased{Who: anna},
		history.UpdateMissed{Due: time.Unix(1_800_000_000, 0).UTC(), Calls: calls},
		history.HandedOver{Line: 3, To: anna, From: 1, Since: time.Unix(1_800_000_000, 0).UTC(), Text: "скорее"},
		history.PutOnHold{On: desk.WaitingVendor, Text: "ждём"}, history.Resumed{}, history.Resolved{Text: "готово"},
		history.Reopened{Text: "опять", Unanswered: true}, history.Closed{Unanswered: true}, history.Cancelled{Text: "не нужно"},
		history.Retyped{From: desk.Incident, To: desk.ServiceRequest}, history.Prioritized{From: desk.P1, To: desk.P2},
		history.Escalated{Step: 1, Rep: 2, Calls: calls, Text: "скорее"}, history.Warned{Step: 1, Rep: 1, Calls: calls, Percent: 75}, history.InVain{Calls: calls},
		history.Skipped{Step: 2, Audience: desk.Line3, Cause: desk.SkipUnreachable, Names: []string{"FastHost NOC"}},
		history.Rated{Stars: 5}, history.Split{Utterance: 4, Text: "и ещё"}, history.Merged{Into: desk.Key{Project: "ROM", Number: 1}}, history.LinkedTo{To: desk.Key{Project: "ROM", Number: 1}},
		history.Merged{From: desk.Key{Project: "ROM", Number: 2}}, history.Unreachable{Who: anna}, history.Reminded{Who: anna}, history.Snoozed{Until: time.Unix(1_800_000_000, 0).UTC(), Text: "хостинг"}, history.Woken{},
		history.Worked{Entry: 3, Spent: -30 * time.Minute, Day: "2026-10-30", Month: "2026-11", Corrects: 2, Activity: "разработка", Free: true, AfterHours: true, Text: "созвон"}, history.Nudged{},
		history.Retracted{Utterance: 5, Deleted: true}, history.Reworded{Utterance: 6},
		history.Redacted{Utterance: 7}, history.Emptied{Asked: true}, history.Unmasked{},
		history.AlertFired{Times: 3}, history.AlertOver{Left: 2}, history.AlertJoined{Text: "Диск"}, history.AlertHeld{Since: time.Unix(1_800_000_000, 0).UTC()}, history.AlertCalm{Fires: true},
		history.Silenced{System: "Grafana", Off: true, Failed: true, Status: 401},
		history.ApprovalAsked{Of: desk.OfEstimate, Print: "0a1b2c3d", Effort: time.Hour, Price: "100 EUR", Text: "полки", Need: 1, Asked: []desk.Actor{anna}, Again: true},
		history.ApprovalReminded{Of: desk.OfEstimate, Print: "0a1b2c3d"}, history.ApprovalGiven{Of: desk.OfOverage, Print: "0a1b2c3d", For: anna, Done: true},
		history.ApprovalDeclined{Of: desk.OfEstimate, Print: "0a1b2c3d", For: anna, Text: "дорого"}, history.ApproversMissing{Of: desk.OfEstimate, Names: []string{"Ольга"}},
		history.RatingExplained{Stars: 2, Text: "долго"}, history.Feedback{Text: "склад пуст"}, history.ReviewOpened{Stars: 2, Asked: []desk.Actor{anna}}, history.Reviewed{},
		history.MajorDeclared{Shops: []string{"LIL"}}, history.MajorUndone{}, history.Triaged{Hits: desk.HitsSome}, history.ShopTold{}, history.PostMortem{Cause: "диск", Done: "место", Prevents: "оповещение"},
	}
}

// ofProject returns one of each kind that is of no ticket.
func ofProject() []history.ProjectActivity {
	return []history.ProjectActivity{
		history.Invited{Role: desk.RoleStaff, Invitation: "0a1b2c3d"}, history.Joined{Role: desk.RoleStaff, Invitation: "0a1b2c3d"},
		history.Removed{Person: 4, Role: desk.RoleStaff}, history.Exported{Person: 4}, history.Forgot{Person: 4},
		history.ChatLinked{Chat: "telegram:-100", Code: "0a1b2c3d"}, history.ChatUnlinked{Chat: "telegram:-100"},
		history.MapChanged{Version: 2, Changes: []desk.MapChange{{Of: desk.MapComponent, Name: "core", Field: desk.MapVersionField, Was: "1", Now: "2"}}},
		history.DeskChanged{From: "0a1b", To: "2c3d", What: []string{"contracts.gold.targets.P1"}},
		history.AgreementAccepted{Version: "0a1b2c3d", Side: desk.SideShop},
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
	for _, e := range ofProject() {
		names = append(names, e.Kind())
	}
	want := []history.ActivityKind{
		"opened", "said", "replied", "noted", "acked", "assigned", "released", "ola", "chased", "update_missed", "handed_over", "waiting", "resumed", "resolved", "reopened",
		"closed", "cancelled", "type", "priority", "escalated", "warned", "in_vain", "skipped", "rated", "split", "merged", "linked", "unreachable",
		"reminded", "snoozed", "woken", "worked", "nudged", "retracted", "edited", "redacted", "emptied", "unmasked", "alert_fired", "alert_over", "alert_joined", "alert_held", "alert_calm", "silenced",
		"approval_asked", "approval_reminded", "approval_given", "approval_declined", "approvers_missing", "rating_explained", "feedback", "review_opened", "reviewed", "major", "major_undone", "impact", "shop_told", "post_mortem",
		"invited", "joined", "removed", "exported", "forgotten", "chat_linked", "chat_unlinked", "map_changed", "desk_changed", "agreement_accepted",
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

func TestTheCanonOfEachKindKeepsWordsAndNamesApart(t *testing.T) {
	t.Parallel()
	anna := desk.Actor{Person: 2, Handle: "anna", Name: "Анна Ким"}
	all := append(every(), history.Unreachable{Who: anna, Cause: desk.ReachRefused, Chat: desk.Address{Platform: desk.Telegram, Chat: "70017001"}},
		history.PutOnHold{On: desk.WaitingVendor, Text: "ждём", Note: "звонили"})
	for _, e := range all {
		kind, detail := history.Encode(e)
		c, err := history.StoredEntry{Kind: kind, By: anna, Source: "telegram:70017001 5", Detail: detail, Note: "старое"}.Canon()
		if err != nil {
			t.Fatal(err)
		}
		for _, personal := range []string{"Анна", "anna", "FastHost", "ждём", "звонили", "готово", "опять", "не нужно", "скорее", "и ещё", "7001", "старое"} {
			if strings.Contains(string(c.Facts), personal) {
				t.Errorf("among the facts of %s stands %q: %s", kind, personal, c.Facts)
			}
		}
	}
}

func TestACanonIsTheSameHoweverAnEntryIsWritten(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 16, 12, 0, 0, 123456000, time.UTC)
	moscow := time.FixedZone("MSK", 3*60*60)
	canon := func(at time.Time, detail string) string {
		c, err := history.StoredEntry{
			Ticket: desk.Key{Project: "ROM", Number: 7}, At: at, Kind: "waiting", By: desk.Actor{Person: 2, Name: "Анна"}, Detail: json.RawMessage(detail),
		}.Canon()
		if err != nil {
			t.Fatal(err)
		}
		return string(c.Facts) + "\n" + string(c.Who) + "\n" + string(c.Words)
	}
	want := `{"at":"2026-11-16T12:00:00.123456Z","detail":{"on":"waiting_vendor"},"kind":"waiting","person":2,"ticket":"ROM-7"}
{"by.name":"Анна"}
{".text":"ждём"}`
	for _, detail := range []string{`{"on": "waiting_vendor", "text": "ждём"}`, `{"text":"ждём","on":"waiting_vendor"}`} {
		if got := canon(at.In(moscow), detail); got != want {
			t.Errorf("the canon of %s is\n%s\nwant\n%s", detail, got, want)
		}
	}
	if canon(at, `{"on":"waiting_vendor","text":"ждем"}`) == want || canon(at.Add(time.Microsecond), `{"on":"waiting_vendor","text":"ждём"}`) == want {
		t.Error("another entry has the same canon")
	}
}

func TestTheCanonOfAProjectsEntryNamesTheProject(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	var got []string
	for _, e := range ofProject() {
		kind, detail := history.Encode(e)
		c, err := history.StoredEntry{Ticket: desk.Key{Project: "ROM"}, At: at, Kind: kind, Detail: detail}.Canon()
		if err != nil || len(c.Who)+len(c.Words) > 0 {
			t.Errorf("the canon of %s is %+v, %v: want nothing in it that may have to be erased", kind, c, err)
		}
		got = append(got, string(c.Facts))
	}
	want := []string{
		`{"at":"2026-11-16T12:00:00Z","detail":{"invitation":"0a1b2c3d","role":"staff"},"kind":"invited","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"invitation":"0a1b2c3d","role":"staff"},"kind":"joined","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"person":4,"role":"staff"},"kind":"removed","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"person":4},"kind":"exported","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"person":4},"kind":"forgotten","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"code":"0a1b2c3d","linked":"telegram:-100"},"kind":"chat_linked","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"linked":"telegram:-100"},"kind":"chat_unlinked","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"changes":[{"entry":"core","field":"version","now":"2","of":"component","was":"1"}],"version":2},"kind":"map_changed","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"from":"0a1b","to":"2c3d","what":["contracts.gold.targets.P1"]},"kind":"desk_changed","person":0,"project":"ROM"}`,
		`{"at":"2026-11-16T12:00:00Z","detail":{"agreement":"0a1b2c3d","side":"shop"},"kind":"agreement_accepted","person":0,"project":"ROM"}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestABrokenDetailHasNoCanon(t *testing.T) {
	t.Parallel()
	if c, err := (history.StoredEntry{Kind: "waiting", Detail: json.RawMessage(`{`)}).Canon(); err == nil {
		t.Errorf("it is %+v", c)
	}
}

func TestALinkThatAProgramOfBeforeWroteIsRead(t *testing.T) {
	t.Parallel()
	for _, detail := range []string{`{"chat": "telegram:-100", "code": "0a1b"}`, `{"linked": "telegram:-100", "code": "0a1b"}`} {
		var got history.ChatLinked
		if err := json.Unmarshal([]byte(detail), &got); err != nil || got != (history.ChatLinked{Chat: "telegram:-100", Code: "0a1b"}) {
			t.Errorf("%s is read as %+v, %v", detail, got, err)
		}
	}
}
