package botapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"vakhta/adapters/telegram/botapi"
	"vakhta/desk"
)

func TestEveryAnswerOfTelegramsHasItsFate(t *testing.T) {
	bad := func(text string) *botapi.RefusalError {
		return &botapi.RefusalError{Code: 400, Description: "Bad Request: " + text}
	}
	forbidden := func(text string) *botapi.RefusalError {
		return &botapi.RefusalError{Code: 403, Description: "Forbidden: " + text}
	}
	gone := func(cause desk.ReachCause) error { return desk.ChatGoneError{Cause: cause} }
	for _, c := range []struct {
		err  error
		fate desk.Fate
		is   error
	}{
		{bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"), desk.Refused, botapi.ErrNotModified},
		{bad("message to edit not found"), desk.Refused, desk.ErrMessageGone},
		{bad("message to delete not found"), desk.Refused, desk.ErrMessageGone},
		{bad("message to be replied not found"), desk.Refused, desk.ErrMessageGone},
		{bad("message can't be edited"), desk.Refused, desk.ErrMessageGone},
		{bad("message can't be deleted for everyone"), desk.Refused, desk.ErrMessageStays},
		{bad("there is no text in the message to edit"), desk.Refused, desk.ErrMessageGone},
		{bad("chat not found"), desk.Refused, gone(desk.ReachChatNotFound)},
		{bad("private chat not found"), desk.Refused, gone(desk.ReachChatNotFound)},
		{bad("chat_id is empty"), desk.Refused, gone(desk.ReachChatNotFound)},
		{bad("not enough rights to send text messages to the chat"), desk.Refused, gone(desk.ReachRestricted)},
		{forbidden("bot was blocked by the user"), desk.Refused, gone(desk.ReachBlocked)},
		{forbidden("user is deactivated"), desk.Refused, gone(desk.ReachChatNotFound)},
		{forbidden("bot can't initiate conversation with a user"), desk.Refused, gone(desk.ReachChatNotFound)},
		{forbidden("the bot can't send messages to the bot"), desk.Refused, gone(desk.ReachChatNotFound)},
		{forbidden("bot was kicked from the supergroup chat"), desk.Refused, gone(desk.ReachKicked)},
		{forbidden("bot is not a member of the channel chat"), desk.Refused, gone(desk.ReachLeft)},
		{forbidden("the group chat was deleted"), desk.Refused, gone(desk.ReachChatNotFound)},
		{forbidden("something new"), desk.Refused, gone(desk.ReachRefused)},
		{bad("message thread not found"), desk.Refused, desk.ErrThreadGone},
		{bad("TOPIC_CLOSED"), desk.Refused, botapi.ErrTopicClosed},
		{bad("TOPIC_ID_INVALID"), desk.Refused, desk.ErrThreadGone},
		{bad("the chat is not a forum"), desk.Refused, botapi.ErrNoForum},
		{bad("not enough rights to create a topic"), desk.Refused, botapi.ErrNoForum},
		{bad(`can't parse entities: Unsupported start tag "x" at byte offset 0`), desk.Refused, botapi.ErrMarkup},
		{bad("message is too long"), desk.Refused, botapi.ErrTooLong},
		{bad("MESSAGE_TOO_LONG"), desk.Refused, botapi.ErrTooLong},
		{bad("text is too long"), desk.Refused, botapi.ErrTooLong},
		{bad("REACTION_INVALID"), desk.Refused, botapi.ErrReaction},
		{bad("message to react not found"), desk.Refused, botapi.ErrReaction},
		{bad("BUTTON_DATA_INVALID"), desk.Refused, nil},
		{bad("query is too old and response timeout expired or query ID is invalid"), desk.Refused, nil},
		{&botapi.RefusalError{Code: 413}, desk.Refused, botapi.ErrTooLong},
		{&botapi.RefusalError{Code: 404, Description: "Not Found: method not found"}, desk.Refused, nil},
		{&botapi.RefusalError{Code: 401, Description: "Unauthorized: invalid token specified"}, desk.Later, desk.ErrUnauthorized},
		{&botapi.RefusalError{Code: 404, Description: "Not Found"}, desk.Later, desk.ErrUnauthorized},
		{&botapi.RefusalError{Code: 409, Description: "Conflict: terminated by setWebhook request"}, desk.Later, nil},
		{&botapi.RefusalError{Code: 500, Description: "Internal Server Error: restart"}, desk.Unknown, nil},
		{&botapi.RefusalError{Code: 502}, desk.Unknown, nil},
		{&botapi.RefusalError{Code: 200}, desk.Unknown, nil},
		{io.ErrUnexpectedEOF, desk.Unknown, nil},
		{context.DeadlineExceeded, desk.Unknown, context.DeadlineExceeded},
		{fmt.Errorf("call: %w", context.Canceled), desk.Unknown, context.Canceled},
		{&url.Error{Op: "Post", URL: "https://x/bot7000:secret/y", Err: &net.OpError{Op: "dial", Err: errors.New("refused")}}, desk.Later, nil},
		{&url.Error{Op: "Post", URL: "https://x/bot7000:secret/y", Err: &net.OpError{Op: "read", Err: errors.New("reset")}}, desk.Unknown, nil},
	} {
		got := botapi.FateOf("send a message", fmt.Errorf("library: %w", c.err))
		if got.Fate != c.fate || c.is != nil && !errors.Is(got, c.is) {
			t.Errorf("%v: %v, want %s and %v", c.err, got, c.fate, c.is)
		}
		if strings.Contains(got.Error(), "secret") || !strings.Contains(got.Error(), "send a message") {
			t.Errorf("%v is told as %q", c.err, got)
		}
	}
}

func TestWaitsAndMovesAreTold(t *testing.T) {
	if got := botapi.FateOf("post", &botapi.RefusalError{Code: 429, Description: "Too Many Requests: retry after 30", RetryAfter: 30}); got.Fate != desk.Later || got.After != 30*time.Second {
		t.Errorf("got %+v", got)
	}
	if got := botapi.FateOf("post", &botapi.RefusalError{Code: 429}); got.Fate != desk.Later || got.After < time.Second {
		t.Errorf("got %+v", got)
	}
	want := desk.Address{Platform: desk.Telegram, Chat: "-1000000000042"}
	if got := botapi.FateOf("post", &botapi.RefusalError{Code: 400, Description: "Bad Request: group chat was upgraded to a supergroup chat", MigrateTo: -1000000000042}); got.Moved != want || got.Fate != desk.Later {
		t.Errorf("got %+v", got)
	}
}

// answers is a server that always gives the same answer.
type answers struct {
	status int
	header http.Header
	body   string
}

func (a answers) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: a.status, Header: a.header, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

func TestAnswersAreReadWhateverTheyAre(t *testing.T) {
	for name, c := range map[string]struct {
		answers
		want botapi.RefusalError
	}{
		"an error":          {answers{status: 400, body: `{"ok":false,"error_code":400,"description":"Bad Request: token 7000:secret"}`}, botapi.RefusalError{Code: 400, Description: "Bad Request: token ***"}},
		"a page":            {answers{status: 502, body: "<html>7000:secret</html>"}, botapi.RefusalError{Code: 502}},
		"a page that waits": {answers{status: 429, header: http.Header{"Retry-After": {"9"}}, body: "<html>"}, botapi.RefusalError{Code: 429, RetryAfter: 9}},
		"something else":    {answers{status: 200, body: `{"hello":"world"}`}, botapi.RefusalError{Code: 200}},
		"nothing":           {answers{status: 200}, botapi.RefusalError{Code: 200}},
	} {
		client := &botapi.Client{HTTP: &http.Client{Transport: c.answers}, URL: "http://telegram.test", Token: "7000:secret"}
		err := client.Call(t.Context(), "getMe", nil, nil)
		if got, ok := errors.AsType[*botapi.RefusalError](err); !ok || *got != c.want {
			t.Errorf("%s: %v, want %v", name, err, &c.want)
		}
	}
}

func TestAMessageThatWasSentIsTakenForOneWhateverElseIsInIt(t *testing.T) {
	odd := `{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":7,"type":"private"},"reply_to_message":{"forward_origin":{"type":"of tomorrow"}}}}`
	client := &botapi.Client{HTTP: &http.Client{Transport: answers{status: 200, body: odd}}, URL: "http://telegram.test", Token: "7000:secret"}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://telegram.test/x", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || strings.Contains(string(body), "tomorrow") || !strings.Contains(string(body), `"message_id":5`) {
		t.Errorf("the library is given %s, %v", body, err)
	}
}
