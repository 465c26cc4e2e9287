package conversations_test

import (
	"time"

	"vakhta/desk"
)

// waitingPlot is about tickets that wait, and how that ends.
func waitingPlot() []chapter {
	return []chapter{
		{"a customer who does not answer, and comes back", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит чайник")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "ack "+key, "wait "+key)
			s.says("anna", s.private("anna"), "Какой чайник?", s.toQuestion("anna"))
			s.asks("john", s.private("john"), "status "+key)
			s.Pass(25 * time.Hour)
			s.Pass(24 * time.Hour)
			s.Pass(73 * time.Hour)
			s.asks("anna", s.private("anna"), "status "+key)
			s.press("john", s.private("john"), desk.ActReopen)
		}},
		{"a vendor is chased, and who is far from the thread hears of the customer", func(s *story) {
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "wait "+key+" vendor Мастер приедет")
			s.Pass(25 * time.Hour)
			s.asks("anna", s.private("anna"), "resolve "+key+" Починили")
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит утюг")
			s.asks("anna", s.private("anna"), "assign "+s.key("ROM")+" vera")
			s.Pass(3 * time.Minute)
			s.says("john", s.private("john"), "Снова дымит", s.inThread(s.private("john")))
		}},
		{"a ticket is snoozed, and wakes", func(s *story) {
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "snooze "+key+" someday", "snooze "+key+" 2h спросить мастера", "status "+key)
			s.Pass(121 * time.Minute)
			s.asks("anna", s.private("anna"), "status "+key)
		}},
	}
}
