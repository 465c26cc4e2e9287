package conversations_test

import (
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/monitoring"
)

// monitoringPlot is about tickets that monitoring opens.
func monitoringPlot() []chapter {
	return []chapter{{"an alert comes, goes and comes back", func(s *story) {
		taker := &monitoring.Taker{Tickets: s.Tickets, Clock: s.World}
		disk := desk.Alert{Source: "alertmanager", System: "Alertmanager", Fingerprint: "f1", Title: "Диск db1 заполнен", Severity: "critical", Link: "https://graph.test"}
		sends := func(over bool) {
			s.Pass(time.Minute)
			disk.Over = over
			if err := taker.Take(s.test.Context(), "ROM", []desk.Alert{disk}); err != nil {
				s.test.Fatal(err)
			}
			s.Post()
		}
		sends(false)
		in := s.private("anna")
		s.asks("anna", in, "ack "+s.key("ROM"), "status "+s.key("ROM"))
		s.does("anna", firstLine, submitted(desk.ActReply, s.lastKey("ROM"), "Чиним"))
		for range history.Flapping {
			sends(true)
			sends(false)
		}
		sends(true)
		s.asks("anna", in, "resolve "+s.key("ROM")+" Готово")
	}}}
}

// silencePlot is about monitoring systems that are told who works.
func silencePlot() []chapter {
	return []chapter{{"taking an alert's ticket silences it", func(s *story) {
		d := testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{
			"      reopen: 1h", "      silence: {alertmanager: http://alertmanager.test, zabbix: http://zabbix.test}\n      reopen: 1h",
		})...).With(s.Desk.Platforms)
		before := s.Desk
		s.runUnder(d)
		taker := &monitoring.Taker{Tickets: s.Tickets, Clock: s.World}
		orders := desk.Alert{Fingerprint: "f2", Title: "Заказы не оформляются", Severity: "critical"}
		for _, from := range [][2]string{{"alertmanager", "Alertmanager"}, {"zabbix", "Zabbix"}} {
			orders.Source, orders.System = from[0], from[1]
			if err := taker.Take(s.test.Context(), "ROM", []desk.Alert{orders}); err != nil {
				s.test.Fatal(err)
			}
			in, there := s.private("anna"), desk.Address{Platform: desk.Monitoring, Chat: "ROM/" + from[0]}
			s.asks("anna", in, "ack "+s.key("ROM"), "resolve "+s.key("ROM")+" Готово")
			s.Refuses[there] = map[string]error{"alertmanager": desk.StatusError(401), "zabbix": errors.New("timeout")}[from[0]]
			s.asks("anna", in, "reopen "+s.key("ROM", desk.Resolved), "resolve "+s.key("ROM")+" Готово")
			delete(s.Refuses, there)
		}
		s.runUnder(before)
	}}}
}
