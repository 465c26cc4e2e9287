package tickets

import (
	"context"
	"strings"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
)

// A RequestPart is one of several requests in a message.
type RequestPart struct {
	Quote    string // a substring of the message
	Type     desk.RequestType
	Priority desk.Priority
}

// partsOf finds the requests of an opening in its text, in which secrets are
// hidden by now. If one of them does not stand there as it was quoted, the text
// is taken for one request.
func partsOf(text string, o Opening) []desk.TextPart {
	if len(o.Parts) == 0 {
		return nil
	}
	var parts []desk.TextPart
	at := 0
	for _, r := range o.Parts {
		quote, _ := hide(o.Project, r.Quote)
		i := strings.Index(text[at:], quote)
		if quote == "" || i < 0 {
			return nil
		}
		parts = append(parts, desk.TextPart{From: at + i, To: at + i + len(quote), Type: r.Type, Priority: r.Priority})
		at += i + len(quote)
	}
	return parts
}

// Separate leaves the ticket its gravest request, whose clocks continue, and
// returns the words of the others as their author wrote them. A ticket has to be
// opened from each.
func (c *Case) Separate(ctx context.Context, by desk.Actor) ([]string, error) {
	u, err := c.opening(ctx)
	if err != nil {
		return nil, err
	}
	parts, keeps := c.Ticket.Parts, desk.Gravest(c.Ticket.Parts)
	secrets, err := c.tx.SecretsOf(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	var others []string
	raw := make([]desk.TextPart, len(parts)) // the same parts of the text as it was written
	for i, p := range parts {
		before := mask.Restore(u.Text[:min(p.From, len(u.Text))], secrets)
		upTo := mask.Restore(u.Text[:min(p.To, len(u.Text))], secrets)
		raw[i] = desk.TextPart{From: len(before), To: len(upTo)}
		if i == keeps {
			continue
		}
		others = append(others, upTo[min(len(before), len(upTo)):])
		c.apply(effects{by: by, event: history.Split{Text: p.Of(u.Text)}, announce: true})
	}
	was := u.Text
	rest, left := hide(c.project, desk.WithoutParts(mask.Restore(u.Text, secrets), raw, keeps))
	u.Text = rest
	if err := c.tx.SaveUtterance(ctx, &u); err != nil {
		return nil, err
	}
	if err := c.keepApart(ctx, &u, left); err != nil {
		return nil, err
	}
	c.reword(was, rest)
	c.Ticket.Parts = oneOf(parts[keeps], rest)
	return others, nil
}

// oneOf marks a ticket whose text is one of several requests of its message.
func oneOf(p desk.TextPart, text string) []desk.TextPart {
	return []desk.TextPart{{To: len(text), Type: p.Type, Priority: p.Priority}}
}

// KeepWhole leaves the ticket as it is, because its requester says that it is
// one request.
func (c *Case) KeepWhole() {
	c.Ticket.Parts = nil
	c.apply(effects{rewords: true})
}

// opening returns the words that the ticket began with.
func (c *Case) opening(ctx context.Context) (desk.Utterance, error) {
	said, err := c.tx.Utterances(ctx, c.Ticket.ID)
	if err != nil {
		return desk.Utterance{}, err
	}
	for _, u := range said {
		if !u.FromDesk && strings.HasPrefix(c.Ticket.Text, u.Text) {
			return u, nil
		}
	}
	return desk.Utterance{}, desk.ErrNotFound
}
