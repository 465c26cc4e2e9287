package conversations_test

import (
	"time"

	"vakhta/desk"
)

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
		{"it called in vain, and begins again", func(s *story) {
			s.Pass(31 * time.Minute)
			s.asks("vera", s.private("vera"), "ack "+s.key("VAS"))
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
			s.asks("anna", s.private("anna"), "ack "+key, "resolve "+key+" Потушили")
			s.asks("maria", s.private("maria"), "new")
			s.unreachable("telegram:5009", "slack:U0NOC", "phone:+441632960961")
			s.says("john", s.private("john"), "Горит плед")
			s.asks("anna", s.private("anna"), "assign "+s.key("ROM")+" noc")
			s.reachable("telegram:5009", "slack:U0NOC", "phone:+441632960961")
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
			s.asks("boris", s.private("boris"), "assign "+key+" vera", "resume "+key, "priority "+key+" P2 yes", "type "+key+" service_request",
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
			s.asks("igor", s.private("igor"), "priority "+s.key("LIL")+" P2 yes", "resolve "+s.key("LIL")+" Потушили")
			s.asks("lilia", s.private("lilia"), "status LIL-1", "status LIL-2")
			s.says("lilia", s.private("lilia"), "Горит лепесток")
			s.Pass(20 * time.Minute)
			key := s.key("LIL")
			s.asks("igor", s.private("igor"), "ack "+key, "assign "+key+" igor", "priority "+key+" P4 yes", "resolve "+key+" Потушили", "status "+key)
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
