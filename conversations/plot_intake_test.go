package conversations_test

import (
	"strings"
	"time"

	"vakhta/desk"
)

func strangers() []chapter {
	return []chapter{
		{"a stranger comes", func(s *story) {
			s.asks("stranger", s.private("stranger"), "start", "whoami")
			s.says("stranger", s.private("stranger"), "Привет")
			s.says("stranger", s.private("stranger"), "Касса не работает")
		}},
		{"people come back", func(s *story) {
			s.asks("maria", s.private("maria"), "start", "help", "my")
			s.asks("anna", s.private("anna"), "start", "help", "whoami", "queue")
			s.asks("olga", s.private("olga"), "start", "help")
			s.asks("dasha", s.private("dasha"), "start")
			s.does("anna", firstLine, desk.Asked{Command: "whoami"})
		}},
		{"people are invited", func(s *story) {
			s.invited("a", desk.RoleStaff)
			s.invited("bb", desk.RoleManager)
			s.invited("cccccc", desk.RoleEngineer)
		}},
		{"somebody chooses a language", func(s *story) { s.asks("stranger", s.private("stranger"), "lang ru") }},
	}
}

func intakePlot() []chapter {
	return []chapter{
		{"a greeting and thanks", func(s *story) {
			s.says("john", s.private("john"), "Привет")
			s.says("john", s.private("john"), "Спасибо")
		}},
		{"unclear words", func(s *story) {
			s.says("john", s.private("john"), "Хм")
			s.press("john", s.private("john"), desk.ActNew)
			s.says("igor", s.private("igor"), "Горит лампочка")
		}},
		{"which of two shops", func(s *story) {
			s.says("maria", s.private("maria"), "Касса не пробивает чеки")
			s.Pass(4 * time.Minute)
			s.press("maria", s.private("maria"), desk.ActNew)
			s.asks("olga", s.private("olga"), "report today")
		}},
		{"a sure request", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Закажите пакеты")
		}},
		{"an unsure request, and the menus under it", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Что-то с кассой")
			s.press("john", s.private("john"), desk.ActType, "information_request")
			s.press("john", s.private("john"), desk.ActType, "")
			s.press("john", s.private("john"), desk.ActMore)
			s.press("john", s.private("john"), desk.ActPriority, "")
			s.press("john", s.private("john"), desk.ActPriority, "P2")
		}},
		{"it may belong to another", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Сколько стоит доставка")
			s.press("john", s.private("john"), desk.ActAttach)
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Хм")
			s.press("john", s.private("john"), desk.ActIgnore)
		}},
		{"words soon after belong to it, or not", func(s *story) {
			s.Pass(3 * time.Minute)
			s.says("lilia", s.private("lilia"), "Касса не работает")
			s.Pass(3 * time.Minute)
			s.says("lilia", s.private("lilia"), "и весы")
			s.press("lilia", s.private("lilia"), desk.ActSplit)
		}},
		{"a request in the shop's group", func(s *story) {
			s.says("maria", group, "Горит вывеска", toBot)
			s.Pass(time.Minute)
			s.says("maria", shop, "Поменяйте логотип", toBot)
		}},
	}
}

func secretsPlot() []chapter {
	return []chapter{
		{"what is hidden in a requester's words", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит оплата картой 4111 1111 1111 1111, CVC 123, пароль: qW3rty!9, ключ sk_live_0123456789abcdefghij")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "unmask "+key, "ack "+key)
			s.asks("john", s.private("john"), "new Горит и лампочка")
			s.asks("anna", s.private("anna"), "ack "+s.key("ROM"), "unmask "+s.key("ROM"))
			s.press("anna", firstLine, desk.ActUnmask)
			s.asks("anna", s.private("anna"), "status "+key)
		}},
		{"it is too long for a toast, where others read along", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", s.private("maria"), "Горит: "+strings.Repeat("карта 4111 1111 1111 1111, пароль: qW3rty!9, ", 8))
			s.press("maria", s.private("maria"), desk.ActNew, "VAS."+s.held())
			s.press("vera", vasLine, desk.ActAck)
			s.press("vera", vasLine, desk.ActUnmask)
		}},
		{"words are erased", func(s *story) {
			key := s.key("VAS")
			s.asks("vera", s.private("vera"), "redact "+key+" нигде", "redact "+key+" Горит", "status "+key)
		}},
	}
}
