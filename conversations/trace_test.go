package conversations_test

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/classify"
	"vakhta/conversations"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// remembered are the tables that a refused event may change: the event was admitted, its author was seen and gets an
// answer.
var remembered = []string{"inbox", "people", "accounts", "notices"}

// trace returns everything stored, except for what a refused event may change.
func (k *talk) trace() map[string][]string {
	k.t.Helper()
	all := k.Tables()
	maps.DeleteFunc(all, func(table string, _ []string) bool { return slices.Contains(remembered, table) })
	return all
}

func TestWhatIsRefusedLeavesNoTraceAndIsSaidOnce(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	for range 4 {
		k.fresh()
	}
	k.runs("vera", k.private("vera"), "resolve ROM-2 Готово")
	k.runs("vera", k.private("vera"), "ack ROM-3")
	k.says("maria", k.private("maria"), "Хм") // it is held
	k.Post()
	press := func(a desk.Action, key desk.Key, arg string, rev int) desk.Body {
		return desk.Pressed{Press: desk.Press{Action: a, Key: key, Arg: arg, Rev: rev}}
	}
	command := func(line string) desk.Body {
		name, args, _ := strings.Cut(line, " ")
		return desk.Asked{Command: name, Args: args, Message: k.Message(k.private("vera").Address)}
	}
	for _, c := range []struct {
		who string
		do  desk.Body
	}{
		{"vera", command("ack ROM-3")},
		{"anna", command("ack ROM-3")},
		{"vera", command("ack ROM-999")},
		{"vera", command("dance")},
		{"vera", command("resolve ROM-1")},
		{"vera", command("wait ROM-2 vendor")},
		{"vera", command("resume ROM-3")},
		{"vera", command("reopen ROM-3")},
		{"vera", command("assign ROM-3 vera")},
		{"vera", command("assign ROM-3 nobody")},
		{"vera", command("merge ROM-3 ROM-2")},
		{"vera", command("merge ROM-3 LIL-1")},
		{"vera", command("type ROM-3 wish")},
		{"vera", command("priority ROM-3 P9")},
		{"vera", command("lang xx")},
		{"maria", command("escalate ROM-1")},
		{"lilia", command("ack ROM-1")},
		{"lilia", command("start nonsense")},
		{"olga", command("report LIL")},
		{"olga", command("report someday")},
		{"maria", press(desk.ActAck, rom(1), "", 0)},
		{"maria", press(desk.ActSplit, rom(1), "999", 0)},
		{"maria", press(desk.ActSeparate, rom(1), "", 0)},
		{"maria", press(desk.ActAttach, rom(1), "2", 0)},
		{"maria", press(desk.ActAttach, rom(3), "3", 0)},
		{"maria", press(desk.ActRate, rom(2), "9", 0)},
		{"maria", press(desk.ActClose, rom(1), "", 0)},
		{"lilia", press(desk.ActNew, desk.Key{}, desk.HeldArg("ROM", 1), 0)},
		{"john", press(desk.ActNew, desk.Key{}, desk.HeldArg("ROM", 1), 0)},
		{"maria", press(desk.ActNew, desk.Key{}, desk.HeldArg("ROM", 999), 0)},
		{"vera", press(desk.ActUndo, rom(1), "1", 0)},
		{"vera", press(desk.ActReply, rom(999), "", 0)},
		{"vera", press("launch", rom(1), "", 0)},
		{"vera", submitted(desk.ActResolve, rom(2), "Снова")},
		{"vera", submitted(desk.ActResolve, rom(1), "")},
		{"maria", submitted(desk.ActReply, rom(1), "Мы вас взломали")},
		{"vera", submitted("launch", rom(1), "Готово")},
	} {
		was := k.trace()
		in := k.private(c.who)
		reply := k.does(c.who, in, c.do)
		if diff := cmp.Diff(was, k.trace()); diff != "" {
			t.Errorf("%s does %+v, which is refused and leaves a trace:\n%s", c.who, c.do, diff)
		}
		told := 0
		if reply.Toast != "" || reply.Card != nil {
			told++
		}
		for _, l := range k.Post() {
			if _, ok := l.Facts.(notice.Sentence); !ok || l.To != in.Address {
				t.Errorf("%s does %+v, and %s is told %s", c.who, c.do, l.To, l.Kind)
			}
			told++
		}
		if told != 1 {
			t.Errorf("%s does %+v and is told %d sentences, want why not", c.who, c.do, told)
		}
	}
}

func TestARefusedEventIsHandledOnce(t *testing.T) {
	t.Parallel()
	k := open(t)
	key := k.fresh()
	k.Post()
	in := k.private("vera")
	ev := desk.Event{
		ID: "telegram:1", At: k.Now(), In: in, From: desk.Sender{Account: k.account("vera", ""), Name: "vera"},
		Body: desk.Asked{Command: "resume", Args: key.String(), Message: k.Message(in.Address)},
	}
	for n := range 2 {
		if _, err := k.engine.Handle(t.Context(), ev); err != nil {
			t.Fatal(err)
		}
		said := k.Post()
		if n == 0 && (len(said) != 1 || said[0].Facts.(notice.Sentence).ID != notice.RefusedNotWaiting) || n > 0 && len(said) > 0 {
			t.Errorf("the %d. time that it comes it is answered with %+v", n+1, said)
		}
		k.runs("anna", k.private("anna"), "wait "+key.String()+" vendor") // now it could be done
	}
	if got := k.Ticket(key).State; got != desk.WaitingVendor {
		t.Errorf("the ticket is %s: what was refused was done when it came again", got)
	}
}

// A fragile classifier panics at some words.
type fragile struct{ testdesk.Words }

func (f fragile) Guess(project, text string) classify.Guess {
	if strings.Contains(text, "секрет") {
		panic("nobody expects " + text)
	}
	return f.Words.Guess(project, text)
}

func TestAPanicEndsItsTurnAndNothingElse(t *testing.T) {
	t.Parallel()
	k := open(t)
	var log strings.Builder
	k.engine = conversations.New(conversations.Config{
		Tickets: k.Tickets, Clock: k, Log: slog.New(slog.NewTextHandler(&log, nil)), Classifier: fragile{},
	})
	was := k.Tables()
	in := k.private("maria")
	_, err := k.engine.Handle(context.Background(), desk.Event{
		ID: "telegram:1", At: k.Now(), In: in, From: desk.Sender{Account: k.account("maria", ""), Name: "Мария"},
		Body: desk.Said{Message: k.Message(in.Address), Text: "Вот секрет", ToBot: true},
	})
	if !errors.Is(err, desk.ErrBroken) {
		t.Errorf("got %v, want that it is broken", err)
	}
	if diff := cmp.Diff(was, k.Tables()); diff != "" {
		t.Errorf("the turn left a trace:\n%s", diff)
	}
	if !strings.Contains(log.String(), "a turn panics") || !strings.Contains(log.String(), "fragile") || strings.Contains(log.String(), "секрет") {
		t.Errorf("the log says where it broke, and no customer's words:\n%s", log.String())
	}
	k.says("maria", in, "Не печатает принтер")
	if k.opened() != 1 {
		t.Error("nothing goes on after the panic")
	}
}
