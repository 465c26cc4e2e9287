package conversations_test

import (
	"time"

	"vakhta/desk"
	"vakhta/history"
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
