package conversations_test

import "time"

// clockPlot is about targets that are missed, and what makes no good of them.
func clockPlot() []chapter {
	return []chapter{
		{"a target that was missed stays missed under a lower priority", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит самовар")
			key := s.key("ROM")
			s.Pass(16 * time.Minute)
			s.asks("anna", s.private("anna"), "priority "+key+" P2", "status "+key, "ack "+key, "cancel "+key)
		}},
	}
}
