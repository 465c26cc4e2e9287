package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
)

// hide returns words as they are kept and as others read them, and the secrets
// that were hidden in them, unless their project wants to read them plainly.
func hide(p *desk.Project, text string) (masked string, secrets []mask.Secret) {
	if p.Privacy == desk.PrivacyPlain {
		return text, nil
	}
	return mask.Text(text)
}

// masked is words as they are kept and as others read them.
func (c *Case) masked(text string) string {
	text, _ = hide(c.project, text)
	return text
}

// keepApart keeps what was hidden in words that were kept just now. An engineer's
// own secrets are not kept: they are sent to the customer and known to the author.
func (c *Case) keepApart(ctx context.Context, u *desk.Utterance, secrets []mask.Secret) error {
	if u.FromDesk || len(secrets) == 0 && !c.Ticket.Hidden {
		return nil
	}
	c.Ticket.Hidden = c.Ticket.Hidden || len(secrets) > 0
	return c.tx.KeepSecrets(ctx, u, secrets)
}

// Original is words with what was hidden in them, for as long as that is kept:
// they go into another ticket, where it is hidden again.
func (c *Case) Original(ctx context.Context, u desk.Utterance) (string, error) {
	secrets, err := c.tx.SecretsOf(ctx, u.ID)
	return mask.Restore(u.Text, secrets), err
}

// Unmask returns what was hidden in the words of the ticket, for its assignee, and
// writes down that they saw it.
func (c *Case) Unmask(ctx context.Context, by desk.Actor) ([]mask.Secret, error) {
	if by.Engineer() == "" || c.Ticket.Assignee != by.Engineer() {
		return nil, ErrNotAssignee
	}
	secrets, err := c.tx.Secrets(ctx, c.Ticket.ID)
	if err == nil && len(secrets) > 0 {
		c.apply(effects{by: by, event: history.Unmasked{}})
	}
	return secrets, err
}
