package conversations_test

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

// handOverPlot gives tickets from line to line.
func handOverPlot() []chapter {
	return []chapter{
		{"a ticket is handed over, taken there, and handed back", func(s *story) {
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms)) // noc is back
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит щиток")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "ack "+key)
			s.Pass(40 * time.Minute)
			s.asks("anna", s.private("anna"), "handover "+key, "handover "+key+" first", "handover "+key+" line_2 Щиток не наш")
			s.asks("anna", s.private("anna"), "handover "+key+" line_2")
			s.Pass(10 * time.Minute)
			s.asks("vera", s.private("vera"), "ack "+key)
			s.Pass(10 * time.Minute)
			s.press("vera", shopDev, desk.ActMore)
			s.press("vera", shopDev, desk.ActHandOver)
			s.asks("vera", s.private("vera"), "handover "+key+" noc Посмотрите питание", "status "+key)
			s.asks("noc", s.private("noc"), "ack "+key, "handover "+key+" line_1 Питание в порядке")
			s.asks("anna", s.private("anna"), "ack "+key, "handover "+key+" boris", "resolve "+key+" Починили")
		}},
		{"a supplier is late, is asked, and answers the engineers", func(s *story) {
			s.runUnder(testdesk.Example(s.test, twoShops...).With(s.Desk.Platforms)) // with its contract
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит насос")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "ack "+key, "handover "+key+" noc")
			s.Pass(23 * time.Minute)
			s.Post()
			s.Pass(8 * time.Minute)
			s.asks("noc", s.private("noc"), "ack "+key, "update "+key+" Едем")
			s.press("anna", firstLine, desk.ActSendOn)
			s.Pass(61 * time.Minute)
			s.Pass(2 * time.Hour)
			s.Post()
			s.Pass(time.Hour)
			s.asks("anna", s.private("anna"), "status "+key)
			s.asks("noc", s.private("noc"), "resolve "+key+" Насос заменён")
			s.asks("anna", s.private("anna"), "resolve "+key+" Насос заменён")
			s.leaves() // as it was before
		}},
	}
}
