package conversations_test

import "time"

// livePlot has managers look at what is open, and engineers at their own work.
func livePlot() []chapter {
	return []chapter{
		{"what is open and at risk", func(s *story) {
			s.Pass(31 * time.Minute)
			s.asks("john", s.private("john"), "new Горит весь каталог", "new Закажите бумагу")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "priority "+key+" P1", "ack "+key, "sla ROM", "sla all", "sla LIL")
			s.Pass(2*time.Hour + 30*time.Minute)
			s.asks("anna", s.private("anna"), "sla ROM")
			s.Pass(4 * time.Hour)
			s.asks("anna", s.private("anna"), "wait "+key+" customer Где?", "sla ROM", "sla QUI", "digest")
			s.asks("olga", s.private("olga"), "sla")
		}},
		{"somebody's own work of a period", func(s *story) {
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "timesheet", "time "+key+" 1h", "time "+key+" 2h бесплатно", "time "+key+" 1h30m вчера", "timesheet", "timesheet 2026-09")
		}},
	}
}
