package conversations_test

import (
	"time"

	"vakhta/desk"
)

// reportPlot is about what reports say of targets that were missed.
func reportPlot() []chapter {
	return []chapter{
		{"a report tells why targets were missed", func(s *story) {
			anna, john := s.private("anna"), s.private("john")
			s.Pass(31 * time.Minute)
			s.asks("john", john, "new Горит каталог")
			key := s.key("ROM")
			s.asks("anna", anna, "priority "+key+" P1", "ack "+key, "wait "+key+" customer Где?")
			s.Pass(time.Minute)
			s.asks("anna", anna, "resume "+key, "handover "+key+" line_2")
			s.Pass(5 * time.Hour)
			s.asks("anna", anna, "resolve "+key+" Потушили")
			s.Pass(31 * time.Minute)
			s.asks("john", john, "new Горит прайс")
			key = s.key("ROM")
			s.asks("anna", anna, "priority "+key+" P1", "type "+key+" service_request", "ack "+key, "resolve "+key+" Потушили")
			s.asks("anna", anna, "reopen "+key)
			s.Pass(5 * time.Hour)
			s.asks("anna", anna, "resolve "+key+" Совсем", "report ROM 2026", "report all today", "report ROM 2030")
			s.asks("petr", s.private("petr"), "report all today")
			s.Exec("update tickets set recount = true where number = 1")
			s.asks("anna", anna, "report all 2025")
			s.press("anna", anna, desk.ActReport, "all:week")
			s.Exec("update tickets set recount = false where number = 1")
		}},
	}
}
