package slack

import (
	"context"
	"fmt"
	"slices"

	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

const (
	// membersPage is how many members a call returns at most. Slack recommends
	// no more than 200. https://docs.slack.dev/reference/methods/conversations.members
	membersPage = "200"
	// mostPages limits the calls for one channel.
	mostPages = 10
)

// IsMember reports whether an account is in a channel. Of a channel with more
// than 2000 members it may not be known.
func (a *Adapter) IsMember(ctx context.Context, chat desk.Address, who desk.Account) (bool, error) {
	args := webapi.Args{"channel": chat.Chat, "limit": membersPage}
	for range mostPages {
		var page struct {
			Members []string `json:"members"`
			Next    struct {
				Cursor string `json:"next_cursor"`
			} `json:"response_metadata"`
		}
		if err := a.bot.Call(ctx, "conversations.members", args, &page); err != nil {
			return false, err
		}
		if slices.Contains(page.Members, who.ID) {
			return true, nil
		}
		if page.Next.Cursor == "" {
			return false, nil
		}
		args["cursor"] = page.Next.Cursor
	}
	return false, fmt.Errorf("%s has too many members to look through", chat)
}
