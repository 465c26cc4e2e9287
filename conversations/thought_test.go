package conversations_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// asksOf counts the questions about kept messages in what is sent.
func (k *talk) asksOf() (requests, shops int) {
	k.t.Helper()
	for _, l := range k.Post() {
		switch l.Facts.(type) {
		case notice.AskRequest:
			requests++
		case notice.WhichProject:
			shops++
		}
	}
	return requests, shops
}

func TestAThoughtIsOneTicketWhicheverMessageIsClear(t *testing.T) {
	t.Parallel()
	for _, words := range [][]string{
		{"Хм", "Не печатает принтер"},
		{"Хм", "Хм", "Не печатает принтер"},
		{"Не печатает принтер", "Хм"},
	} {
		t.Run(strings.Join(words, ", "), func(t *testing.T) {
			t.Parallel()
			k := open(t)
			for _, text := range words {
				k.says("maria", k.private("maria"), text)
				k.Pass(time.Second)
			}
			if questions, _ := k.asksOf(); questions > 1 {
				t.Errorf("%d questions about one thought", questions)
			}
			k.Pass(10 * time.Minute)
			if got := k.opened(); got != 1 {
				t.Fatalf("%d tickets, want 1", got)
			}
			if got := k.Ticket(rom(1)).Text; got != strings.Join(words, "\n") {
				t.Errorf("the ticket says %q, want all of it", got)
			}
		})
	}
}

func TestAQuestionNobodyAnswersBringsTheWordsToEngineers(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", k.private("maria"), "Хм")
	p := k.asked()
	k.Pass(3*time.Minute - time.Second)
	if got := k.opened(); got != 0 {
		t.Fatalf("%d tickets before the time is over", got)
	}
	k.Pass(time.Second)
	if got := k.Ticket(rom(1)); got.Text != "Хм" || got.Requester.Name != "Мария Петрова" {
		t.Errorf("the ticket says %q and is %s's", got.Text, got.Requester.Name)
	}
	if k.presses("maria", k.private("maria"), p.Action, p.Key, p.Arg); k.opened() != 1 {
		t.Errorf("the late press makes %d tickets of it", k.opened())
	}
}

func TestWordsThatTheirAuthorTakesBackReachNobody(t *testing.T) {
	t.Parallel()
	for what, takesBack := range map[string]func(k *talk, said desk.MessageRef, p desk.Press){
		"they say so": func(k *talk, _ desk.MessageRef, p desk.Press) {
			k.presses("maria", k.private("maria"), desk.ActIgnore, desk.Key{}, p.Arg)
		},
		"they delete the message": func(k *talk, said desk.MessageRef, _ desk.Press) {
			k.does("maria", k.private("maria"), desk.Deleted{Message: said})
		},
	} {
		k := open(t)
		said := k.says("maria", k.private("maria"), "Хм")
		takesBack(k, said, k.asked())
		k.Pass(time.Hour)
		if got := k.opened(); got != 0 {
			t.Errorf("%s: %d tickets", what, got)
		}
	}
}

func TestAPersonOfTwoShopsIsRemindedThatNobodySawTheirWords(t *testing.T) {
	t.Parallel()
	k := open(t, append(twoShops, "staff: [lilia]", "staff: [lilia, maria]")...)
	k.says("maria", k.private("maria"), "Не печатает принтер")
	k.asksOf()
	k.Pass(time.Hour)
	if _, shops := k.asksOf(); shops != 1 {
		t.Errorf("she is asked %d times more, want once", shops)
	}
	if got := k.opened(); got != 0 {
		t.Errorf("%d tickets, and nobody knows of which shop", got)
	}
}

func TestOfSeveralTicketsTheOneThatWaitsGetsAShortAnswer(t *testing.T) {
	t.Parallel()
	k := open(t)
	for range 3 {
		k.says("maria", k.private("maria"), "Не печатает принтер")
		k.Pass(40 * time.Minute)
	}
	for n := range 2 { // two wait: nobody knows which is meant
		k.runs("boris", k.private("boris"), "wait "+rom(n+1).String()+" customer Какой?")
	}
	k.says("maria", k.private("maria"), "Хм")
	if questions, _ := k.asksOf(); questions != 1 {
		t.Errorf("%d questions, want one: which ticket", questions)
	}
	k.Pass(3 * time.Minute)
	for n, want := range map[int]desk.State{1: desk.WaitingCustomer, 2: desk.WaitingCustomer, 3: desk.New} {
		if got := k.Ticket(rom(n)); got.State != want {
			t.Errorf("ROM-%d is %s, want %s", n, got.State, want)
		}
	}
	for _, l := range k.Post() {
		if said, ok := l.Facts.(notice.CustomerSaid); ok && said.Text == "Хм" && l.Ticket == k.Ticket(rom(3)).ID {
			return
		}
	}
	t.Error("the thread of the ticket that was opened last does not hear it")
}
