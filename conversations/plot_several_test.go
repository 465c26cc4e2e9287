package conversations_test

import (
	"time"

	"vakhta/desk"
)

// severalPlot is about messages with several requests, and a request
// that several people have.
func severalPlot() []chapter {
	return []chapter{
		{"two requests in one message, separate or one", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "- Не считается доставка\n- Не печатает принтер")
			s.press("john", s.private("john"), desk.ActSeparate, "")
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "- Не видно остатков\n- Не сходится касса")
			s.press("john", s.private("john"), desk.ActSeparate, "no")
		}},
		{"two people report one fault, of each function", func(s *story) {
			s.Pass(31 * time.Minute)
			for _, fault := range []string{
				"pay", "fn.login", "fn.search", "fn.mail", "fn.delivery", "fn.stock", "fn.exchange", "fn.office", "price", "fn.order", "fn.goods", "shop", "unknown",
			} {
				s.says("john", s.private("john"), "Шторм "+fault)
				lead := s.key("ROM")
				s.Pass(time.Second)
				s.asks("maria", s.private("maria"), "new Шторм "+fault)
				s.press("maria", s.private("maria"), desk.ActNew, "ROM."+s.held())
				s.Pass(5 * time.Second)
				s.Post()
				s.asks("anna", s.private("anna"), "update "+lead+" Чиним", "unlink "+s.key("ROM"), "resolve "+lead+" Готово", "resolve "+s.key("ROM")+" Готово")
				s.Pass(2 * time.Minute) // the next words are no part of these
			}
		}},
	}
}

// linkPlot is about tickets that an engineer puts under another.
func linkPlot() []chapter {
	return []chapter{
		{"an engineer links two reports of one fault", func(s *story) {
			anna := s.private("anna")
			s.Pass(31 * time.Minute)
			s.asks("john", s.private("john"), "new Горит вывеска")
			lead := s.key("ROM")
			s.asks("maria", s.private("maria"), "new Горит витрина")
			s.press("maria", s.private("maria"), desk.ActNew, "ROM."+s.held())
			linked := s.key("ROM")
			s.Post()
			s.asks("anna", anna, "priority "+lead+" P3 yes", "link "+linked+" "+lead, "priority "+lead+" P1", "link "+linked+" "+lead)
			s.Pass(5 * time.Second)
			s.Post()
			s.asks("anna", anna, "link "+linked+" "+lead, "link "+linked+" "+s.key("LIL"), "status "+linked)
			s.press("anna", firstLine, desk.ActUnlink)
			s.asks("anna", anna, "similar "+lead, "resolve "+lead+" Готово", "resolve "+linked+" Готово")
			s.Pass(31 * time.Minute)
			s.asks("john", s.private("john"), "new Горит вывеска")
			s.asks("anna", anna, "similar "+s.key("ROM"))
		}},
	}
}
