package conversations_test

import "time"

// mediaPlot is about what reaches people by more than their own words: requests
// for others, canned answers, followers.
func mediaPlot() []chapter {
	return []chapter{
		{"a request for somebody of the shop, and the shop's open ones", func(s *story) {
			s.Pass(31 * time.Minute)
			s.asks("olga", s.private("olga"), "for Мария Закажите ленту", "for Никто лента", "for Мария", "status "+s.key("ROM"), "my all")
			s.asks("maria", s.private("maria"), "status "+s.key("ROM"), "for olga лента")
			s.asks("anna", s.private("anna"), "resolve "+s.key("ROM")+" Заказали", "my all")
			s.asks("anna", s.private("anna"), "for john лента", "for maria лента")
			s.asks("dasha", s.private("dasha"), "my all")
		}},
	}
}
