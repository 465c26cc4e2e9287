package conversations_test

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

// techMapPlot is about the map of a shop's site.
func techMapPlot() []chapter {
	// mapped runs the desk with a map of ROM.
	mapped := func(s *story, name string) {
		d, _ := testdesk.WithNotes(s.test, slices.Concat(twoShops, storyDesk, []string{"# techmap: romashka.map.yaml ", "techmap: MAPS/" + name + ".yaml "})...)
		s.runUnder(d.With(s.Desk.Platforms))
	}
	return []chapter{
		{"an incident is on the tech map", func(s *story) {
			s.Pass(31 * time.Minute)
			s.asks("anna", s.private("anna"), "techmap ROM")
			mapped(s, "stale")
			s.says("john", s.private("john"), "Горит самовар, и чайник тоже")
			s.Post()
			s.asks("anna", s.private("anna"), "techmap ROM", "techmap ROM pdf")
			s.press("anna", s.private("anna"), desk.ActTechMap, "ROM:png")
			s.asks("olga", s.private("olga"), "techmap")
			s.Post()
			mapped(s, "fresh")
			s.asks("olga", s.private("olga"), "techmap")
			s.Post()
			s.asks("anna", s.private("anna"), "techmap ROM pdf")
			mapped(s, "stale")
			s.asks("anna", s.private("anna"), "techmap ROM")
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
		}},
	}
}
