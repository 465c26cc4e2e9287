package telegram

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
)

// seenUpdates is how many updates are looked at: as many as Telegram returns at once
// (Bot API, getUpdates.limit).
const seenUpdates = 100

// spoken is an update as far as it says where and who.
type spoken struct {
	Message *struct {
		Chat chatSeen   `json:"chat"`
		From personSeen `json:"from"`
	} `json:"message"`
	Member *struct {
		Chat chatSeen   `json:"chat"`
		From personSeen `json:"from"`
	} `json:"my_chat_member"`
}

type chatSeen struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
}

type personSeen struct {
	ID    int64  `json:"id"`
	First string `json:"first_name"`
	Last  string `json:"last_name"`
	Bot   bool   `json:"is_bot"`
}

// Chats returns the chats and people of the updates that wait, at most of the last day:
// Telegram has no list of a bot's chats. Nothing is confirmed, so a bot that runs later
// gets them all the same. While a webhook is set Telegram refuses.
func (a *Adapter) Chats(ctx context.Context) ([]desk.SeenChat, error) {
	var waiting []spoken
	if err := a.ask(ctx, "getUpdates", map[string]any{"limit": seenUpdates, "timeout": 0}, &waiting); err != nil {
		return nil, err
	}
	var all []desk.SeenChat
	add := func(c desk.SeenChat) {
		if !slices.ContainsFunc(all, func(o desk.SeenChat) bool { return o.Address == c.Address }) {
			all = append(all, c)
		}
	}
	for _, u := range waiting {
		at := u.Message
		if at == nil {
			at = u.Member
		}
		if at == nil {
			continue
		}
		if at.Chat.Type != "private" {
			add(desk.SeenChat{Address: desk.Address{Platform: desk.Telegram, Chat: strconv.FormatInt(at.Chat.ID, 10)}, Title: at.Chat.Title})
		}
		if id := strconv.FormatInt(at.From.ID, 10); at.From.ID != 0 && !at.From.Bot {
			who := desk.Account{Platform: desk.Telegram, ID: id}
			add(desk.SeenChat{Address: who.Private(), Title: strings.TrimSpace(at.From.First + " " + at.From.Last), Person: who})
		}
	}
	return all, nil
}
