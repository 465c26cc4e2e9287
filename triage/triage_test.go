package triage_test

import (
	"slices"
	"testing"

	"vakhta/desk"
	"vakhta/triage"
)

func TestOnlyWhatTheWordsDoNotSayIsAsked(t *testing.T) {
	for text, want := range map[string][]triage.Topic{
		"Не работает":                                             {triage.What, triage.Since, triage.Hits, triage.Where, triage.Picture},
		"С утра у всех пропала корзина":                           {triage.Where, triage.Picture},
		"Заказ №10453 не печатается на кухне":                     {triage.Since, triage.Hits, triage.Picture},
		"Since 12:30 only me: https://shop.example/cart is blank": {triage.Picture},
		"The printer prints strange letters":                      {triage.Since, triage.Hits, triage.Where, triage.Picture},
	} {
		if got := triage.Topics(&desk.Ticket{Text: text}, nil); !slices.Equal(got, want) {
			t.Errorf("of %q is asked %v, want %v", text, got, want)
		}
	}
}

func TestAMatrixNeedsBothOfItsAnswers(t *testing.T) {
	got := triage.Topics(&desk.Ticket{Text: "С утра у всех пропала корзина"}, &desk.Matrix{})
	if want := []triage.Topic{triage.Hits, triage.Urgency, triage.Where, triage.Picture}; !slices.Equal(got, want) {
		t.Errorf("it asks %v, want %v", got, want)
	}
}

func TestOfACriticalIncidentOnlyWhoIsHitIsAsked(t *testing.T) {
	down := desk.Ticket{Type: desk.Incident, State: desk.New, Priority: desk.P1, Text: "Магазин лежит"}
	if !triage.WhoIsHit(&down) {
		t.Fatal("nobody asks who is hit")
	}
	for name, change := range map[string]func(*desk.Ticket){
		"the words say it":          func(t *desk.Ticket) { t.Text = "Магазин лежит, никто не может купить" },
		"it was answered":           func(t *desk.Ticket) { t.Triage = &desk.Triage{Hits: desk.HitsSome} },
		"a message of its own asks": func(t *desk.Ticket) { t.Triage = &desk.Triage{Asked: true} },
		"it is not critical":        func(t *desk.Ticket) { t.Priority = desk.P2 },
		"others reported it too":    func(t *desk.Ticket) { t.Lead = 7 },
	} {
		other := down
		if change(&other); triage.WhoIsHit(&other) {
			t.Errorf("%s, and it is asked", name)
		}
	}
}

func TestNothingIsAskedWhereItWouldWait(t *testing.T) {
	incident := desk.Ticket{Type: desk.Incident, State: desk.New, Priority: desk.P2}
	if !triage.Wanted(&incident) {
		t.Fatal("nothing is asked about an incident")
	}
	for name, change := range map[string]func(*desk.Ticket){
		"it is critical":         func(t *desk.Ticket) { t.Priority = desk.P1 },
		"it is no incident":      func(t *desk.Ticket) { t.Type = desk.ChangeRequest },
		"it was answered":        func(t *desk.Ticket) { t.Triage = &desk.Triage{Sent: true} },
		"others reported it too": func(t *desk.Ticket) { t.Lead = 7 },
		"it has ended":           func(t *desk.Ticket) { t.State = desk.Closed },
	} {
		other := incident
		if change(&other); triage.Wanted(&other) {
			t.Errorf("%s, and there are questions", name)
		}
	}
}
