package acts

import (
	"context"

	"vakhta/cards"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// setType corrects the request type; the classifier learns from it. The shop
// has a button for it and knows best what it wanted, so it may use the command,
// too. The command is listed only for engineers, who have no button for it in
// private.
func setType() Act {
	to := oneOf(choice{name: "type", label: "type.", unknown: notice.RefusedUnknownType},
		option[desk.RequestType]{desk.Incident, "incident,fault,инцидент,сбой,поломка"},
		option[desk.RequestType]{desk.ServiceRequest, "service_request,service request,service,обслуживание,запрос на обслуживание,услуга"},
		option[desk.RequestType]{desk.ChangeRequest, "change_request,change request,change,изменение,запрос на изменение,доработка"},
		option[desk.RequestType]{desk.InformationRequest, "information_request,information request,information,question,вопрос,консультация"})
	return Act{
		Name: desk.ActType, Command: ForEngineers, Button: true, May: turn.Shop | turn.Engineer, Asks: []Parameter{to},
		Change: func(ctx context.Context, t *turn.Turn, c *tickets.Case, in Input) (notice.Facts, error) {
			if learned := (desk.Correction{Project: c.Ticket.Key.Project, Text: c.Ticket.Text, Type: to.Of(in)}); c.Ticket.Type != learned.Type {
				t.After(func() { t.Classifier.Learn(learned) })
			}
			return notice.Text(notice.DoneType, "Type", cards.TypeName(t.Who.Person.Locale, to.Of(in))), c.SetType(ctx, t.Actor(), to.Of(in))
		},
	}
}
