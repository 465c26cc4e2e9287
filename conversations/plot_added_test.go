package conversations_test

import "vakhta/desk"

// addedPlot is about messages of colleagues that are brought into a ticket.
func addedPlot() []chapter {
	return []chapter{
		{"a colleague's message becomes a note, or words to the customer", func(s *story) {
			first := desk.Excerpt{Author: "Вера Орлова", Text: "Банк починил шлюз"}
			adds := func(who string, in desk.Place, args string, of desk.Excerpt) desk.Reply {
				return s.does(who, in, desk.Asked{Command: "add", Args: args, Answered: of, ReplyTo: s.Message(in.Address), Trigger: "tr"})
			}
			key := s.key("ROM", desk.New, desk.InProgress)
			form := adds("boris", firstLine, "", first).Form
			s.does("boris", firstLine, desk.Submitted{Act: desk.ActAdd, Values: map[string]string{"held": form.Held, "ticket": key, "to": "note"}})
			form = adds("boris", firstLine, "", first).Form
			shown := s.does("boris", firstLine, desk.Submitted{Act: desk.ActAdd, Values: map[string]string{"held": form.Held, "ticket": key, "to": "customer"}})
			s.does("boris", firstLine, desk.Pressed{Press: shown.Card.Buttons[0][0].Press, Message: s.Message(firstLine.Address)})
			adds("anna", s.private("anna"), key, first)
			adds("anna", s.private("anna"), "", first)
			adds("anna", s.private("anna"), key, desk.Excerpt{})
			adds("noc", s.private("noc"), "", first)
			adds("john", s.private("john"), key, first)
		}},
	}
}
