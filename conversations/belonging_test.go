package conversations_test

import (
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

func TestWhatAFurtherMessageBelongsTo(t *testing.T) {
	t.Parallel()
	const printer, paper = "Не печатает чековый принтер", "И бумага кончилась"
	for _, c := range []struct {
		story   string
		after   time.Duration
		say     func(k *talk)
		tickets int
		asked   desk.NoticeKind // what the requester is asked then
		grown   bool            // whether the request itself grew
	}{
		{"the same request, within two minutes, or a second one", 2*time.Minute - time.Second, func(k *talk) { k.says("maria", k.private("maria"), paper) }, 1, (notice.Belongs{}).Kind(), true},
		{"the same request, without a question if it would be none alone", time.Minute, func(k *talk) { k.says("maria", k.private("maria"), "Хм") }, 1, "", false},
		{"the one ticket that is open, which is asked about, from two minutes on", 2 * time.Minute, func(k *talk) { k.says("maria", k.private("maria"), paper) }, 1, (notice.Belongs{}).Kind(), false},
		{"it until it is half an hour old", 30*time.Minute - time.Second, func(k *talk) { k.says("maria", k.private("maria"), paper) }, 1, (notice.Belongs{}).Kind(), false},
		{"a ticket of its own from then on", 30 * time.Minute, func(k *talk) { k.says("maria", k.private("maria"), paper) }, 2, "", false},
		{"its ticket, however old, when it is a reply", 5 * time.Hour, func(k *talk) {
			k.says("maria", k.private("maria"), paper, inReplyTo(k.Ticket(rom(1)).Origin))
		}, 1, "", false},
		{"a ticket of its own when it was said elsewhere, and is a command", time.Minute, func(k *talk) { k.runs("maria", k.private("maria"), "new "+paper) }, 2, "", false},
		{"nobody else's request", time.Minute, func(k *talk) { k.says("john", k.private("john"), paper) }, 2, "", false},
		{"no request, when it is thanks", time.Hour, func(k *talk) { k.says("maria", k.private("maria"), "Спасибо") }, 1, "", false},
	} {
		t.Run(c.story, func(t *testing.T) {
			t.Parallel()
			k := open(t)
			k.says("maria", k.private("maria"), printer)
			k.Post()
			k.Pass(c.after)
			k.Post()
			c.say(k)
			if got := k.opened(); got != c.tickets {
				t.Errorf("%d tickets, want %d", got, c.tickets)
			}
			asked := desk.NoticeKind("")
			for _, l := range k.Post() {
				if l.Kind == (notice.Belongs{}).Kind() {
					asked = l.Kind
				}
			}
			if asked != c.asked {
				t.Errorf("asked %q, want %q", asked, c.asked)
			}
			if grown := k.Ticket(rom(1)).Text == printer+"\n"+paper; grown != c.grown {
				t.Errorf("the request is %q", k.Ticket(rom(1)).Text)
			}
		})
	}
}

func TestWithSeveralOpenAMessageIsATicketOfItsOwnThatMayJoinThem(t *testing.T) {
	t.Parallel()
	k := open(t)
	for range 2 {
		k.says("maria", k.private("maria"), "Не печатает принтер")
		k.Pass(40 * time.Minute)
	}
	k.says("maria", k.private("maria"), "И второй не печатает")
	if got := k.opened(); got != 3 {
		t.Fatalf("%d tickets, want the third", got)
	}
	k.Post()
	k.presses("maria", k.private("maria"), desk.ActAttach, rom(1), "3") // ROM-3 belongs to ROM-1
	if got := k.Ticket(rom(3)); got.State != desk.Cancelled || got.MergedInto != rom(1) {
		t.Errorf("ROM-3 is %s and a part of %q, want of ROM-1", got.State, got.MergedInto)
	}
	for _, l := range k.Post() {
		if said, ok := l.Facts.(notice.CustomerSaid); ok && said.Text == "И второй не печатает" && l.Ticket == k.Ticket(rom(1)).ID {
			return
		}
	}
	t.Error("the thread of ROM-1 does not hear what ROM-3 began with")
}

func TestWordsThatWereAddedCanBeSplitOffOnce(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", k.private("maria"), "Не печатает принтер")
	k.Pass(10 * time.Minute)
	k.Post()
	k.says("maria", k.private("maria"), "И сайт не открывается")
	var split desk.Button
	for _, l := range k.Post() {
		if l.Kind == (notice.Belongs{}).Kind() {
			split = l.Card.Buttons[0][0]
		}
	}
	for range 2 {
		k.presses("maria", k.private("maria"), split.Press.Action, split.Press.Key, split.Press.Arg)
	}
	if got := k.opened(); got != 2 {
		t.Fatalf("%d tickets after the button was pressed twice, want 2", got)
	}
	if got := k.Ticket(rom(2)).Text; got != "И сайт не открывается" {
		t.Errorf("the new ticket says %q", got)
	}
}

func TestNobodyElseSplitsOffOrAttachesARequestersWords(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	k.says("maria", k.private("maria"), "Не печатает принтер")
	k.Pass(40 * time.Minute)
	k.says("maria", k.private("maria"), "И сайт не открывается")
	for _, who := range []string{"lilia", "john", "stranger"} {
		k.presses(who, k.private(who), desk.ActAttach, rom(1), "2")
	}
	if got := k.Ticket(rom(2)); got.State != desk.New {
		t.Errorf("ROM-2 is %s, want as it was", got.State)
	}
}

func TestSmallTalkIsAnsweredOrLeftAloneAndOpensNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		in    desk.Place
		said  func(*desk.Said)
		kinds desk.NoticeKind
	}{
		{"Привет", desk.Place{}, nil, (notice.Greeting{}).Kind()},
		{"Спасибо", desk.Place{}, nil, (notice.Greeting{}).Kind()},
		{"Хм", desk.Place{}, nil, (notice.AskRequest{}).Kind()},
		{"Привет", group, toBot, (notice.Greeting{}).Kind()},
		{"Не печатает принтер", group, func(*desk.Said) {}, ""}, // intake: mention, and the bot was not called
		{"Спасибо", shop, func(*desk.Said) {}, ""},
	} {
		k := open(t)
		in, who := c.in, "maria"
		if in == (desk.Place{}) {
			in = k.private("maria")
		}
		if in.Platform == desk.Slack {
			who = "john"
		}
		if c.said == nil {
			c.said = toBot
		}
		k.says(who, in, c.text, c.said)
		var got desk.NoticeKind
		for _, l := range k.Post() {
			got = l.Kind
		}
		if got != c.kinds || k.opened() > 0 {
			t.Errorf("%q in %s is answered with %q and opens %d tickets, want %q and none", c.text, in.Address, got, k.opened(), c.kinds)
		}
	}
}

func TestAQuestionThatWasHeldOpensATicketOnce(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	k.says("maria", k.private("maria"), "Хм")
	var yes desk.Button
	for _, l := range k.Post() {
		if l.Kind == (notice.AskRequest{}).Kind() {
			yes = l.Card.Buttons[0][0]
		}
	}
	if yes.Press.Action != desk.ActNew {
		t.Fatalf("the question has the button %+v", yes)
	}
	k.presses("maria", k.private("maria"), yes.Press.Action, yes.Press.Key, yes.Press.Arg)
	k.presses("maria", k.private("maria"), yes.Press.Action, yes.Press.Key, yes.Press.Arg)
	if got := k.opened(); got != 1 {
		t.Errorf("%d tickets, want one however often it is pressed", got)
	}
}
