package conversations_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// storyDesk adds to the desk what a story needs to show everything: a third
// shop in which maria is staff, a team with the same person always on duty, and
// a contract whose ladder begins at a fixed time.
var storyDesk = []string{
	"  maria: {", "  dasha: {name: Дарья Лаврова, telegram: 6200, admin: true}\n  maria: {",
	"projects:\n", "projects:\n  VAS: {name: Василёк, contract: silver, line_1: vas-line, managers: [petr], staff: [maria]}\n",
	"members: [igor]}", "members: [igor]}\n  vas-line: {line: 1, channel: telegram:-1009000000002, members: [vera]}\n  vas-dev: {line: 2, channel: slack:C0VAS2, members: [vera], on_call: {rotation: {start: 2026-11-02T10:00, every: 1w, order: [vera]}}}",
	"contracts:\n", "contracts:\n  silver: {calendar: always, targets: {P1: {reaction: 1h}, P2: {reaction: 1h}, P3: {reaction: 1d}, P4: {reaction: 1d}}, escalation: [{after: 10m, notify: line_1}, {after: 20m, notify: managers}]}\n",
	"contract: silver, line_1: vas-line,", "contract: silver, line_1: vas-line, line_2: vas-dev,",
}

// vasLine is where the engineers of VAS work, on Telegram.
var vasLine = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1009000000002"}}

// A chapter is one thing that happens.
type chapter struct {
	step    string
	happens func(s *story)
}

// plot returns everything that may happen to a desk, from the first message to
// the report.
func plot() []chapter {
	var all []chapter
	for _, part := range [][]chapter{strangers(), intakePlot(), ladderPlot(), workPlot(), ends(), secretsPlot(), refusals(), trouble(), lists(), retentionPlot(), evidencePlot(), leaving(), callsPlot(), severalPlot(), monitoringPlot(), missedPlot(), waitingPlot(), linkPlot()} {
		all = append(all, part...)
	}
	return all
}

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

func ladderPlot() []chapter {
	return []chapter{
		{"nobody takes a request: the whole ladder", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит склад")
			s.Pass(2 * time.Hour)
		}},
		{"a ladder that begins at a fixed time, and whose second line is nobody's", func(s *story) {
			s.Pass(31 * time.Minute)
			s.asks("maria", s.private("maria"), "new Горит прилавок")
			s.press("maria", s.private("maria"), desk.ActNew, "VAS."+s.held())
			s.Pass(25 * time.Minute)
		}},
		{"steps that can call nobody", func(s *story) {
			s.unreachable("slack:C0L2", "slack:C0LIL1", "telegram:5003", "slack:U0VERA", "telegram:6001", "telegram:9201")
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит касса")
			s.Pass(13 * time.Minute)
			s.asks("anna", s.private("anna"), "status "+s.key("ROM"), "ack "+s.key("ROM"))
			s.reachable("slack:C0L2", "slack:C0LIL1", "telegram:5003", "slack:U0VERA", "telegram:6001", "telegram:9201")
		}},
		{"resolution runs out", func(s *story) {
			s.Pass(5 * time.Hour)
			s.asks("anna", s.private("anna"), "status "+s.key("ROM"), "resolve "+s.key("ROM")+" Потушили", "status "+s.key("ROM"))
		}},
		{"what lies still is reminded of and handed back", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Закажите ленту")
			s.asks("anna", s.private("anna"), "ack "+s.key("ROM"), "resume "+s.key("ROM"))
			s.Pass(9 * time.Hour)
			s.asks("anna", s.private("anna"), "status "+s.key("ROM"))
			s.asks("anna", s.private("anna"), "assign "+s.key("ROM")+" noc")
			s.Pass(5 * time.Hour)
		}},
		{"who has no card of it is assigned, and works from where they are called", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит ковёр")
			key := s.key("ROM")
			s.asks("john", s.private("john"), "my", "status "+key)
			s.asks("anna", s.private("anna"), "assign "+key+" noc", "assign "+key+" noc")
			s.press("noc", s.private("noc"), desk.ActWait, "")
			s.press("noc", s.private("noc"), desk.ActWait, desk.ArgCustomer)
			s.asks("noc", s.private("noc"), "wait "+key)
			s.press("noc", s.private("noc"), desk.ActReply)
			s.says("noc", s.private("noc"), "Что горит?")
			s.says("noc", s.private("noc"), "Что именно горит?", s.toQuestion("noc"))
			s.press("noc", s.private("noc"), desk.ActReply)
			s.press("noc", s.private("noc"), desk.ActNever)
			s.press("noc", s.private("noc"), desk.ActReply)
			s.Post()
			s.Pass(6 * time.Minute)
			s.says("noc", s.private("noc"), "Поздно", s.toQuestion("noc"))
			s.press("noc", s.private("noc"), desk.ActReply)
			s.does("noc", s.private("noc"), desk.Submitted{Act: desk.ActReply, Key: s.lastKey("ROM"), Values: map[string]string{"text": "Что горит?"}})
			s.press("noc", s.private("noc"), desk.ActResolve)
			s.says("noc", s.private("noc"), "Потушили", s.toQuestion("noc"))
			s.asks("maria", s.private("maria"), "new")
			s.unreachable("telegram:5009", "slack:U0NOC")
			s.says("john", s.private("john"), "Горит плед")
			s.asks("anna", s.private("anna"), "assign "+s.key("ROM")+" noc")
			s.reachable("telegram:5009", "slack:U0NOC")
		}},
	}
}

func workPlot() []chapter {
	return []chapter{
		{"a card, and what is behind its buttons", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Горит терминал", toBot)
			s.press("boris", firstLine, desk.ActMore)
			s.press("boris", firstLine, desk.ActType, "")
			s.press("boris", firstLine, desk.ActMore, "back")
			s.press("boris", firstLine, desk.ActMore)
			s.press("boris", firstLine, desk.ActPriority, "")
			s.press("boris", firstLine, desk.ActAssign, "")
			s.press("boris", firstLine, desk.ActAck)
			s.press("boris", firstLine, desk.ActWait, "")
			s.does("boris", firstLine, desk.Submitted{Act: desk.ActWait, Key: s.lastKey("ROM"), Values: map[string]string{"on": desk.ArgVendor, "text": "Ждём мастера"}})
			s.press("boris", firstLine, desk.ActReply)
			s.does("boris", firstLine, submitted(desk.ActReply, s.lastKey("ROM"), "Ждём мастера"))
			s.press("boris", firstLine, desk.ActResolve)
			s.does("john", shop, desk.Asked{Command: "new", Trigger: "trigger"})
		}},
		{"it is assigned, escalated and called for by hand", func(s *story) {
			key := s.key("ROM")
			s.asks("boris", s.private("boris"), "assign "+key+" vera", "resume "+key, "priority "+key+" P2", "type "+key+" service_request",
				"escalate "+key+" нужен доступ", "escalate "+key, "escalate "+key, "escalate "+key)
			s.says("maria", group, "Что слышно?", s.inThread(group))
		}},
		{"words to the customer, and back", func(s *story) {
			key := s.key("ROM")
			s.says("boris", firstLine, "!Чиним, это надолго", s.inThread(firstLine))
			s.press("boris", firstLine, desk.ActUndo)
			s.Post()
			answer := s.says("boris", firstLine, "!Чиним", s.inThread(firstLine))
			s.Post()
			s.does("boris", firstLine, desk.Edited{Message: answer, Text: "!Чиним быстро"})
			s.Post()
			note := s.says("boris", firstLine, "заметка", s.inThread(firstLine))
			s.does("boris", firstLine, desk.Edited{Message: note, Text: "другая заметка"})
			s.asks("vera", s.private("vera"), "note "+key+" это шлюз", "status "+key)
			s.press("maria", group, desk.ActNew)
			s.Pass(11 * time.Second)
			s.press("boris", firstLine, desk.ActUndo)
			said := s.says("maria", group, "Касса четыре", s.inThread(group))
			s.Post()
			s.does("maria", group, desk.Edited{Message: said, Text: "Касса пять"})
			s.does("maria", group, desk.Deleted{Message: said})
			s.asks("vera", s.private("vera"), "status "+key)
			for _, kind := range []string{"photo", "video", "video_note", "voice", "audio", "sticker", "document"} {
				s.says("maria", group, "", s.inThread(group), func(m *desk.Said) { m.Files = []desk.File{{Kind: kind, ID: kind}} })
			}
		}},
		{"it waits for the customer, who answers", func(s *story) {
			s.asks("boris", s.private("boris"), "wait "+s.key("ROM")+" customer Пришлите фото")
			s.asks("maria", s.private("maria"), "my", "status "+s.key("ROM"))
			s.says("maria", group, "Вот фото", s.inThread(group))
		}},
	}
}

func ends() []chapter {
	return []chapter{
		{"resolved, not helped, resolved again, closed and rated", func(s *story) {
			key := s.key("ROM")
			s.asks("vera", s.private("vera"), "resolve "+key+" Перезапустили шлюз")
			s.press("maria", group, desk.ActReopen)
			s.asks("vera", s.private("vera"), "resolve "+key+" Заменили шлюз", "reopen "+key+" опять упал", "resolve "+key+" Заменили кабель", "ack "+key)
			s.says("maria", group, "А вторая касса?", s.inThread(group))
			s.press("maria", group, desk.ActClose)
			s.press("maria", group, desk.ActRate, "4")
			s.says("maria", group, "Опять не печатает", s.inThread(group))
			s.asks("vera", s.private("vera"), "status "+key)
			s.asks("maria", s.private("maria"), "status "+key)
		}},
		{"a request that is taken at once, late, and closed by time", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит насос")
			s.asks("anna", s.private("anna"), "ack "+s.key("ROM"), "resolve "+s.key("ROM")+" // сам погас")
			s.Pass(4 * 24 * time.Hour)
		}},
		{"a request is cancelled: once more asked, by the shop and by the desk", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Горит лампа", toBot)
			s.press("maria", group, desk.ActCancel, "")
			s.press("maria", group, desk.ActCancel, "yes")
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит свеча")
			s.press("boris", firstLine, desk.ActMore)
			s.press("boris", firstLine, desk.ActCancel, "")
		}},
		{"two requests are one", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит провод")
			one := s.key("ROM")
			s.says("maria", group, "Горит розетка", toBot)
			other := s.key("ROM")
			s.asks("boris", s.private("boris"), "merge "+other+" "+one, "merge "+one+" "+other, "merge "+one+" "+other+" public", "ack "+other)
			s.asks("maria", s.private("maria"), "my")
			s.asks("john", s.private("john"), "my", "status "+one)
		}},
		{"what is long overdue", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("lilia", s.private("lilia"), "Горит букет")
			s.Pass(24 * time.Hour)
			s.asks("igor", s.private("igor"), "priority "+s.key("LIL")+" P2", "resolve "+s.key("LIL")+" Потушили")
			s.asks("lilia", s.private("lilia"), "status LIL-1", "status LIL-2")
			s.says("lilia", s.private("lilia"), "Горит лепесток")
			s.Pass(20 * time.Minute)
			key := s.key("LIL")
			s.asks("igor", s.private("igor"), "ack "+key, "assign "+key+" igor", "priority "+key+" P4", "resolve "+key+" Потушили", "status "+key)
			s.asks("lilia", s.private("lilia"), "status "+key)
			s.says("lilia", s.private("lilia"), "Сколько стоит букет")
			key = s.key("LIL")
			s.asks("igor", s.private("igor"), "cancel "+key, "assign "+key+" igor")
			s.press("lilia", s.private("lilia"), desk.ActCancel, "")
			s.press("lilia", s.private("lilia"), desk.ActCancel, "yes")
			s.asks("lilia", s.private("lilia"), "status "+key)
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

func refusals() []chapter {
	return []chapter{
		{"what cannot be done is refused in words", func(s *story) {
			s.asks("boris", s.private("boris"), "resume "+s.key("ROM", desk.New), "reopen "+s.key("ROM", desk.New), "ack "+s.key("ROM", desk.Closed))
			key := s.key("ROM", desk.Cancelled)
			s.asks("boris", s.private("boris"), "assign "+key, "ack ROM-999", "ack "+key, "ack", "assign "+key+" nobody", "type "+key+" wish", "priority "+key+" P9",
				"dance", "resolve "+key, "report ROM", "resume "+key, "reopen "+key, "merge "+key+" "+key, "lang xx", "note "+key)
			s.asks("vera", s.private("vera"), "ack "+key, "assign "+key+" boris")
			s.asks("anna", s.private("anna"), "report XXX", "report someday", "report", "invite ROM", "invite XXX staff")
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

// callsPlot comes last: it takes a day, which would change the figures of
// everything after it.
func callsPlot() []chapter {
	return []chapter{
		{"a call is answered, and the ticket comes back", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит вывеска")
			s.Pass(16 * time.Minute)
			s.asks("anna", s.private("anna"), "ack "+s.key("ROM"))
			s.Pass(9 * time.Hour)
		}},
		{"a line's channel is lost and is back", func(s *story) {
			s.does("vera", vasLine, desk.Reach{Cause: desk.ReachKicked})
			s.Pass(time.Second)
			s.does("vera", vasLine, desk.Reach{Able: true, Cause: desk.ReachAdded})
			s.Pass(time.Second)
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

// missedPlot has files that a messenger does not hand over or does not take.
func missedPlot() []chapter {
	return []chapter{
		{"files that do not arrive", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Горит экран", toBot)
			for _, missed := range []notice.FileMissed{
				{Name: "касса.mov", File: "video", Size: 34 << 20, Limit: 20 << 20, Why: notice.FileTooLarge},
				{Name: "диск.img", File: "document", Size: 3 << 30, Why: notice.FileTooLarge},
				{File: "story", Why: notice.FileGone},
				{File: "animation", Why: notice.FileEmpty},
				{Name: "setup.exe", File: "document", Size: 1100, Why: notice.FileRefused},
				{File: "voice", Size: 19 << 10, Why: notice.FileStuck},
				{File: "photo", Why: notice.FileNoRoom},
			} {
				s.says("maria", group, "", s.inThread(group), func(m *desk.Said) { m.Files = []desk.File{{Kind: missed.File, Name: missed.Name, ID: "file"}} })
				s.misses(missed)
			}
		}},
	}
}

// misses says that the first file of the words that were sent last did not arrive.
func (s *story) misses(missed notice.FileMissed) {
	s.t.Helper()
	s.Post()
	for _, l := range slices.Backward(s.letters) {
		if _, said := l.Facts.(notice.CustomerSaid); said {
			copied := desk.FileCopy{Utterance: l.Utterance, At: s.Message(firstLine.Address)}
			if _, err := s.Tickets.FileSent(context.Background(), l.Notice, copied, &missed); err != nil {
				s.t.Fatal(err)
			}
			return
		}
	}
	s.t.Fatal("no words were sent")
}
