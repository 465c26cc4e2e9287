package conversations_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// asked returns the button that was offered last for a held message.
func (k *talk) asked() desk.Press {
	k.t.Helper()
	var found desk.Press
	for _, l := range k.Post() {
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				if _, _, held := desk.ParseHeldArg(b.Press.Arg); held && b.Press.Action == desk.ActNew {
					found = b.Press
				}
			}
		}
	}
	if found.Action == "" {
		k.t.Fatal("nothing is held")
	}
	return found
}

// sentence returns the text that somebody alone gets as the immediate answer.
func sentence(r desk.Reply) string {
	if r.Card != nil {
		return r.Card.Lead
	}
	return r.Toast
}

func TestAnotherCannotTouchWhatIsHeld(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	k.says("maria", k.private("maria"), "Хм")
	p := k.asked()
	for _, who := range []string{"stranger", "lilia", "petr", "john", "igor", "vera", "anna"} {
		theirs := k.presses(who, k.private(who), p.Action, p.Key, p.Arg)
		none := k.presses(who, k.private(who), p.Action, p.Key, desk.HeldArg("ROM", 1))
		if sentence(theirs) == "" || sentence(theirs) != sentence(none) {
			t.Errorf("%s is told %q of maria's message, and %q of none; want the same", who, sentence(theirs), sentence(none))
		}
	}
	k.says("lilia", k.private("lilia"), "Вянут розы")
	lilias := desk.Key{Project: "LIL", Number: 1}
	for _, who := range []string{"stranger", "lilia", "petr", "john", "igor", "vera", "anna"} {
		k.presses(who, k.private(who), desk.ActIgnore, desk.Key{}, p.Arg)
		k.presses(who, k.private(who), desk.ActAttach, lilias, p.Arg)
		k.presses(who, k.private(who), desk.ActAttach, lilias, strings.Replace(p.Arg, "ROM", "LIL", 1))
	}
	k.presses("maria", k.private("maria"), desk.ActAttach, lilias, p.Arg)
	if k.presses("maria", k.private("maria"), p.Action, p.Key, strings.Replace(p.Arg, "ROM", "LIL", 1)); k.opened() != 0 {
		t.Error("maria opened it for a shop that she has no part in")
	}
	if k.presses("maria", k.private("maria"), p.Action, p.Key, p.Arg); k.opened() != 1 {
		t.Errorf("maria opened %d tickets of her own message, want 1", k.opened())
	}
}

func TestAFormIsAnsweredInPrivate(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	everybody := desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: "C0EVERYBODY"}}
	for i, in := range []desk.Place{everybody, shop} {
		k.does("john", in, desk.Submitted{Act: desk.ActNew, Values: map[string]string{"text": "Секрет: не печатает касса"}})
		k.does("anna", firstLine, submitted(desk.ActReply, rom(i+1), "Новый пароль придёт письмом"))
		told := 0
		for _, l := range k.Post() {
			if l.To.Root() == in.Address {
				t.Errorf("%s goes to %s: %s", l.Kind, l.To, l.Card.Lead)
			}
			if l.To == k.account("john", desk.Slack).Private() {
				told++
			}
		}
		if told < 2 {
			t.Errorf("john is told %d times in private, want the receipt and the answer", told)
		}
	}
}

func TestAFormOfSomebodyWithoutAShopIsAnsweredAsAStranger(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := desk.Place{Address: k.account("stranger", desk.Slack).Private(), Private: true}
	reply := k.does("stranger", in, desk.Submitted{Act: desk.ActNew, Values: map[string]string{"text": "Не печатает касса"}})
	if reply.Card == nil && reply.Toast == "" || k.opened() != 0 {
		t.Errorf("a stranger is told %+v, and %d tickets are open; want a word and none", reply, k.opened())
	}
}

func TestWhatAPersonMakesIsBounded(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("maria")
	k.says("maria", in, "Не печатает принтер на складе")
	for range 10 {
		k.says("maria", in, strings.Repeat("журнал ", 580))
	}
	ticket := k.Ticket(rom(1))
	if got := len(ticket.Text); got > 16<<10 || got < 15<<10 {
		t.Errorf("the request takes %d bytes, want 16 KiB of them", got)
	}
	said := testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) {
		return tx.Utterances(ctx, ticket.ID)
	})
	if len(said) != 11 {
		t.Errorf("%d messages are kept, want all 11", len(said))
	}
	types := []string{"incident", "incident", "change_request", "change_request", "incident"}
	for _, of := range types {
		k.presses("maria", in, desk.ActType, rom(1), of)
	}
	k.presses("vera", firstLine, desk.ActType, rom(1), "change_request")
	made := testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) ([]desk.Correction, error) {
		return tx.Corrections(ctx, time.Time{}, 100)
	})
	if len(made) != 2 {
		t.Errorf("%d corrections are kept, want one of each person", len(made))
	}
	for _, c := range made {
		if len(c.Text) > 4<<10 {
			t.Errorf("a correction takes %d bytes, want 4 KiB at most", len(c.Text))
		}
	}
}

func TestAReportTellsNobodyWhichProjectsThereAre(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	for _, who := range []string{"olga", "boris"} {
		theirs, none := answer(k.runs(who, k.private(who), "report LIL")), answer(k.runs(who, k.private(who), "report XYZ"))
		if theirs != none {
			t.Errorf("%s is told %s of a shop that is another's, and %s of one that is not", who, theirs, none)
		}
	}
	for _, period := range []string{"9999-12", "0001-01-01..9999-12-31"} {
		if got := answer(k.runs("olga", k.private("olga"), "report ROM "+period)); got != notice.RefusedPeriod {
			t.Errorf("a report about %s is answered by %s", period, got)
		}
	}
}
