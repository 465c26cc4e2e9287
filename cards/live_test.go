package cards_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

func TestWhatIsOpenIsShownByAgeAndRisk(t *testing.T) {
	t.Parallel()
	late := desk.OpenTarget{Key: key, Priority: desk.P2, Target: desk.ClockResolution, Due: after(-time.Hour), Paused: true}
	for want, f := range map[string]notice.LiveCard{
		"# Ромашка: что открыто сейчас\nОткрытых заявок нет.\n-- Данные на 14:00 МСК.\n": {Project: "Ромашка", Live: desk.LiveView{At: noon}},
		"Как давно: до 3 дней — 2, до недели — 1":                                        {Live: desk.LiveView{At: noon, Backlog: desk.OpenFigures{Open: 3, Ages: [5]int{0, 2, 1}}}},
		"ROM-42 · P2 · не решена в срок, сейчас отсчёт стоит · ни у кого\nи ещё 1": {Live: desk.LiveView{
			At: noon, Backlog: desk.OpenFigures{Open: 2, Breached: 2, Ages: [5]int{2}}, Overdue: []desk.OpenTarget{late}, Unowned: 2,
		}},
	} {
		card, err := cards.Card(sample{}.view(desk.Russian), f)
		if got := strings.ReplaceAll(testdesk.Show(card), "\u00a0", " "); err != nil || !strings.Contains(got, want) {
			t.Errorf("%v: it shows\n%s\nand not\n%s", err, got, want)
		}
	}
}
