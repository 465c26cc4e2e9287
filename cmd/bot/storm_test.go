package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vakhta/internal/repeat"
	"vakhta/internal/testdesk"
)

// TestABurstOfReportsIsOneCard has 400 people report an outage in 8 seconds. The
// first line has to see it within 5 seconds, in few messages, and who is on duty
// is called once.
func TestABurstOfReportsIsOneCard(t *testing.T) {
	t.Parallel()
	const within = 8 * time.Second
	reports := 400 / repeat.OneIn(1, 4)
	type line struct{ name, channel, spot string }
	for _, c := range repeat.Each(
		line{"slack", "slack:C0L1", "#first-line"},
		line{"telegram", "telegram:-1004000000002", "the engineers' chat"},
	) {
		t.Run(c.name, func(t *testing.T) {
			var people, staff strings.Builder
			for i := range reports {
				fmt.Fprintf(&people, "  p%d: {name: Person %d, telegram: %d}\n", i, i, 800000+i)
				fmt.Fprintf(&staff, "p%d, ", i)
			}
			d := testdesk.Example(t,
				"  maria: {", people.String()+"  maria: {", "staff: [maria", "staff: ["+staff.String()+"maria", "channel: slack:C0L1", "channel: "+c.channel)
			underDesk(t, d, time.Date(2026, 11, 24, 14, 2, 0, 0, moscow(t)), func(w *world) {
				w.slack.LimitRates(true)
				words := []string{"Никто не может оплатить, оплата картой не проходит", "не проходит оплата картой ни у кого", "Payments fail for everybody at checkout"}
				for i := range reports {
					p := w.people[fmt.Sprintf("p%d", i)].telegram
					if _, err := p.Says(p.ID, words[i%len(words)]); err != nil {
						w.t.Error(err)
					}
					w.pass(within / time.Duration(reports))
					if i == reports*5/8 {
						if err := w.shows(c.spot, "Массовый сбой", true); err != nil {
							w.t.Error(err)
						}
					}
				}
				w.pass(5 * time.Second)
				if err := w.shows(c.spot, fmt.Sprintf("%d человек из 1 магазина", reports), true); err != nil {
					w.t.Error(err)
				}
				at, err := w.spot(c.spot)
				if err != nil {
					w.t.Error(err)
					return
				}
				if n := len(w.messages(at)); n > 10 {
					w.t.Errorf("the first line was sent %d messages", n)
				}
				w.pass(9 * time.Minute)
				calls, err := w.spot("boris's Slack chat")
				if err != nil {
					w.t.Error(err)
					return
				}
				if n := len(w.messages(calls)); n > 2 {
					w.t.Errorf("who is on duty got %d messages", n)
				}
			})
		})
	}
}
