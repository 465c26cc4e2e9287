package telegram_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/adapters/telegram"
	"vakhta/cards"
	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/sim/telegram/faults"
	"vakhta/sim/telegram/wire"
)

func TestATicketGetsATopicWhereThereAreTopics(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		forum := d.srv.Forum(-1001, "Line 1", d.maria)
		plain := d.srv.Group(-1000000000002, "Line 2", d.maria)
		d.maria.Start("")
		for _, to := range []desk.Address{address(plain.ID, 0), address(7001, 0)} {
			if got, err := d.OpenThread(t.Context(), to, "ROM-42"); err != nil || got != to {
				t.Errorf("in %s the thread is %s, %v", to, got, err)
			}
		}
		to, err := d.OpenThread(t.Context(), address(forum.ID, 0), "ROM-42\n"+strings.Repeat("ж", 300))
		d.must(err)
		at := d.post(to, desk.Card{Lead: "in the topic"})
		if topics := forum.Topics(); len(topics) != 1 || at.Thread != address(0, topics[0].ID).Thread || forum.Last().Thread != topics[0].ID {
			t.Fatalf("the topics are %+v, the card is at %+v", topics, at)
		}
		topic := forum.Topics()[0].ID
		forum.Promote(d.maria, d.maria)
		d.must(forum.CloseTopic(d.maria, topic))
		forum.LimitBot(d.maria, wire.Rights{})
		d.post(at.Address, desk.Card{Lead: "in its own topic, which somebody closed"})
		forum.PromoteBot(d.maria)
		d.must(forum.DeleteTopic(d.maria, topic))
		_, err = d.Post(t.Context(), at.Address, desk.Card{Lead: "nowhere"}, "key")
		if !errors.Is(err, desk.ErrThreadGone) {
			t.Errorf("a post into a deleted topic ends with %v", err)
		}
		forum.LimitBot(d.maria, wire.Rights{})
		if got, err := d.OpenThread(t.Context(), address(forum.ID, 0), "ROM-43"); err != nil || got != address(forum.ID, 0) {
			t.Errorf("without the right the thread is %s, %v", got, err)
		}
	})
}

func TestWhatAsksForWordsCannotBeEditedLater(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.maria.Start("")
		said, err := d.maria.Says(7001, "касса")
		d.must(err)
		at := d.post(address(7001, 0), desk.Card{
			Lead: "Напишите ответ", Expect: strings.Repeat("слова ", 30), Quiet: true,
			ReplyTo: desk.MessageRef{Address: address(7001, 0), Message: address(0, said.ID).Thread},
		})
		asked := d.maria.Chat().Last()
		if !strings.Contains(asked.ReplyKeyboard, `"force_reply":true`) || strings.Contains(asked.ReplyKeyboard, "selective") || !asked.Silent || asked.ReplyTo != said.ID || !asked.NoPreview {
			t.Errorf("Maria sees %+v", asked)
		}
		group := d.srv.Group(-42, "Line 1", d.maria)
		d.post(address(-42, 0), desk.Card{Lead: "Напишите ответ", Expect: "Ответ"})
		if got := group.Last().ReplyKeyboard; !strings.Contains(got, `"selective":true`) {
			t.Errorf("in a group the answer is asked by %s", got)
		}
		if err := d.Edit(t.Context(), at, desk.Card{Lead: "Спасибо"}); !errors.Is(err, desk.ErrMessageGone) {
			t.Errorf("an edit ends with %v", err)
		}
	})
}

func TestAReplyToWhatIsGoneIsSentAllTheSame(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.maria.Start("")
		d.post(address(7001, 0), desk.Card{Lead: "here", ReplyTo: desk.MessageRef{Address: address(7001, 0), Message: "999"}})
		if got := d.maria.Chat().Last(); got.Text != "here" || got.ReplyTo != 0 {
			t.Errorf("Maria sees %+v", got)
		}
	})
}

func TestAnEditTakesTheButtonsAway(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.maria.Start("")
		c := desk.Card{Title: "ROM-42", Buttons: take()}
		c.Buttons[0][0].Style = desk.StyleDanger
		at := d.post(address(7001, 0), c)
		if b, ok := d.maria.Chat().Last().Button("Take"); !ok || b.Data != "ack:ROM-42" || b.Style != "danger" {
			t.Errorf("the button is %+v", b)
		}
		c.Buttons = nil
		d.must(d.Edit(t.Context(), at, c))
		if left := d.maria.Chat().Last().Labels(); len(left) != 0 {
			t.Errorf("the buttons are %q", left)
		}
	})
}

func TestWhatTheServerCannotParseIsMendedOnce(t *testing.T) {
	due := desk.Card{Title: "ROM-42 <b>", Fields: []desk.Field{{Label: "Due", Value: "14:15 MSK", At: time.Unix(1_790_000_000, 0)}}}
	for name, c := range map[string]struct {
		card   desk.Card
		faults []faults.Fault
		html   string
	}{
		"an old server": {due, []faults.Fault{faults.Refuse(400, `Bad Request: can't parse entities: Unsupported start tag "tg-time" at byte offset 30`)}, "<b>ROM-42 &lt;b&gt;</b>\n<b>Due:</b> 14:15 MSK"},
		"no markup":     {desk.Card{Title: "ROM-42 <b>"}, []faults.Fault{faults.Refuse(400, "Bad Request: can't parse entities: whatever")}, "ROM-42 &lt;b&gt;"},
		"too long":      {desk.Card{Quote: strings.Repeat("😀", 1500)}, []faults.Fault{faults.Refuse(400, "Bad Request: message is too long")}, strings.Repeat("😀", 1023) + "…"},
	} {
		t.Run(name, func(t *testing.T) {
			inFakeTime(t, func(d *desktop) {
				t := d.t
				d.maria.Start("")
				for _, f := range c.faults {
					d.srv.FailNext("sendMessage", f)
				}
				at := d.post(address(7001, 0), c.card)
				if got := d.maria.Chat().Last().HTML; got != c.html {
					t.Errorf("Maria sees %q, want %q", got, c.html)
				}
				d.srv.FailNext("editMessageText", c.faults[0])
				other := c.card
				other.Title = "other"
				d.must(d.Edit(t.Context(), at, other))
				d.srv.FailNext("sendMessage", c.faults[0])
				d.srv.FailNext("sendMessage", c.faults[0])
				_, err := d.Post(t.Context(), address(7001, 0), c.card, "key")
				if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Fate != desk.Refused {
					t.Errorf("what cannot be made simpler ends with %v", err)
				}
			})
		})
	}
}

func TestSignsAndRemovals(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		d.maria.Start("")
		at := d.post(address(7001, 0), desk.Card{Lead: "hello"})
		d.must(d.React(t.Context(), at, "✅"))
		if got := d.maria.Chat().Last().Reactions; len(got) != 1 || got[0].Emoji != "👍" {
			t.Errorf("the reactions are %+v", got)
		}
		for range 2 {
			d.must(d.Unreact(t.Context(), at, "✅"))
		}
		if got := d.maria.Chat().Last().Reactions; len(got) != 0 {
			t.Errorf("reactions are left: %+v", got)
		}
		d.must(d.Remove(t.Context(), at))
		if err := d.Remove(t.Context(), at); !errors.Is(err, desk.ErrMessageGone) {
			t.Errorf("a second removal ends with %v", err)
		}
		d.must(d.React(t.Context(), at, "👀"))
		for _, bad := range []desk.MessageRef{
			{Address: desk.Address{Platform: desk.Slack, Chat: "C1"}, Message: "1"}, {Address: address(7001, 0), Message: "1700.1"},
		} {
			if send, ok := errors.AsType[*desk.SendError](d.Remove(t.Context(), bad)); !ok || send.Fate != desk.Refused {
				t.Errorf("%+v is not refused", bad)
			}
		}
	})
}

func TestAnInvitationOpensTheBotsChat(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		if got := d.InviteLink("x"); got != "" {
			t.Errorf("before the bot knows its name the link is %q", got)
		}
		d.run()
		if got := d.InviteLink("abc-123"); got != "https://t.me/vakhta_bot?start=abc-123" {
			t.Errorf("the link is %q", got)
		}
	})
}

func TestAdaptersThatCannotWorkAreNotMade(t *testing.T) {
	for _, c := range []telegram.Config{
		{}, {Token: "secret"}, {Token: "bot7000:secret"}, {Token: "7000:"},
		{Token: "7000:secret", WebhookURL: "https://desk.test/telegram"}, {Token: "7000:secret", WebhookURL: "https://x", WebhookSecret: "not allowed!"},
	} {
		if _, err := telegram.New(c); err == nil || strings.Contains(err.Error(), "secret:") {
			t.Errorf("%+v is taken: %v", c, err)
		}
	}
}

func TestEverybodyIsOfferedTheirCommands(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		anna, olga := d.srv.User(5001, "Anna", "", "en"), d.srv.User(6001, "Olga", "", "de")
		line := d.srv.Forum(-1001, "Line 1", anna)
		shop := d.srv.Group(-1000000000002, "Shop", d.maria)
		anna.Start("")
		olga.Start("")
		d.maria.Start("")
		d.srv.FailNext("setMyCommands", faults.BadGateway())
		d.SetCommands(t.Context(), acts.Menus(someDesk()))
		names := func(chat, user int64) string {
			menu, err := d.srv.Commands(chat, user)
			d.must(err)
			var all []string
			for _, c := range menu {
				all = append(all, c.Command)
			}
			return strings.Join(all, " ")
		}
		offered := func(who turn.Who) string {
			var all []string
			for _, c := range cards.Commands(desk.English, acts.HelpFor(turn.Anybody|who)) {
				all = append(all, c.Name)
			}
			return strings.Join(all, " ")
		}
		for who, c := range map[string]struct {
			chat, user int64
			want       string
		}{
			"a shop's chat":   {shop.ID, 7001, offered(turn.Staff)},
			"a private chat":  {7001, 7001, offered(turn.Staff)},
			"a line":          {line.ID, 5001, offered(turn.Engineer)},
			"an engineer":     {5001, 5001, offered(turn.Engineer | turn.Admin)},
			"somebody German": {6001, 6001, offered(turn.Manager)},
		} {
			if got := names(c.chat, c.user); got != c.want {
				t.Errorf("%s: the commands are %q, want %q", who, got, c.want)
			}
		}
		menu, _ := d.srv.Commands(7001, 7001)
		if !slices.ContainsFunc(menu, func(c wire.BotCommand) bool { return strings.HasSuffix(c.Description, "мои заявки") }) {
			t.Errorf("Maria reads %+v", menu)
		}
	})
}

func onTelegram(id string) []desk.Account {
	return []desk.Account{{Platform: desk.Telegram, ID: id}}
}

func someDesk() *desk.Desk {
	return &desk.Desk{
		Locale: desk.Russian,
		People: map[string]*desk.Member{
			"anna": {Handle: "anna", Accounts: onTelegram("5001"), Admin: true}, "olga": {Handle: "olga", Accounts: onTelegram("6001")},
			"maria": {Handle: "maria", Accounts: onTelegram("7001")}, "ghost": {Handle: "ghost", Accounts: onTelegram("9001")},
		},
		Teams: map[string]*desk.Team{"first": {Name: "first", Channel: desk.Address{Platform: desk.Telegram, Chat: "-1001"}, Members: []string{"anna", "ghost"}}},
		Projects: map[string]*desk.Project{"ROM": {Code: "ROM", Line1: "first", Managers: []string{"olga"}, Staff: []string{"maria"},
			Chats: []desk.BoundChat{{Chat: desk.Address{Platform: desk.Telegram, Chat: "-1000000000002"}, Intake: desk.IntakeAll}}}},
	}
}

func TestTheDoctorSaysWhatToMend(t *testing.T) {
	inFakeTime(t, func(d *desktop) {
		t := d.t
		anna := d.srv.User(5001, "Anna", "", "en")
		line := d.srv.Forum(-1001, "Line 1", anna)
		shop := d.srv.Group(-1000000000002, "Shop", anna)
		anna.Start("")
		want := func(ok bool, what, fix string) {
			t.Helper()
			for _, f := range d.Check(t.Context(), someDesk()) {
				if strings.Contains(f.What, what) {
					if f.OK != ok || !strings.Contains(f.Fix, fix) {
						t.Errorf("%s: %+v, want it %t with %q", what, f, ok, fix)
					}
					return
				}
			}
			t.Errorf("nothing is said of %s", what)
		}
		want(true, "@vakhta_bot", "")
		want(true, "Line 1", "")
		want(false, "Shop", "turn its privacy off")
		want(false, "user ghost", "press Start")
		want(true, "user anna", "")
		shop.PromoteBot(anna)
		line.LimitBot(anna, wire.Rights{})
		want(true, "Shop", "")
		want(false, "Line 1", "manage topics")
		line.KickBot(anna)
		want(false, "chat -1001", "add @vakhta_bot")
		d.srv.Outage(faults.Refuse(401, "Unauthorized"))
		want(false, "Telegram:", "TELEGRAM_BOT_TOKEN")
	})
}
