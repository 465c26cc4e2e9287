package conversations_test

import (
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

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
		{"a canned answer, and somebody who follows", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Горит витрина", toBot)
			key := s.key("ROM")
			s.asks("maria", s.private("maria"), "follow "+key)
			s.says("john", s.private("john"), "Закажите лампу")
			s.asks("john", s.private("john"), "follow "+s.key("ROM"))
			s.asks("olga", s.private("olga"), "follow "+key)
			s.asks("anna", s.private("anna"), "reply "+key, "reply "+key+" nothing", "reply "+key+" cache")
			s.says("maria", group, "И прилавок", s.inThread(group))
			s.press("anna", s.private("anna"), desk.ActReply)
			s.press("anna", s.private("anna"), desk.ActReply)
			s.asks("olga", s.private("olga"), "unfollow "+key)
			s.asks("petr", s.private("petr"), "help")
			s.says("lilia", s.private("lilia"), "Горит букет")
			s.asks("igor", s.private("igor"), "reply "+s.key("LIL")+" cache")
		}},
	}
}

// takenBackPlot is about words that are changed and taken back, and about signs.
func takenBackPlot() []chapter {
	return []chapter{
		{"a request is changed after it was taken, taken back, and confirmed by a sign", func(s *story) {
			s.Pass(31 * time.Minute)
			first := s.says("maria", group, "Горит вывеска у входа", toBot)
			s.press("boris", firstLine, desk.ActAck)
			s.does("maria", group, desk.Edited{Message: first, Text: "Горит вывеска у выхода"})
			second := s.says("maria", group, "И лампа", s.inThread(group))
			s.Post()
			s.does("maria", group, desk.Asked{Command: "delete", Message: s.Message(group.Address)})
			s.does("maria", group, desk.Asked{Command: "delete", Message: s.Message(group.Address), ReplyTo: second, ReplyToID: desk.Account{Platform: desk.Telegram, ID: "7001"}})
			s.asks("boris", firstLine, "resolve "+s.key("ROM")+" Потушили")
			s.does("maria", group, desk.Reacted{Message: s.lastSent(group, notice.AskHelped{}.Kind()), Emoji: "👍"})
		}},
	}
}
