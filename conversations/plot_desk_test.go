package conversations_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/history"
	"vakhta/storage"
)

func refusals() []chapter {
	return []chapter{
		{"what cannot be done is refused in words", func(s *story) {
			s.asks("boris", s.private("boris"), "resume "+s.key("ROM", desk.New), "reopen "+s.key("ROM", desk.New), "ack "+s.key("ROM", desk.Closed))
			key := s.key("ROM", desk.Cancelled)
			s.asks("boris", s.private("boris"), "assign "+key, "ack ROM-999", "ack "+key, "ack", "assign "+key+" nobody", "type "+key+" wish", "priority "+key+" P9",
				"dance", "resolve "+key, "report ROM", "resume "+key, "reopen "+key, "merge "+key+" "+key, "lang xx", "note "+key)
			s.asks("vera", s.private("vera"), "ack "+key, "assign "+key+" boris")
			s.asks("anna", s.private("anna"), "report QUX", "report someday", "report", "invite ROM", "invite QUX staff")
			s.asks("olga", s.private("olga"), "report 2026-13", "report LIL")
			s.asks("john", s.private("john"), "start abcdefgh")
			s.does("boris", firstLine, desk.Pressed{Press: desk.Press{Action: "teapot", Key: rom(1)}})
			s.does("boris", firstLine, desk.Pressed{Press: desk.Press{Action: desk.ActEscalate, Key: rom(1), Rev: 1}})
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит шланг")
			key = s.key("ROM")
			s.asks("boris", s.private("boris"), "ack "+key, "ack "+key, "resume "+key, "wait "+key+" Какой?", "wait "+key, "assign "+key+" boris",
				"escalate "+key, "escalate "+key)
			s.unreachable("telegram:6001", "telegram:9201")
			s.asks("boris", s.private("boris"), "escalate "+key)
			s.reachable("telegram:6001", "telegram:9201")
			s.asks("vera", s.private("vera"), "ack "+key)
			s.joins("9001", "Пётр Ким")
			s.joins("9002", "Пётр Ким")
			s.asks("anna", s.private("anna"), "assign "+key+" Пётр Ким", "report LIL")
			s.says("boris", desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1009"}}, "Привет", toBot)
			s.anonymous(group, "Касса горит")
		}},
	}
}

func trouble() []chapter {
	return []chapter{
		{"chats that take no messages, and take them again", func(s *story) {
			for _, cause := range []desk.ReachCause{desk.ReachBlocked, desk.ReachKicked, desk.ReachLeft, desk.ReachArchived} {
				s.does("noc", s.private("noc"), desk.Reach{Cause: cause})
				s.does("noc", s.private("noc"), desk.Reach{Able: true, Cause: desk.ReachAdded})
			}
			for _, cause := range []desk.ReachCause{desk.ReachChatNotFound, desk.ReachRestricted, desk.ReachRefused} {
				s.Pass(31 * time.Minute)
				s.says("john", s.private("john"), "Горит коробка")
				s.refuses(s.private("noc"), cause, func() { s.asks("anna", s.private("anna"), "assign "+s.key("ROM")+" noc") })
				s.does("noc", s.private("noc"), desk.Reach{Able: true, Cause: desk.ReachAdded})
			}
		}},
		{"a customer who cannot be reached", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Горит штора", toBot)
			key := s.lastKey("ROM")
			reply := func(text string) { s.does("boris", firstLine, submitted(desk.ActReply, key, text)) }
			for _, cause := range []desk.ReachCause{
				desk.ReachBlocked, desk.ReachKicked, desk.ReachLeft, desk.ReachRestricted, desk.ReachArchived, desk.ReachChatNotFound, desk.ReachRefused,
			} {
				reply("Чиним")
				s.Post()
				s.Pass(time.Minute)
				s.refuses(group, cause, func() { reply("Починили") })
				s.Pass(time.Minute)
			}
		}},
		{"words that cannot be taken back, or nobody knows", func(s *story) {
			key := s.key("ROM")
			s.asks("boris", s.private("boris"), "escalate "+key)
			s.says("boris", firstLine, "!Раз", s.inThread(firstLine))
			s.Post()
			s.Refuses[group.Address] = &desk.SendError{Fate: desk.Refused, Err: desk.ErrMessageStays}
			s.press("boris", firstLine, desk.ActUndo)
			s.Post()
			s.refuses(group, desk.ReachKicked, func() {})
			s.Loses = true
			s.says("boris", firstLine, "!Два", s.inThread(firstLine))
			s.Post()
			s.Loses = false
			s.press("boris", firstLine, desk.ActUndo)
		}},
	}
}

func leaving() []chapter {
	return []chapter{
		{"too much in a minute", func(s *story) {
			lilia := s.private("lilia")
			s.Pass(31 * time.Minute)
			for n := range 11 {
				s.asks("lilia", lilia, fmt.Sprintf("new Закажите грунт %d", n))
			}
			s.Pass(31 * time.Minute)
			s.says("lilia", lilia, "Горит лейка", s.inThread(lilia))
			for range 31 {
				s.says("lilia", lilia, "совсем", s.inThread(lilia))
			}
		}},
		{"who has a part in a project, and has none any more", func(s *story) {
			anna := s.private("anna")
			one := s.joins("9003", "Лида Сон")
			s.Pass(31 * time.Minute)
			s.says("guest", group, "Горит забор", toBot)
			s.asks("guest", s.private("guest"), "new Горит калитка")
			s.asks("anna", anna, "assign "+s.key("ROM")+" Лида Сон", "members ROM", "members VAS",
				"remove Пётр Ким ROM", "remove Boris Lee ROM", "remove nobody ROM", "remove guest ROM", "remove "+string(one.id)+" ROM")
			s.press("anna", anna, desk.ActRemove)
			s.asks("anna", anna, "remove guest ROM")
			s.press("anna", anna, desk.ActRemove)
			s.does("boris", firstLine, submitted(desk.ActReply, s.lastKey("ROM", desk.New), "Потушили"))
			s.asks("anna", anna, "remove bb ROM")
			s.asks("vera", s.private("vera"), "start "+s.code("staff"))
			s.asks("anna", anna, "remove vera ROM")
			s.press("anna", anna, desk.ActRemove)
		}},
	}
}

func lists() []chapter {
	return []chapter{
		{"what engineers and managers look up", func(s *story) {
			s.asks("anna", s.private("anna"), "queue", "oncall", "report week", "report 2025")
			s.asks("vera", s.private("vera"), "oncall")
			s.asks("igor", s.private("igor"), "oncall", "queue")
			s.asks("olga", s.private("olga"), "report ROM month")
			for month := range 12 {
				s.asks("olga", s.private("olga"), fmt.Sprintf("report 2026-%02d", month+1))
			}
			s.asks("petr", s.private("petr"), "report LIL", "report VAS", "report LIL today")
			for n := range 25 {
				s.Pass(7 * time.Second)
				s.asks("john", s.private("john"), fmt.Sprintf("new Закажите ленту %d", n))
			}
			s.asks("anna", s.private("anna"), "queue")
			s.asks("lilia", s.private("lilia"), "my")
		}},
		{"an engineer leaves", func(s *story) {
			s.asks("anna", s.private("anna"), "assign "+s.key("ROM")+" noc")
			s.leaves()
			s.asks("anna", s.private("anna"), "assign "+s.key("ROM")+" vera")
		}},
	}
}

func retentionPlot() []chapter {
	return []chapter{
		{"the words of a ticket have an end", func(s *story) {
			ended := s.lastKey("ROM", desk.Cancelled)
			id := s.Ticket(ended).ID
			s.Update(func(ctx context.Context, tx *storage.Tx) error {
				return errors.Join(tx.EmptyTickets(ctx, s.Now(), history.Emptied{}, id), tx.EmptyTickets(ctx, s.Now(), history.Emptied{Asked: true}, id))
			})
			s.asks("anna", s.private("anna"), "status "+ended.String())
		}},
	}
}

func evidencePlot() []chapter {
	return []chapter{
		{"a shop is told where its history ends", func(s *story) {
			s.Update(func(ctx context.Context, tx *storage.Tx) error {
				return errors.Join(evidence.Link(ctx, tx, s.Now()), evidence.Post(ctx, tx, s.Desk, s.Now(), s.Now()))
			})
			s.asks("olga", s.private("olga"), "report ROM today")
		}},
	}
}
