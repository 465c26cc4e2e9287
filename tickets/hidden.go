package tickets

import (
	"context"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
)

// hide returns words as they are stored and as others read them, and the
// secrets that were hidden in them, unless the project's privacy is plain.
func hide(p *desk.Project, text string) (masked string, secrets []mask.Secret) {
	if p.Privacy == desk.PrivacyPlain {
		return text, nil
	}
	return mask.Text(text)
}

// masked returns words as they are stored and as others read them.
func (c *Case) masked(text string) string {
	text, _ = hide(c.project, text)
	return text
}

// keepApart stores the secrets hidden in words that were stored just now. An
// engineer's own secrets are not stored: they are sent to the customer, and
// their author knows them.
func (c *Case) keepApart(ctx context.Context, u *desk.Utterance, secrets []mask.Secret) error {
	if u.FromDesk || len(secrets) == 0 && !c.Ticket.Hidden {
		return nil
	}
	c.Ticket.Hidden = c.Ticket.Hidden || len(secrets) > 0
	return c.tx.KeepSecrets(ctx, u, secrets)
}

// Original returns words with their secrets, as long as those are stored, to
// move them to another ticket, where they are hidden again.
func (c *Case) Original(ctx context.Context, u desk.Utterance) (string, error) {
	secrets, err := c.tx.SecretsOf(ctx, u.ID)
	return mask.Restore(u.Text, secrets), err
}

// Unmask returns what is hidden in the words of the ticket, for its assignee,
// and records that they saw it.
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
