package conversations_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"vakhta/app"
	"vakhta/conversations"
	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/oncall"
	"vakhta/storage"
	"vakhta/tickets"
)

// TestMain makes rapid check a property less often, unless the flag is set: each check uses a database.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "8"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m, goleak.Cleanup(os.Exit))
}

// A talk is a desk whose people write and press buttons.
type talk struct {
	*testdesk.World
	engine  *conversations.Engine
	service *tickets.Service
	heard   func(desk.Reply) // called with each answer; may be nil
	t       testdesk.T
	events  int
	file    *file // desk.yaml, which can be read again; nil: there is none
}

// twoShops adds a second shop to the desk, with people of its own.
var twoShops = []string{
	"  maria: {", "  lilia: {name: Лилия Цветкова, telegram: 7100}\n  igor: {name: Игорь Садов, telegram: 5100, slack: U0IGOR}\n" +
		"  petr: {name: Пётр Розов, telegram: 6100}\n  maria: {",
	"teams:", "teams:\n  lil-line: {line: 1, channel: slack:C0LIL1, members: [igor]}",
	"projects:", "projects:\n  LIL: {name: Лилия, contract: gold, line_1: lil-line, managers: [petr], staff: [lilia]}",
}

// A file is a desk.yaml that tests change.
type file struct {
	text   string
	locale desk.Locale // of everybody; "": as it says
}

func (f *file) path() string {
	if f == nil {
		return ""
	}
	return "desk.yaml"
}

func (f *file) read() ([]byte, error) { return []byte(f.text), nil }

func (f *file) parse(text []byte) (*desk.Desk, []deskfile.Warning, error) {
	d, warnings, err := deskfile.Parse("desk.yaml", text)
	if err == nil && f.locale != "" {
		d.Locale = f.locale
		for _, m := range d.People {
			m.Locale = f.locale
		}
	}
	return d, warnings, err
}

func open(t testing.TB, oldnew ...string) *talk {
	t.Helper()
	w := testdesk.New(t, oldnew...)
	k := &talk{World: w, t: t}
	return k.wire(testdesk.Words{})
}

// wire puts the desk together with a classifier. It starts nothing.
func (k *talk) wire(c turn.Recognizer) *talk {
	a, err := app.New(app.Config{
		Desk: k.Desk, DeskPath: k.file.path(), Services: &app.Services{Store: k.Store}, Clock: k.World, Log: slog.New(slog.DiscardHandler), Classifier: c,
		Messengers: app.MessengerOptions{TelegramToken: "7000:token", SlackBotToken: "xoxb-token", SlackAppToken: "xapp-token"},
	})
	if err != nil {
		k.t.Fatal(err)
	}
	k.engine, k.service = a.Engine, a.Tickets
	if k.file != nil {
		a.Reload.Text, a.Reload.Parse = k.file.read, k.file.parse
	}
	k.engine.IsMember = nil // no test reaches a platform
	k.Fire = func(ctx context.Context, now time.Time, due []desk.Alarm) error {
		switch due[0].Kind() { // a world rings one alarm at a time
		case requests.HeldKind:
			return a.Engine.FireHeld(ctx, now, due[0])
		case oncall.DrillKind:
			return oncall.FireDrill(a.Tickets)(ctx, now, due[0])
		case tickets.ChannelKind:
			return a.Tickets.FireChannel(ctx, now, due[0])
		default:
			return a.Tickets.Fire(ctx, now, due)
		}
	}
	return k
}

// The places of the desk.
var (
	group     = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1003000000003"}}
	shop      = desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: "C0ROM"}}
	firstLine = desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: "C0L1"}}
	shopDev   = desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: "C0L2"}}
)

// account returns a person's account on a platform. People who are not in desk.yaml are on Telegram.
func (k *talk) account(who string, p desk.Platform) desk.Account {
	if m := k.Desk.People[who]; m != nil {
		for _, a := range m.Accounts {
			if a.Platform == p || p == "" {
				return a
			}
		}
	}
	return desk.Account{Platform: desk.Telegram, ID: "9" + fmt.Sprint(len(who)) + "01"}
}

// private returns a person's private chat with the bot.
func (k *talk) private(who string) desk.Place {
	return desk.Place{Address: k.account(who, "").Private(), Private: true}
}

// does makes somebody do something at a place, and returns the immediate answer to them alone.
func (k *talk) does(who string, in desk.Place, body desk.Body) desk.Reply {
	k.t.Helper()
	k.events++
	reply, err := k.engine.Handle(context.Background(), desk.Event{
		ID: desk.EventID(fmt.Sprintf("%s:%p:%d", in.Platform, k, k.events)), At: k.Now(), In: in, Body: body,
		From: desk.Sender{Account: k.account(who, in.Platform), Name: who},
	})
	if err != nil {
		k.t.Fatalf("%s does %+v: %v", who, body, err)
	}
	if k.heard != nil {
		k.heard(reply)
	}
	return reply
}

// says writes words, and returns the message.
func (k *talk) says(who string, in desk.Place, text string, change ...func(*desk.Said)) desk.MessageRef {
	k.t.Helper()
	s := desk.Said{Message: k.Message(in.Address), Text: text, ToBot: in.Private}
	for _, c := range change {
		c(&s)
	}
	k.does(who, in, s)
	return s.Message
}

func inReplyTo(m desk.MessageRef) func(*desk.Said) { return func(s *desk.Said) { s.ReplyTo = m } }

func toBot(s *desk.Said) { s.ToBot = true }

// runs gives a command in a private chat or a group, and returns what the desk says there.
func (k *talk) runs(who string, in desk.Place, command string) []testdesk.Letter {
	k.t.Helper()
	k.Post()
	name, args, _ := strings.Cut(command, " ")
	k.does(who, in, desk.Asked{Command: name, Args: args, Message: k.Message(in.Address)})
	var said []testdesk.Letter
	for _, l := range k.Post() {
		if l.To.Root() == in.Root() && l.Ticket == 0 || l.To.Root() == in.Root() && l.Kind == (notice.Status{}).Kind() {
			said = append(said, l)
		}
	}
	return said
}

// answer returns what a command was answered with: the id of a sentence, or the kind of a card.
func answer(said []testdesk.Letter) string {
	if len(said) == 0 {
		return ""
	}
	last := said[len(said)-1]
	if text, ok := last.Facts.(notice.Sentence); ok {
		return text.ID
	}
	return string(last.Kind)
}

// presses makes somebody press a button.
func (k *talk) presses(who string, in desk.Place, action desk.Action, key desk.Key, arg string) desk.Reply {
	k.t.Helper()
	return k.does(who, in, desk.Pressed{
		Press: desk.Press{Action: action, Key: key, Arg: arg}, Message: k.Message(in.Address), Trigger: "trigger",
	})
}

func rom(number int) desk.Key { return desk.Key{Project: "ROM", Number: number} }

// opened returns how many tickets ROM has.
func (k *talk) opened() int {
	k.t.Helper()
	return len(testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) {
		return tx.TicketsOpened(ctx, []string{"ROM"}, testdesk.Noon.AddDate(-1, 0, 0), k.Now().AddDate(1, 0, 0))
	}))
}

// named replaces ROM-1 and ROM-2 in a command by other keys.
func named(command string, keys []desk.Key) string {
	words := strings.Fields(command)
	for i, word := range words {
		if key, ok := desk.ParseKey(word); ok && key.Number <= len(keys) {
			words[i] = keys[key.Number-1].String()
		}
	}
	return strings.Join(words, " ")
}
