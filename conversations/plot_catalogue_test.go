package conversations_test

import (
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// cataloguePlot is about standard works and their forms.
func cataloguePlot() []chapter {
	return []chapter{
		{"a standard work is chosen by a button, and its form is filled in a question at a time", func(s *story) {
			maria, anna := s.private("maria"), s.private("anna")
			step := func(arg string) { s.press("maria", maria, desk.ActDetails, arg) }
			answer := func(text string) {
				s.says("maria", maria, text, inReplyTo(s.lastSent(maria, notice.FormStep{}.Kind())))
			}
			s.Pass(31 * time.Minute)
			s.asks("maria", maria, "services ROM.certificate")
			key := s.key("ROM")
			s.says("maria", maria, "Закажите https://shop.example")
			answer(strings.Repeat("shop.example/", 300))
			answer("shop.example")
			answer("какой-нибудь")
			step("pick.1.1")
			answer(strings.Repeat("www, ", 50))
			step("back.2")
			step("pick.1.0")
			step("later")
			step("")
			answer("когда-нибудь")
			answer("1.11.2026")
			step("skip.3")
			step("back.4")
			answer("2028-12-29")
			step("send")
			s.asks("maria", maria, "status "+key, "details "+key)
			s.asks("anna", anna, "ack "+key)
			s.press("anna", firstLine, desk.ActTick, "0")
			s.press("anna", firstLine, desk.ActTick, "1")
			s.press("anna", firstLine, desk.ActTick, "1")
			s.asks("anna", anna, "status "+key)
		}},
		{"a standard work is chosen from the list, by a command, and by an engineer", func(s *story) {
			s.Pass(31 * time.Minute)
			maria := s.private("maria")
			s.asks("maria", maria, "services", "services banner")
			s.asks("vera", s.private("vera"), "services")
			s.asks("petr", s.private("petr"), "services")
			s.says("maria", group, "Закажите табличку", toBot)
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "service "+key+" banner", "service "+key+" certificate", "ack "+key)
			s.asks("maria", maria, "details "+key)
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Закажите вывеску", toBot)
			s.asks("maria", maria, "details "+s.key("ROM"))
		}},
		{"a form in a group, with files, a number and a person", func(s *story) {
			s.runUnder(testdesk.Example(s.test, append(append(append([]string{}, twoShops...), storyDesk...),
				"          - field: until\n            type: date\n", "          - {field: n, type: number, label: Сколько?}\n          - {field: files, type: files, label: Файлы}\n          - field: until\n            type: date\n",
			)...).With(s.Desk.Platforms))
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Закажите сертификат", toBot)
			s.press("maria", group, desk.ActService, "certificate")
			answer := func(text string, change ...func(*desk.Said)) {
				s.says("maria", group, text, append(change, inReplyTo(s.lastSent(group, notice.FormStep{}.Kind())))...)
			}
			answer("")
			answer("shop.example")
			s.press("maria", group, desk.ActDetails, "pick.1.0")
			answer("много")
			answer("3")
			answer("", func(m *desk.Said) { m.Files = []desk.File{{Kind: "photo", ID: "file"}} })
			john := s.private("john")
			s.asks("john", john, "services ROM.certificate")
			s.runUnder(testdesk.Example(s.test, append(append([]string{}, twoShops...), storyDesk...)...).With(s.Desk.Platforms))
			s.press("maria", group, desk.ActDetails, "next.4")
			s.submits("john", john, map[string]string{"domain": "shop.example", "kind": "one", "until": "", "n": "3"})
		}},
		{"a form in a dialog", func(s *story) {
			s.Pass(31 * time.Minute)
			john := s.private("john")
			s.says("john", john, "Закажите сертификат")
			s.press("john", john, desk.ActService, "certificate")
			s.submits("john", john, map[string]string{"domain": "?", "kind": "", "until": ""})
			s.submits("john", john, map[string]string{"domain": "shop.example", "kind": "wildcard", "until": ""})
			s.submits("john", john, map[string]string{"domain": "shop.example", "kind": "wildcard", "until": "", "subdomains": "www"})
		}},
	}
}

// submits sends in the form of the last ticket.
func (s *story) submits(who string, in desk.Place, values map[string]string) {
	s.t.Helper()
	s.does(who, in, desk.Submitted{Act: desk.ActDetails, Key: s.lastKey("ROM"), Values: values})
}
