package conversations_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

func TestPrivateAnswersStayPrivateThroughAMerge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		story, command string
		refused        string // with which sentence; "": it is done
	}{
		{"a group's into a private one", "merge ROM-1 ROM-2", notice.RefusedIntoPrivate},
		{"a group's into a private one, however it is wished", "merge ROM-1 ROM-2 public", notice.RefusedIntoPrivate},
		{"a private one into a group's", "merge ROM-2 ROM-1", notice.RefusedIntoPublic},
		{"a private one into a group's, on purpose", "merge ROM-2 ROM-1 public", ""},
		{"the same in Russian", "merge ROM-2 ROM-1 публично", ""},
	} {
		t.Run(c.story, func(t *testing.T) {
			t.Parallel()
			k := open(t)
			k.says("maria", group, "Не печатает принтер", toBot) // ROM-1
			k.Pass(time.Hour)
			k.says("john", k.private("john"), "Мне лично нужен пароль") // ROM-2
			k.Post()
			got := answer(k.runs("anna", k.private("anna"), c.command))
			if want := map[bool]string{true: notice.DoneMerged, false: c.refused}[c.refused == ""]; got != want {
				t.Errorf("it is answered with %q, want %q", got, want)
			}
			k.Post()
			if c.refused == "" {
				return
			}
			k.does("anna", firstLine, submitted(desk.ActReply, rom(2), "Ваш пароль qwerty"))
			for _, l := range k.Post() {
				if l.To.Root() == group.Address && strings.Contains(fmt.Sprintf("%+v", l.Card), "qwerty") {
					t.Errorf("the private answer is posted to the group: %+v", l.Card)
				}
			}
		})
	}
}

// Somebody who asked in a group and continues in private writes to the bot alone.
func TestPrivateWordsAreNotAddedToWhatAGroupReads(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", group, "Не печатает принтер", toBot)
	k.Pass(3 * time.Minute)
	k.says("maria", k.private("maria"), "Мой пароль hunter22")
	k.says("maria", k.private("maria"), "и ещё почта")
	if n := k.opened(); n != 2 {
		t.Fatalf("there are %d tickets, want one for each place", n)
	}
	k.does("anna", firstLine, submitted(desk.ActReply, rom(2), "Пароль сменили"))
	for _, l := range k.Post() {
		if said, ok := l.Facts.(notice.DeskSaid); ok && l.To.Root() != k.private("maria").Root() {
			t.Errorf("%s is told %q", l.To, said.Text)
		}
	}
}

// bothShops makes maria staff of two shops.
var bothShops = append(append([]string{}, twoShops...), "staff: [lilia]", "staff: [lilia, maria]")

func TestAPersonOfTwoShopsNeverMixesThem(t *testing.T) {
	t.Parallel()
	for _, after := range []time.Duration{20 * time.Second, 5 * time.Minute, time.Hour} {
		for _, words := range []string{"А у Лилии утекла база", "Спасибо"} {
			k := open(t, bothShops...)
			maria := k.private("maria")
			k.says("maria", maria, "Не печатает принтер")
			choose := func(project string) bool {
				for _, l := range k.Post() {
					if w, ok := l.Facts.(notice.WhichProject); ok && l.To == maria.Address {
						k.presses("maria", maria, desk.ActNew, desk.Key{}, desk.HeldArg(project, w.Held))
						return true
					}
				}
				return false
			}
			if !choose("ROM") {
				t.Fatal("maria is not asked which of her shops she means")
			}
			k.Post()
			k.Pass(after)
			k.says("maria", maria, words)
			letters := k.Post()
			for _, l := range letters {
				if strings.Contains(fmt.Sprintf("%+v", l.Card), words) && l.To != maria.Address {
					t.Errorf("after %s %q is told to %s, though nobody said which shop it is about", after, words, l.To)
				}
			}
			if n := k.opened(); n != 1 {
				t.Errorf("after %s ROM has %d tickets", after, n)
			}
		}
	}
}

func TestWhatIsChosenGoesOnWithWhatWasSaidJustBefore(t *testing.T) {
	t.Parallel()
	k := open(t, bothShops...)
	maria := k.private("maria")
	for _, words := range []string{"Не печатает принтер", "и сканер тоже"} {
		k.says("maria", maria, words)
		for _, l := range k.Post() {
			if w, ok := l.Facts.(notice.WhichProject); ok {
				k.presses("maria", maria, desk.ActNew, desk.Key{}, desk.HeldArg("ROM", w.Held))
			}
		}
		k.Pass(20 * time.Second)
	}
	if n := k.opened(); n != 1 {
		t.Errorf("ROM has %d tickets, want one: she pressed Enter in the middle of a thought", n)
	}
	if text := k.Ticket(rom(1)).Text; !strings.Contains(text, "сканер") {
		t.Errorf("the request is %q, want it grown", text)
	}
}
