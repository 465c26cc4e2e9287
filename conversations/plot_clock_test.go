package conversations_test

import (
	"time"

	"vakhta/desk"
)

// clockPlot is about targets that are missed, what makes no good of them, and how
// a ticket's clocks are explained.
func clockPlot() []chapter {
	return []chapter{
		{"a target that was missed stays missed under a lower priority", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит самовар")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "why "+key)
			s.Pass(16 * time.Minute)
			s.asks("anna", s.private("anna"), "priority "+key+" P2 yes", "status "+key, "why "+key, "ack "+key)
			s.asks("anna", s.private("anna"), "wait "+key+" customer Какой самовар?")
			s.Pass(20 * time.Minute)
			s.asks("anna", s.private("anna"), "why "+key, "resume "+key, "snooze "+key+" 2h", "why "+key)
			s.asks("anna", s.private("anna"), "resolve "+key+" Потушили", "why "+key)
			s.asks("vera", s.private("vera"), "why "+key)
		}},
		{"clocks that ended before they mattered, and one that was never promised", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит примус")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "priority "+key+" P4 yes", "ack "+key, "why "+key)
			s.says("john", s.private("john"), "Горит керосинка")
			key = s.key("ROM")
			s.asks("anna", s.private("anna"), "ack "+key)
			s.Pass(5 * time.Hour)
			s.asks("anna", s.private("anna"), "why "+key, "resolve "+key+" Починили", "why "+key)
		}},
		{"nobody comes, and the steps end", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит лампа")
			s.Pass(75 * time.Minute)
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "why "+key, "escalate "+key, "why "+key)
			s.press("john", s.private("john"), desk.ActCancel)
			s.asks("anna", s.private("anna"), "why "+key)
		}},
	}
}
