package conversations_test

import (
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
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

// connectPlot links a chat to a shop by a code.
func connectPlot() []chapter {
	return []chapter{{"a chat is linked by a code", func(s *story) {
		fresh := desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1009000000077"}, Title: "Новый чат"}
		var code string
		for _, l := range s.runs("anna", s.private("anna"), "connect ROM") {
			if made, ok := l.Facts.(notice.ChatCode); ok {
				code = made.Code
				s.codes = append(s.codes, code, "CODE")
			}
		}
		s.asks("anna", s.private("anna"), "connect "+code)
		s.asks("maria", group, "connect "+code)
		s.asks("maria", fresh, "connect nothing")
		s.asks("maria", fresh, "connect "+code)
		s.Post()
		s.asks("maria", fresh, "connect "+code)
		s.says("maria", fresh, "Горит вывеска", toBot)
		s.Post()
		s.asks("olga", s.private("olga"), "onboarding")
		s.asks("anna", s.private("anna"), "disconnect")
		s.asks("anna", fresh, "disconnect")
		s.Post()
		s.press("anna", s.private("anna"), desk.ActDisconnect, "telegram.-1009000000077")
		s.press("anna", s.private("anna"), desk.ActDisconnect, "telegram.-1009000000077")
	}}}
}
