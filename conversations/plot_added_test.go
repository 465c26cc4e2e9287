package conversations_test

import (
	"context"
	"fmt"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

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
		{"rights that the bot lacks, and has again", func(s *story) {
			groups := desk.Right{In: group.Address, Name: "Ромашка", IsBot: "@vakhta_bot"}
			lacks := func(of desk.Right, lack desk.Lack) desk.Right {
				of.Lack = lack
				return of
			}
			slacks := desk.Right{In: desk.Address{Platform: desk.Slack}, Name: "files:read, files:write", Lack: desk.LackScopes}
			all := []desk.Right{
				lacks(groups, desk.LackAbsent), lacks(groups, desk.LackPrivacy), lacks(groups, desk.LackTopics), slacks,
				{In: firstLine.Address, Name: "#first-line", Lack: desk.LackArchived},
			}
			for i, f := range []notice.BotRights{{Missing: all}, {Missing: all[1:2], Repaired: all[:1]}, {Repaired: all[3:]}} {
				s.Update(func(ctx context.Context, tx *storage.Tx) error {
					return tx.Enqueue(ctx, s.Now(), desk.Notice{
						Key: fmt.Sprintf("story/rights/%d", i), To: s.private("anna").Address, Class: desk.ClassDigest, Kind: f.Kind(), Facts: notice.Encode(f), Planned: s.Now(),
					})
				})
				s.Post()
			}
		}},
	}
}
