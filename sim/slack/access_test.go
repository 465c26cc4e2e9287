package slack_test

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/slack-go/slack"

	simslack "vakhta/sim/slack"
	"vakhta/sim/slack/workspace"
)

func TestTokensBelongIntoTheRightPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{Scopes: []string{"chat:write"}})
		ask := func(method, query, bearer string) string {
			t.Helper()
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://slack/api/"+method+query, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			if bearer != "" {
				req.Header.Set("Authorization", "Bearer "+bearer)
			}
			resp, err := b.client.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = resp.Body.Close() }()
			body, err := io.ReadAll(resp.Body)
			if err != nil || resp.StatusCode != http.StatusOK {
				t.Fatal(resp.Status, err)
			}
			return string(body)
		}
		for _, c := range []struct{ method, query, bearer, want string }{
			{"auth.test", "", "", "not_authed"},
			{"auth.test", "?token=xoxb-fake-bot", "", "not_authed"},
			{"auth.test", "", "xoxb-stolen", "invalid_auth"},
			{"auth.test", "", "xapp-fake-app", "not_allowed_token_type"},
			{"apps.connections.open", "", "xoxb-fake-bot", "not_allowed_token_type"},
			{"users.info", "", "xoxb-fake-bot", `"needed":"users:read"`},
			{"users.info", "", "xoxb-fake-bot", `"provided":"chat:write"`},
			{"conversations.info", "?channel=C0L1", "xoxb-fake-bot", `"needed":"channels:read"`},
			{"chat.explode", "", "xoxb-fake-bot", "unknown_method"},
			{"auth.test", "", "xoxb-fake-bot", `"ok":true`},
		} {
			if got := ask(c.method, c.query, c.bearer); !strings.Contains(got, c.want) {
				t.Errorf("%s%s with %q: %s, want %s", c.method, c.query, c.bearer, got, c.want)
			}
		}
		want := []string{"auth.test: token in the query string", "unknown method chat.explode"}
		if got := b.Violations(); !slices.Equal(got, want) {
			t.Errorf("violations %v, want %v", got, want)
		}
	})
}

func TestScopesFollowTheKindOfChannel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, simslack.Config{Scopes: []string{"channels:read", "channels:history", "channels:join", "chat:write", "chat:write.public"}})
		b.PrivateChannel("G0OPS", "ops", "U0ANNA")
		b.Open(workspace.Channel{ID: "C0ELSE", Name: "elsewhere"})
		needed := func(err error) string {
			refused, _ := errors.AsType[slack.SlackErrorResponse](err)
			return refused.Needed
		}
		if _, err := b.bot.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C0L1"}); err != nil {
			t.Error(err)
		}
		if _, err := b.bot.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "G0OPS"}); needed(err) != "groups:read" {
			t.Errorf("a private channel needs %q", needed(err))
		}
		if _, err := b.bot.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "G0OPS"}); needed(err) != "groups:history" {
			t.Errorf("its history needs %q", needed(err))
		}
		if _, _, err := b.bot.GetConversations(&slack.GetConversationsParameters{Types: []string{"public_channel", "im"}}); needed(err) != "im:read" {
			t.Errorf("a list with direct messages needs %q", needed(err))
		}
		if _, _, err := b.bot.PostMessage("C0L1", slack.MsgOptionText("x", false), slack.MsgOptionUsername("Anna")); needed(err) != "chat:write.customize" {
			t.Errorf("another name needs %q", needed(err))
		}
		if _, _, err := b.bot.PostMessage("C0ELSE", slack.MsgOptionText("x", false)); err != nil {
			t.Errorf("chat:write.public: %v", err)
		}
		joined, _, _, err := b.bot.JoinConversation("C0ELSE")
		if err != nil || !joined.IsMember {
			t.Errorf("joined %+v, %v", joined, err)
		}
	})
}
