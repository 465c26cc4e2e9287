package slack

import (
	"cmp"
	"context"

	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

// mostSeen is how many people Chats looks up.
const mostSeen = 50

// Chats returns the channels that the bot is in, and their people.
func (a *Adapter) Chats(ctx context.Context) ([]desk.SeenChat, error) {
	var listed struct {
		Channels []struct {
			ID     string `json:"id"`
			Name   string `json:"name"`
			Member bool   `json:"is_member"`
		} `json:"channels"`
	}
	args := webapi.Args{"types": "public_channel,private_channel", "exclude_archived": "true", "limit": "200"}
	if err := a.bot.Call(ctx, "conversations.list", args, &listed); err != nil {
		return nil, err
	}
	var all []desk.SeenChat
	known := map[string]bool{}
	for _, c := range listed.Channels {
		if !c.Member {
			continue
		}
		all = append(all, desk.SeenChat{Address: desk.Address{Platform: desk.Slack, Chat: c.ID}, Title: "#" + c.Name})
		var in struct {
			Members []string `json:"members"`
		}
		if err := a.bot.Call(ctx, "conversations.members", webapi.Args{"channel": c.ID, "limit": "200"}, &in); err != nil {
			return nil, err
		}
		for _, id := range in.Members {
			if known[id] || len(known) == mostSeen {
				continue
			}
			known[id] = true
			if p, ok, err := a.seenPerson(ctx, id); err != nil {
				return nil, err
			} else if ok {
				all = append(all, p)
			}
		}
	}
	return all, nil
}

// seenPerson returns somebody of a channel; not ok: it is a bot, or they left.
func (a *Adapter) seenPerson(ctx context.Context, id string) (c desk.SeenChat, ok bool, err error) {
	var said struct {
		User struct {
			Name    string `json:"name"`
			Real    string `json:"real_name"`
			Bot     bool   `json:"is_bot"`
			Deleted bool   `json:"deleted"`
		} `json:"user"`
	}
	if err := a.bot.Call(ctx, "users.info", webapi.Args{"user": id}, &said); err != nil {
		return c, false, err
	}
	who := desk.Account{Platform: desk.Slack, ID: id}
	return desk.SeenChat{Address: who.Private(), Title: cmp.Or(said.User.Real, said.User.Name), Person: who}, !said.User.Bot && !said.User.Deleted, nil
}
