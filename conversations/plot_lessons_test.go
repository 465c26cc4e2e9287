package conversations_test

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

// lessonsPlot is about what stays of a ticket that has ended: a customer who writes on, and
// what a major incident leaves on the tech map.
func lessonsPlot() []chapter {
	return []chapter{{"a customer writes on to a ticket that has ended", func(s *story) {
		s.Pass(31 * time.Minute)
		s.says("john", s.private("john"), "Поменяйте шторы")
		key := s.key("ROM")
		s.asks("anna", s.private("anna"), "resolve "+key+" Поменяли")
		s.press("john", s.private("john"), desk.ActClose)
		s.says("john", s.private("john"), "Спасибо", s.inThread(s.private("john")))
		s.says("john", s.private("john"), "Поменяйте и карнизы", s.inThread(s.private("john")))
		s.press("john", s.private("john"), desk.ActNew, "ROM."+s.held())
		s.asks("anna", s.private("anna"), "status "+s.key("ROM"))
	}}, {"the tech map shows what a major incident taught", func(s *story) {
		d, _ := testdesk.WithNotes(s.test, slices.Concat(twoShops, storyDesk, []string{"# techmap: romashka.map.yaml ", "techmap: MAPS/stale.yaml "})...)
		s.runUnder(d.With(s.Desk.Platforms))
		s.Pass(31 * time.Minute)
		s.says("john", s.private("john"), "Горит самовар, ни у кого не открывается сайт")
		key := s.key("ROM")
		s.asks("anna", s.private("anna"), "major "+key, "resolve "+key+" Сухо")
		s.does("vera", shopDev, desk.Submitted{Act: desk.ActPostMortem, Key: keyOf(s, key), Values: map[string]string{"cause": "Старая проводка", "done": "Заменили", "prevents": "Осмотр раз в год"}})
		s.asks("anna", s.private("anna"), "techmap ROM")
		s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
	}}}
}
