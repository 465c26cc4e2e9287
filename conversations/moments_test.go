package conversations_test

import (
	"slices"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/golden"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// The engineers' card at the six moments at which somebody reads it in two seconds, side by side.
func TestTheCardAtItsSixMoments(t *testing.T) {
	t.Parallel()
	for _, l := range []desk.Locale{desk.English, desk.Russian} {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			golden.Compare(t, "moments."+string(l)+".txt", moments(t, l))
		})
	}
}

// moments returns the first line's card at each moment.
func moments(t *testing.T, l desk.Locale) (text string) {
	t.Helper()
	w := testdesk.New(t)
	s := &story{talk: &talk{World: w, t: t}, test: t, locale: l}
	s.runUnder(w.Desk)
	w.Sent = func(l testdesk.Letter) { s.letters = append(s.letters, l) }
	at := func(moment string) {
		s.Post()
		for _, l := range slices.Backward(s.letters) {
			if l.Kind == (notice.WorkCard{}).Kind() && l.To.Root() == firstLine.Root() {
				text += "=== " + moment + "\n" + testdesk.Show(l.Card) + "\n"
				return
			}
		}
		t.Fatalf("%s: there is no card", moment)
	}
	s.says("maria", s.private("maria"), "Горит оплата: касса 3 не пробивает чеки, очередь стоит")
	at("new P1")
	s.Pass(16 * time.Minute)
	at("overdue")
	s.does("boris", firstLine, desk.Asked{Command: "ack", Args: "ROM-1"})
	at("taken")
	s.does("boris", firstLine, desk.Asked{Command: "wait", Args: "ROM-1 customer Пришлите фото экрана"})
	at("waiting")
	s.does("boris", firstLine, desk.Asked{Command: "resolve", Args: "ROM-1 Перезапустили кассу"})
	at("resolved")
	s.Pass(time.Hour)
	for _, who := range []string{"maria", "john", "olga"} {
		s.says(who, s.private(who), "Шторм pay")
		s.Pass(time.Minute)
	}
	at("storm of 3")
	return text
}
