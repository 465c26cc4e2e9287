package why_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"vakhta/demo/why"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/internal/testpg"
	"vakhta/storage"
	"vakhta/storage/schema"
)

// noon returns the moment at which everything in these tests happens.
func noon() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// reader returns an observer of an empty store, which a test fills.
func reader(t *testing.T) why.Observer {
	t.Helper()
	store, err := storage.Open(t.Context(), testpg.New(t, schema.SQL(), storage.Migrate))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return why.Observer{Store: store, Desk: testdesk.Example(t), Projects: []string{"ROM"}}
}

// opened puts a ticket into the store, with an armed alarm and a waiting
// notice.
func opened(t *testing.T, r why.Observer, text string) desk.TicketID {
	t.Helper()
	var id desk.TicketID
	err := r.Store.Update(t.Context(), func(tx *storage.Tx) error {
		maria, err := tx.PersonOf(t.Context(), desk.Person{Name: "Maria", Account: desk.Account{Platform: desk.Telegram, ID: "7001"}}, noon())
		if err != nil {
			return err
		}
		ticket := &desk.Ticket{
			Key: desk.Key{Project: "ROM"}, State: desk.New, Type: desk.Incident, Priority: desk.P1, Text: text, Requester: maria,
			Line: 1, OpenedAt: noon(), ReactionFrom: noon(), ResolutionFrom: noon(), ReactionDue: noon().Add(15 * time.Minute),
			ResolutionDue: noon().Add(4 * time.Hour), StateAt: noon(),
		}
		if err := tx.OpenTicket(t.Context(), ticket); err != nil {
			return err
		}
		id = ticket.ID
		if err := tx.Log(t.Context(), storage.TimelineRow{Ticket: id, Entry: history.Entry{At: noon(), By: desk.Actor{Name: "Maria"}, Event: history.Opened{}}}); err != nil {
			return err
		}
		rung := desk.Firing{Clock: desk.ClockReaction}
		if err := tx.Arm(t.Context(), desk.Alarm{Subject: desk.OfTicket(id), Firing: rung, Due: noon().Add(450 * time.Second)}); err != nil {
			return err
		}
		return tx.Enqueue(t.Context(), noon(), desk.Notice{
			Key: ticket.Key.String() + "/card", Ticket: id, To: desk.Address{Platform: desk.Slack, Chat: "C0L1"},
			Class: desk.ClassEscalation, Kind: "card", Facts: json.RawMessage(`{}`),
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAnEmptyDeskHasNothingToTell(t *testing.T) {
	r := reader(t)
	w, err := r.Read(t.Context(), noon())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(w)
	if err != nil || string(text) != `{"tickets":[],"alarms":[],"queued":[]}` {
		t.Errorf("an empty desk is told as %s (%v)", text, err)
	}
	if due, armed, err := r.NextAlarm(t.Context()); armed || err != nil {
		t.Errorf("an alarm is armed for %v (%v)", due, err)
	}
}

func TestATicketIsToldWithItsClocksAndAlarms(t *testing.T) {
	r := reader(t)
	opened(t, r, "The checkout is down")
	opened(t, r, "The catalogue is empty")
	w, err := r.Read(t.Context(), noon())
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Tickets) != 2 || w.Tickets[0].Key != "ROM-2" || w.Tickets[1].Text != "The checkout is down" {
		t.Fatalf("the tickets are %+v, want ROM-2 before ROM-1", w.Tickets)
	}
	one := w.Tickets[1]
	if len(one.Timeline) != 1 || one.Timeline[0].Kind != "opened" || one.Requester != "Maria" || one.Priority != "P1" {
		t.Errorf("the ticket is %+v", one)
	}
	if len(one.Clocks) != 2 || !one.Clocks[0].Due.Equal(noon().Add(15*time.Minute)) || one.Clocks[0].Met != nil || one.Clocks[1].Paused {
		t.Errorf("its clocks are %+v", one.Clocks)
	}
	if len(w.Alarms) != 2 || w.Alarms[0].Ticket != "ROM-1" || w.Alarms[0].Clock != "reaction" {
		t.Errorf("the alarms are %+v", w.Alarms)
	}
	if due, armed, err := r.NextAlarm(t.Context()); !armed || err != nil || !due.Equal(noon().Add(450*time.Second)) {
		t.Errorf("the next alarm is %v, %v (%v)", due, armed, err)
	}
}

func TestWhatLeftTheOutboxHasAReceipt(t *testing.T) {
	r := reader(t)
	opened(t, r, "The checkout is down")
	w, err := r.Read(t.Context(), noon())
	if err != nil || len(w.Queued) != 1 || w.Queued[0].Class != "escalation" || w.Queued[0].Count != 1 || len(w.Tickets[0].Sent) != 0 {
		t.Fatalf("before it left: %+v (%v)", w, err)
	}
	claimed, err := r.Store.Claim(t.Context(), storage.ClaimOpts{Urgent: true, Now: noon(), Limit: 1, Lease: time.Minute})
	if err != nil || len(claimed) != 1 {
		t.Fatalf("claim: %+v, %v", claimed, err)
	}
	later := storage.Settlement{ID: claimed[0].ID, Retry: noon().Add(time.Minute)}
	if err := r.Store.Settle(t.Context(), noon(), later); err != nil {
		t.Fatal(err)
	}
	if w, err = r.Read(t.Context(), noon()); err != nil || len(w.Queued) != 1 {
		t.Errorf("while it waits for its next try: %+v (%v)", w.Queued, err)
	}
	sent := storage.Settlement{ID: claimed[0].ID, Sent: &desk.MessageRef{Address: claimed[0].To, Message: "1.1"}}
	if err := r.Store.Settle(t.Context(), noon().Add(time.Second), sent); err != nil {
		t.Fatal(err)
	}
	w, err = r.Read(t.Context(), noon())
	if err != nil || len(w.Queued) != 0 || len(w.Tickets[0].Sent) != 1 {
		t.Fatalf("after it left: %+v (%v)", w, err)
	}
	if got := w.Tickets[0].Sent[0]; got.To != "slack:C0L1" || !strings.HasSuffix(got.Key, "/card") || got.Planned != nil {
		t.Errorf("the receipt is %+v", got)
	}
}
