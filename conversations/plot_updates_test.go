package conversations_test

import (
	"time"

	"vakhta/internal/testdesk"
)

// updatesPlot is about customers who must hear something while somebody works.
func updatesPlot() []chapter {
	return []chapter{
		{"the customer must hear something, and does not", func(s *story) {
			s.runUnder(testdesk.Example(s.test, twoShops...).With(s.Desk.Platforms))
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит ковёр")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "ack "+key, "why "+key)
			s.Pass(23 * time.Minute)
			s.Post()
			s.Pass(8 * time.Minute)
			s.asks("anna", s.private("anna"), "why "+key, "handover "+key+" noc")
			s.Pass(23 * time.Minute)
			s.asks("anna", s.private("anna"), "status "+key, "resolve "+key+" Потушили")
		}},
	}
}
