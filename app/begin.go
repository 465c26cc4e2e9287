package app

import (
	"context"
	"fmt"
	"log/slog"

	"vakhta/desk"
)

// A seer can list the chats that its bot is in.
type seer interface {
	Chats(ctx context.Context) ([]desk.SeenChat, error)
}

// Meet checks the tokens of the messengers that are turned on, and returns the chats and
// people that the bot sees there. An error means that no messenger is turned on as it
// should be.
func (o MessengerOptions) Meet(ctx context.Context) (found []desk.Finding, seen []desk.SeenChat, err error) {
	d := &desk.Desk{}
	all, err := o.connect(surroundings{
		Clock: desk.WallClock{}, Log: slog.New(slog.DiscardHandler),
		Desk: func() *desk.Desk { return d }, Seen: func(desk.Platform) func(kind, result string) { return nil },
	})
	if err != nil {
		return nil, nil, err
	}
	for _, c := range all {
		checked := c.Check(ctx, d)
		found = append(found, checked...)
		can, ok := c.connection.(seer)
		if !ok || !checked[0].OK {
			continue
		}
		chats, err := can.Chats(ctx)
		if err != nil {
			found = append(found, desk.Finding{OK: true, What: fmt.Sprintf("the chats of %s cannot be listed (%v); their ids can be written by hand", c.platform, err)})
		}
		seen = append(seen, chats...)
	}
	return found, seen, nil
}
