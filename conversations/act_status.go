package conversations

import (
	"context"

	"vakhta/desk"
	"vakhta/notice"
)

// status shows one ticket to those who may see it. Only engineers see what was
// said among them, and only where nobody else reads along.
func status() Act {
	return Act{
		Name: "status", Command: ForEveryone, May: Shop | Engineer,
		Look: func(ctx context.Context, t *turn, k *desk.Ticket, _ Input) (notice.Facts, error) {
			timeline, err := t.tx.Timeline(ctx, k.ID)
			inside := t.event.In.Private || !t.inChat() || t.desk.TeamByChannel(t.event.In.Address) != nil
			return notice.Status{Engineer: inside && t.who.works(k), Timeline: timeline}, err
		},
	}
}
