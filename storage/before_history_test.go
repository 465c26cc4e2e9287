package storage_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/history"
	told "vakhta/notice"
	"vakhta/storage"
)

// A said is what a replica of version 0.1 writes into a timeline (kind, actor
// and note), and its meaning.
type said struct {
	kind, actor, note string
	means             history.Activity
}

func saidBefore() []said {
	anna, on := desk.Actor{Name: "Анна Ким"}, history.Called{Audience: desk.OnCall}
	return []said{
		{"opened", "Мария", "", history.Opened{}},
		{"escalated", "", "1/1 on_call/anna, on_call", history.Escalated{Step: 1, Rep: 1, Calls: []history.Called{{Audience: desk.OnCall, Actor: desk.Actor{Handle: "anna"}}, on}}},
		{"escalated", "Анна Ким", "line_2", history.Escalated{Calls: []history.Called{{Audience: desk.Line2}}}},
		{"skipped", "", "2 line_2 unreachable", history.Skipped{Step: 2, Audience: desk.Line2, Cause: desk.SkipUnreachable}},
		{"warned", "", "2/1 line_2, managers/olga", history.Warned{Step: 2, Rep: 1, Calls: []history.Called{{Audience: desk.Line2}, {Audience: desk.Managers, Actor: desk.Actor{Handle: "olga"}}}}},
		{"unreachable", "Мария", "", history.Unreachable{Who: desk.Actor{Name: "Мария"}}},
		{"acked", "Анна Ким", "", history.Acknowledged{}},
		{"assigned", "Борис Ли", "Анна Ким", history.Assigned{To: anna}},
		{"reminded", "Анна Ким", "", history.Reminded{Who: anna}},
		{"released", "Анна Ким", "", history.Released{From: anna}},
		{"waiting", "Анна Ким", "waiting_vendor", history.PutOnHold{On: desk.WaitingVendor}},
		{"resumed", "Анна Ким", "", history.Resumed{}},
		{"type", "", "service_request", history.Retyped{To: desk.ServiceRequest}},
		{"priority", "Мария", "P2", history.Prioritized{To: desk.P2}},
		{"said", "Мария", "", history.Wrote{}},
		{"replied", "Анна Ким", "", history.Replied{}},
		{"noted", "Анна Ким", "", history.Commented{}},
		{"edited", "Мария", "", history.Reworded{}},
		{"retracted", "Анна Ким", "", history.Retracted{}},
		{"split", "Мария", "", history.Split{}},
		{"merged", "Анна Ким", "ROM-7", history.Merged{From: desk.Key{Project: "ROM", Number: 7}}},
		{"merged", "Анна Ким", "ROM-8", history.Merged{Into: desk.Key{Project: "ROM", Number: 8}}},
		{"resolved", "Анна Ким", "Готово: 2/1 раза", history.Resolved{Text: "Готово: 2/1 раза"}},
		{"reopened", "Мария", "", history.Reopened{}},
		{"cancelled", "Мария", "не нужно", history.Cancelled{Text: "не нужно"}},
		{"closed", "", "", history.Closed{}},
		{"rated", "Мария", "5", history.Rated{Stars: 5}},
	}
}

func TestWhatAReplicaFromBeforeWroteIntoATimelineIsRead(t *testing.T) {
	t.Parallel()
	url := database(t)
	db := openAt(t, url)
	k := ticket(t, db, boris(t, db), func(k *desk.Ticket) { k.MergedInto = desk.Key{Project: "ROM", Number: 8} })
	conn := connect(t, url)
	var want []history.Entry
	for _, s := range saidBefore() {
		exec(t, conn, `insert into timeline (ticket, at, kind, actor, note) values ($1, $2, $3, $4, $5)`, k.ID, noon, s.kind, s.actor, s.note)
		want = append(want, history.Entry{At: noon, By: desk.Actor{Name: s.actor}, Event: s.means})
	}
	got := view(t, db, func(ctx context.Context, tx *storage.Tx) ([]history.Entry, error) { return tx.Timeline(ctx, k.ID) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAReplicaFromBeforeReadsWhatIsWrittenIntoATimeline(t *testing.T) {
	t.Parallel()
	url := database(t)
	db := openAt(t, url)
	k := ticket(t, db, boris(t, db))
	conn := connect(t, url)
	for _, s := range saidBefore() {
		update(t, db, func(ctx context.Context, tx *storage.Tx) error {
			return tx.Log(ctx, storage.TimelineRow{Ticket: k.ID, Entry: history.Entry{At: noon, By: desk.Actor{Person: 1, Name: s.actor}, Event: s.means}})
		})
		var kind, actor, note string
		err := conn.QueryRow(t.Context(), `select kind, actor, note from timeline order by id desc limit 1`).Scan(&kind, &actor, &note)
		if kind != s.kind || actor != s.actor || note != s.note || err != nil {
			t.Errorf("it reads %s, %q, %q, %v; want %s, %q, %q", kind, actor, note, err, s.kind, s.actor, s.note)
		}
	}
}

func TestAReplicaFromBeforeAndAnyOtherSendEachOthersNotices(t *testing.T) {
	t.Parallel()
	url := database(t)
	db := openAt(t, url)
	k := ticket(t, db, boris(t, db), func(k *desk.Ticket) { k.State = desk.WaitingVendor })
	conn := connect(t, url)
	anna := desk.Actor{Name: "Анна"}
	for _, c := range []struct {
		facts  told.Facts
		before string
	}{
		{told.Happened{By: anna, Event: history.Prioritized{To: desk.P2}}, `{"Entry": "priority", "By": "Анна", "Note": "P2"}`},
		{told.Happened{By: anna, Event: history.PutOnHold{On: desk.WaitingVendor}}, `{"Entry": "waiting", "By": "Анна", "Note": "waiting_vendor"}`},
		{told.StateChanged{By: anna, Event: history.PutOnHold{On: desk.WaitingVendor, Text: "Ждём."}}, `{"Entry": "waiting", "By": "Анна", "Note": "Ждём."}`},
		{told.StateChanged{By: anna, Event: history.Cancelled{Text: "Дубль."}}, `{"Entry": "cancelled", "By": "Анна", "Note": "Дубль."}`},
		{told.Status{Engineer: true, Timeline: []history.Entry{{At: noon, By: anna, Event: history.Rated{Stars: 4}}}},
			`{"Engineer": true, "Timeline": [{"At": "` + noon.Format(time.RFC3339Nano) + `", "Kind": "rated", "By": "Анна", "Note": "4"}]}`},
	} {
		insert := `
insert into notices (key, ticket, platform, chat, thread, in_thread, slot, class, kind, facts, utterance, person, clock, step, rep, queued_at, not_before)
values ('before', $1, 'slack', 'C1', '', false, '', 2, $2, $3, 0, 0, '', 0, 0, $4, $4) returning facts`
		var facts json.RawMessage
		if err := conn.QueryRow(t.Context(), insert, k.ID, c.facts.Kind(), c.before, noon).Scan(&facts); err != nil {
			t.Fatal(err)
		}
		if got, err := told.Decode(c.facts.Kind(), facts); !cmp.Equal(got, c.facts) || err != nil {
			t.Errorf("%s is read as %+v, %v; want %+v", c.before, got, err, c.facts)
		}
		exec(t, conn, `delete from notices`)
		enqueue(t, db, desk.Notice{Key: "now", Ticket: k.ID, To: group, Kind: c.facts.Kind(), Facts: told.Encode(c.facts)})
		var is bool
		if err := conn.QueryRow(t.Context(), `select facts::jsonb @> $1::jsonb from notices`, c.before).Scan(&is); err != nil || !is {
			t.Errorf("a replica from before does not read %s, %v", c.before, err)
		}
		exec(t, conn, `delete from notices`)
	}
}
