package conversations_test

import (
	"slices"
	"strconv"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

// incidentPlot is about how urgent an incident is, and what is asked about it.
func incidentPlot() []chapter {
	return []chapter{
		{"a customer says that it is critical, and an engineer lowers it", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Поменяйте ленту в кассе")
			s.asks("john", s.private("john"), "priority "+s.key("ROM")+" P1")
			s.press("john", s.private("john"), desk.ActImpact, "some")
			s.asks("anna", s.private("anna"), "priority "+s.key("ROM")+" P3")
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит склад")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "priority "+key+" P3")
			s.press("anna", s.private("anna"), desk.ActPriority, "P3.yes")
			s.asks("anna", s.private("anna"), "status "+key)
		}},
		{"what an incident's words do not say is asked after the receipt", func(s *story) {
			s.Pass(31 * time.Minute)
			john := s.private("john")
			s.says("john", john, "Что-то мигает")
			key := s.key("ROM")
			s.asks("john", john, "type "+key+" incident", "details "+key)
			s.submits("john", john, map[string]string{"what": "Мигает вывеска", "since": "с утра", "hits": "some", "urgency": "high", "where": "https://shop.example"})
			s.asks("anna", s.private("anna"), "why "+key, "status "+key)
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Что-то скрипит", toBot)
			s.asks("maria", s.private("maria"), "type "+s.key("ROM")+" incident", "details "+s.key("ROM"))
			for i, arg := range []string{"skip", "skip", "skip", "pick", "skip", "skip"} {
				arg += "." + strconv.Itoa(i)
				if arg[0] == 'p' {
					arg += ".2"
				}
				s.press("maria", s.private("maria"), desk.ActDetails, arg)
			}
			s.press("maria", s.private("maria"), desk.ActDetails, "send")
			s.asks("anna", s.private("anna"), "why "+s.key("ROM"))
			s.asks("maria", s.private("maria"), "details "+s.key("ROM"))
			s.asks("john", john, "details "+key)
			s.asks("anna", s.private("anna"), "major "+key, "resolve "+key+" Закрепили")
			s.Pass(73 * time.Hour)
		}},
		{"a file that a standard work needs is insisted on in a dialog", func(s *story) {
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{
				"          - field: until\n            type: date\n", "          - {field: request, type: files, label: Запрос на подпись., required: true}\n          - field: until\n            type: date\n",
			})...).With(s.Desk.Platforms))
			s.Pass(31 * time.Minute)
			s.asks("john", s.private("john"), "services ROM.certificate")
			s.submits("john", s.private("john"), map[string]string{"domain": "shop.example", "kind": "one", "until": ""})
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
		}},
	}
}
