package conversations_test

import (
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// qualityPlot is about ratings and what people write about them.
func qualityPlot() []chapter {
	return []chapter{
		{"a poor rating, why, and its review", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", s.private("maria"), "Горит лампа")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "resolve "+key+" Заменили лампу")
			s.press("maria", s.private("maria"), desk.ActClose)
			s.asks("anna", s.private("anna"), "why "+key)
			s.Pass(25 * time.Hour)
			s.Post()
			s.press("maria", s.private("maria"), desk.ActRate, "2")
			s.press("maria", s.private("maria"), desk.ActComment)
			s.Pass(6 * time.Minute)
			s.Post()
			s.press("maria", s.private("maria"), desk.ActComment)
			s.says("maria", s.private("maria"), "Долго ждали лампу", s.toQuestion("maria"))
			s.asks("anna", s.private("anna"), "feedback "+key+" Лампы кончились на складе")
			s.asks("olga", s.private("olga"), "report ROM today")
			s.Pass(49 * time.Hour)
			s.Post()
			s.press("olga", s.private("olga"), desk.ActReviewed)
			s.does("olga", s.private("olga"), desk.Pressed{Press: desk.Press{Action: desk.ActReviewed, Key: s.lastKey("ROM")}, Message: s.lastSent(s.private("olga"), notice.ReviewCard{}.Kind()), Trigger: "trigger"})
			s.asks("maria", s.private("maria"), "status "+key)
			s.asks("anna", s.private("anna"), "status "+key)
			s.press("maria", s.private("maria"), desk.ActRate, "4")
		}},
		{"a good rating with a comment, and one that comes too late", func(s *story) {
			s.Pass(31 * time.Minute)
			for _, words := range []string{"Горит фонарь", "Горит свеча"} {
				s.says("john", s.private("john"), words)
				key := s.key("ROM")
				s.asks("vera", s.private("vera"), "resolve "+key+" Потушили")
				s.press("john", s.private("john"), desk.ActClose)
				if words == "Горит фонарь" {
					s.press("john", s.private("john"), desk.ActRate, "5")
					s.press("john", s.private("john"), desk.ActComment)
					s.does("john", s.private("john"), desk.Submitted{Act: desk.ActComment, Key: s.lastKey("ROM"), Values: map[string]string{"text": "Быстро!"}})
					continue
				}
				old := s.button("john", desk.ActRate)
				s.Pass(6 * 24 * time.Hour)
				s.Post()
				s.does("john", s.private("john"), desk.Pressed{Press: old, Message: s.lastSent(s.private("john"), notice.AskRating{}.Kind()), Trigger: "trigger"})
			}
		}},
	}
}
