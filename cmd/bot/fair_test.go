package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vakhta/internal/testdesk"
)

// TestOneShopsFloodDelaysNobodyElsesCall sends 150 requests of one shop, each with a card for a first line on
// Telegram, whose group takes 20 messages a minute. Then come a P1 of a shop with the same line, and one of a shop
// with another line.
func TestOneShopsFloodDelaysNobodyElsesCall(t *testing.T) {
	var people, staff strings.Builder
	for i := range 15 {
		fmt.Fprintf(&people, "  seller%d: {name: Продавец %d, telegram: %d}\n", i, i, 7100+i)
		fmt.Fprintf(&staff, "seller%d, ", i)
	}
	d := testdesk.Example(t,
		"people:", "people:\n"+people.String()+"  lena: {name: Лена Новикова, telegram: 7002}\n  ivan: {name: Иван Седов, telegram: 7003}",
		"teams:", "teams:\n  vas-line: {line: 1, channel: slack:C0LIL, members: [vera]}",
		"projects:", "projects:\n  LIL: {name: Лилия, contract: gold, line_1: first-line, managers: [olga], staff: [lena]}\n"+
			"  VAS: {name: Василёк, contract: gold, line_1: vas-line, managers: [olga], staff: [ivan]}",
		"staff: [maria, john]", "staff: ["+staff.String()+"maria, john]", "channel: slack:C0L1", "channel: telegram:-1004000000002")
	underDesk(t, d, time.Date(2026, 11, 24, 12, 0, 0, 0, testdesk.Moscow()), func(w *world) {
		for i := range 150 { // ten of each, as many as one may open in a minute
			if _, err := w.people[fmt.Sprintf("seller%d", i%15)].telegram.Says(int64(7100+i%15), fmt.Sprintf("/new Всё лежит, сайт не открывается %d", i)); err != nil {
				t.Error(err)
			}
		}
		w.pass(5 * time.Second)
		shows := func(at spot, key string) bool {
			for _, m := range w.messages(at) {
				if strings.Contains(m.text, key) {
					return true
				}
			}
			return false
		}
		for _, c := range []struct {
			who  string
			id   int64
			key  string
			at   spot
			most time.Duration
		}{
			{"lena", 7002, "LIL-1", spot{telegram: engineersID}, 5 * time.Second},
			{"ivan", 7003, "VAS-1", spot{slack: "C0LIL"}, 2 * time.Second},
		} {
			began := time.Now()
			if _, err := w.people[c.who].telegram.Says(c.id, "Сайт лежит, никто не может заплатить"); err != nil {
				t.Error(err)
			}
			for !shows(c.at, c.key) && time.Since(began) < 10*time.Minute {
				w.pass(250 * time.Millisecond)
			}
			if took := time.Since(began); took >= c.most {
				t.Errorf("%s reaches its line after %s, want less than %s", c.key, took, c.most)
			} else {
				t.Logf("%s reaches its line after %s", c.key, took)
			}
		}
	})
}
