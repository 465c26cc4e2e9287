package conversations_test

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/tickets"
)

// approvalPlot is about changes that the shop agrees to first.
func approvalPlot() []chapter {
	return []chapter{
		{"an estimate, refusals, a change of it, an approval, a change of mind", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Поменяйте вывеску")
			key := s.key("ROM")
			s.asks("olga", s.private("olga"), "approve "+key)
			s.asks("anna", s.private("anna"), "ack "+key, "estimate "+key+" завтра", "estimate "+key+" 8h 28000 ₽ Новая вывеска", "estimate "+key+" 8h 28000 ₽ Новая вывеска")
			s.asks("maria", s.private("maria"), "status "+key)
			s.asks("maria", s.private("maria"), "approve "+key)
			old := s.button("olga", desk.ActApprove)
			s.asks("anna", s.private("anna"), "estimate "+key+" 90м Вывеска без подсветки")
			s.does("olga", s.private("olga"), desk.Pressed{Press: old, Message: s.lastSent(s.private("olga"), notice.ApprovalCard{}.Kind()), Trigger: "trigger"})
			s.asks("olga", s.private("olga"), "decline "+key+" Дорого")
			s.asks("anna", s.private("anna"), "status "+key)
			s.asks("olga", s.private("olga"), "approve "+key, "approve "+key)
			s.asks("anna", s.private("anna"), "status "+key)
			s.press("olga", s.private("olga"), desk.ActDecline)
		}},
		{"the button of an estimate asks for it, and silence is no answer", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Поменяйте витрину")
			key := s.key("ROM")
			s.asks("vera", s.private("vera"), "ack "+key, "priority "+key+" P4 yes")
			s.does("vera", desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: "C0L2"}}, desk.Pressed{Press: desk.Press{Action: desk.ActEstimate, Key: s.lastKey("ROM")}, Message: s.lastSent(s.private("vera"), notice.Sentence{}.Kind()), Trigger: "trigger"})
			s.does("vera", s.private("vera"), desk.Pressed{Press: desk.Press{Action: desk.ActEstimate, Key: s.lastKey("ROM")}, Message: s.lastSent(s.private("vera"), notice.Sentence{}.Kind()), Trigger: "trigger"})
			s.says("vera", s.private("vera"), "4ч 14000 руб.", s.toQuestion("vera"))
			s.Pass(5 * time.Hour)
			s.asks("vera", s.private("vera"), "status "+key)
			s.Pass(24 * time.Hour)
			s.asks("john", s.private("john"), "approve "+key)
			s.asks("vera", s.private("vera"), "status "+key)
			s.asks("john", s.private("john"), "status "+key)
		}},
		{"an estimate of a ticket that is cancelled", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Поменяйте часы")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "estimate "+key+" 1h")
			s.asks("john", s.private("john"), "cancel "+key)
			s.press("john", s.private("john"), desk.ActCancel)
		}},
		{"two have to agree, one cannot be reached, and both leave", func(s *story) {
			s.Pass(31 * time.Minute)
			s.asks("maria", s.private("maria"), "new Поменяйте полки")
			s.press("maria", s.private("maria"), desk.ActNew, "VAS."+s.held())
			key := s.key("VAS")
			s.asks("vera", s.private("vera"), "ack "+key)
			s.unreachable("telegram:6100")
			s.asks("vera", s.private("vera"), "estimate "+key+" 3h30m 100 EUR Дубовые")
			s.reachable("telegram:6100")
			s.asks("maria", s.private("maria"), "approve "+key)
			s.asks("vera", s.private("vera"), "status "+key)
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{", approvers: {people: [petr, maria], need: 2}", ""})...).With(s.Desk.Platforms))
			s.Pass(5 * time.Hour)
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
			s.Pass(25 * time.Hour)
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{", approvers: {people: [petr, maria], need: 2}", ", approvers: {people: [petr]}"})...).With(s.Desk.Platforms))
			s.asks("petr", s.private("petr"), "approve "+key)
			s.asks("petr", s.private("petr"), "decline "+key)
			s.asks("vera", s.private("vera"), "estimate "+key+" 2h")
		}},
		{"hours beyond the package", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Поменяйте замки")
			s.asks("anna", s.private("anna"), "ack "+s.key("ROM"))
			all := []string{"telegram:6001", "telegram:-1003000000003", "slack:U0JOHN", "slack:C0ROM"}
			s.unreachable(all...)
			s.Do(s.lastKey("ROM"), func(ctx context.Context, c *tickets.Case) error {
				c.Source = "story"
				return c.AskApproval(ctx, s.Actor("anna"), desk.Approval{Of: desk.OfOverage, Effort: 150 * time.Minute})
			})
			s.asks("anna", s.private("anna"), "status "+s.key("ROM"))
			s.reachable(all...)
			s.Pass(5 * time.Hour)
			s.press("olga", s.private("olga"), desk.ActApprove)
		}},
		{"a shop that has no approvers", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("lilia", s.private("lilia"), "Поменяйте дверь")
			key := s.key("LIL")
			s.asks("igor", s.private("igor"), "estimate "+key+" 2h", "cancel "+key)
			s.asks("petr", s.private("petr"), "approve "+key)
		}},
	}
}

// button returns the last button of an action that somebody was shown in
// private.
func (s *story) button(who string, action desk.Action) desk.Press {
	s.t.Helper()
	s.Post()
	for _, l := range slices.Backward(s.letters) {
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				if b.Press.Action == action && l.To.Root() == s.private(who).Root() {
					return b.Press
				}
			}
		}
	}
	s.t.Fatalf("%s: %s has no button %s", s.step, who, action)
	return desk.Press{}
}
