package conversations_test

import (
	"slices"
	"time"

	"vakhta/internal/testdesk"
)

// nextPlot is about customers who write again and must be answered.
func nextPlot() []chapter {
	return []chapter{
		{"the customer writes again and must be answered", func(s *story) {
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, []string{"resolution: 4h, updates: 30m", "resolution: 4h, next_response: 30m"})...).With(s.Desk.Platforms))
			s.Pass(31 * time.Minute)
			john := s.private("john")
			s.says("john", john, "Горит занавес, оплата не работает")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "ack "+key)
			s.Post()
			s.Pass(5 * time.Minute)
			s.says("john", john, "Что с оплатой, когда починят?", s.inThread(john))
			s.asks("anna", s.private("anna"), "why "+key, "status "+key)
			s.Pass(23 * time.Minute)
			s.Post()
			s.Pass(8 * time.Minute)
			s.asks("anna", s.private("anna"), "why "+key, "status "+key)
			s.asks("anna", s.private("anna"), "resolve "+key+" Потушили", "report ROM today")
		}},
	}
}
