package conversations_test

import (
	"slices"
	"time"

	"vakhta/internal/testdesk"
)

// overagePlot is about hours beyond the package that the shop agrees to, or does not.
func overagePlot() []chapter {
	return []chapter{
		{"hours beyond the package are worked, asked for and agreed to", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Поменяйте баннеры")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "priority "+key+" P3", "time "+key+" 23h", "time "+key+" 23h", "time "+key+" 23h")
			s.Post()
			s.asks("anna", s.private("anna"), "overage "+key+" скоро", "overage "+key+" 3h и кнопки")
			s.Post()
			s.asks("olga", s.private("olga"), "approve "+key)
			s.asks("anna", s.private("anna"), "overage "+key+" 2h и подвал")
			s.Post()
			s.asks("anna", s.private("anna"), "resolve "+key+" Баннеры переставлены", "time "+key+" 5h")
			s.Post()
			s.asks("olga", s.private("olga"), "decline "+key+" не нужно", "hours ROM")
			s.asks("anna", s.private("anna"), "priority "+key+" P1", "overage "+key+" 1h")
		}},
		{"a ticket that waits for an agreement becomes urgent", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Поменяйте корзину")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "priority "+key+" P3", "overage "+key+" 2h")
			s.Post()
			s.asks("anna", s.private("anna"), "priority "+key+" P1")
			s.Post()
		}},
	}
}

// reportedPlot is about what reports list beside their figures.
func reportedPlot() []chapter {
	return []chapter{{"reports of all that happened", func(s *story) {
		d, _ := testdesk.WithNotes(s.test, slices.Concat(twoShops, storyDesk, []string{"# techmap: romashka.map.yaml ", "techmap: MAPS/stale.yaml "})...)
		s.runUnder(d.With(s.Desk.Platforms))
		s.asks("anna", s.private("anna"), "report ROM 2026", "report ROM 2027", "report VAS 2026", "report VAS 2027")
		s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
	}}}
}
