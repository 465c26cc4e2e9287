package conversations_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// sentences counts what was said at a place by the ids of sentences and the kinds of cards.
func (k *talk) sentences(at desk.Address) map[string]int {
	k.t.Helper()
	said := map[string]int{}
	for _, l := range k.Post() {
		if l.To == at {
			said[answer([]testdesk.Letter{l})]++
		}
	}
	return said
}

func (k *talk) utterances(key desk.Key) []desk.Utterance {
	k.t.Helper()
	id := k.Ticket(key).ID
	return testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) { return tx.Utterances(ctx, id) })
}

func TestAPersonsRequestsOfAMinuteAreGatheredInTheLast(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("maria")
	k.says("maria", in, "Не печатает принтер")
	k.Pass(3 * time.Minute)
	k.says("maria", in, "и сканер")
	added := k.utterances(rom(1))[1].ID
	for n := range 20 {
		k.does("maria", in, desk.Asked{Command: "new", Args: fmt.Sprintf("Закончилась бумага %d", n), Message: k.Message(in.Address)})
	}
	if got := k.opened(); got != 11 {
		t.Errorf("%d tickets are open, want one and ten of a minute", got)
	}
	if got := len(k.utterances(rom(11))); got != 11 {
		t.Errorf("the last has %d messages, want its own and the ten that were too many", got)
	}
	if got := k.sentences(in.Address)[notice.Gathered]; got != 1 {
		t.Errorf("maria is told %d times, want once", got)
	}
	if reply := k.presses("maria", in, desk.ActSplit, rom(1), fmt.Sprint(added)); reply.Toast == "" || k.opened() != 11 || len(k.utterances(rom(1))) != 2 {
		t.Errorf("split off in the same minute: told %q, %d tickets", reply.Toast, k.opened())
	}
	k.Pass(time.Minute)
	k.presses("maria", in, desk.ActSplit, rom(1), fmt.Sprint(added))
	k.does("maria", in, desk.Asked{Command: "new", Args: "Закончились чеки", Message: k.Message(in.Address)})
	if got := k.opened(); got != 13 {
		t.Errorf("a minute later %d tickets are open, want 13", got)
	}
}

func TestAFormsWordsAreNotLostInABadMinute(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("john")
	for n := range 12 {
		k.does("john", in, desk.Submitted{Act: desk.ActNew, Values: map[string]string{"text": fmt.Sprintf("Не печатает касса %d", n)}})
	}
	if got := len(k.utterances(rom(10))); k.opened() != 10 || got != 3 {
		t.Errorf("%d tickets are open and the last has %d messages, want 10 and 3", k.opened(), got)
	}
}

func TestAPersonsMessagesOfAMinuteReachTheThreadAtAPace(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("maria")
	k.says("maria", in, "Не печатает принтер")
	for n := range 60 {
		k.says("maria", in, fmt.Sprintf("опять %d", n))
	}
	relayed := func() (n int) {
		for _, l := range k.Post() {
			if l.Kind == (notice.CustomerSaid{}).Kind() && l.To.Root() == firstLine.Address {
				n++
			}
		}
		return n
	}
	if got := relayed(); got != 29 {
		t.Errorf("%d are relayed at once, want 29 and the request make 30", got)
	}
	k.Pass(30 * time.Second)
	if got := relayed(); got != 15 {
		t.Errorf("half a minute later %d, want 15", got)
	}
	k.Pass(time.Minute)
	if got := relayed(); got != 16 || len(k.utterances(rom(1))) != 61 {
		t.Errorf("%d more and %d are kept, want 16 and all 61", got, len(k.utterances(rom(1))))
	}
}

func TestAStrangerIsAnsweredOnceAnHour(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("stranger")
	for range 100 {
		k.says("stranger", in, "Не работает касса")
	}
	if got := k.sentences(in.Address); got["stranger"] != 1 || len(got) != 1 {
		t.Errorf("a stranger who writes a hundred times is told %v, want once how to join", got)
	}
	k.does("stranger", in, desk.Asked{Command: "whoami", Message: k.Message(in.Address)})
	if got := k.sentences(in.Address); got["who_am_i"] != 1 {
		t.Errorf("asked who they are, they are told %v", got)
	}
	k.does("stranger", in, desk.Asked{Command: "start", Args: "abcdefgh", Message: k.Message(in.Address)})
	for _, l := range k.runs("anna", k.private("anna"), "invite ROM staff") {
		if made, ok := l.Facts.(notice.Invitation); ok {
			k.does("stranger", in, desk.Asked{Command: "start", Args: made.Code, Message: k.Message(in.Address)})
		}
	}
	if got := k.sentences(in.Address); got["welcome"] != 1 {
		t.Errorf("who joins is told %v, want a welcome", got)
	}
	k.Pass(time.Hour)
	k.says("stranger", in, "Не работает касса")
	if got := k.sentences(in.Address); got["receipt"] != 1 {
		t.Errorf("who has joined is told %v, want a receipt", got)
	}
}

func TestPeopleOfAChatThatNobodyBoundAreNotStored(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1009"}}
	meet := func(account string) desk.PersonID {
		return testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) (desk.PersonID, error) {
			p, err := tx.PersonOf(ctx, desk.Person{Account: desk.Account{Platform: desk.Telegram, ID: account}}, k.Now())
			return p.ID, err
		})
	}
	first := meet("9992") // people are numbered in the order of their first message
	for n := range 20 {
		m := k.says("guest", in, "Привет", func(s *desk.Said) { s.ToBot = n%2 == 0 })
		k.does("guest", in, desk.Edited{Message: m, Text: "Пока"})
		k.does("guest", in, desk.Reacted{Message: m, Emoji: "👍"})
		k.does("guest", in, desk.Deleted{Message: m})
	}
	if got := k.sentences(in.Address); got[notice.ChatUnbound] != 1 {
		t.Errorf("the chat is told %v, want once what it is", got)
	}
	if got := meet("9993"); got != first+1 {
		t.Errorf("%d people of that chat are stored", got-first-1)
	}
}

func TestRequestsOfOneMessageStayTogetherInABadMinute(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("maria")
	k.says("maria", in, "- Не входит в кабинет\n- Не печатает принтер\n- Не видно остатков")
	for n := range 9 {
		k.does("maria", in, desk.Asked{Command: "new", Args: fmt.Sprintf("Закончилась бумага %d", n), Message: k.Message(in.Address)})
	}
	was := k.Ticket(rom(1))
	reply := k.presses("maria", in, desk.ActSeparate, rom(1), "")
	if got := k.Ticket(rom(1)); reply.Toast == "" || k.opened() != 10 || len(k.utterances(rom(10))) != 1 || got.Text != was.Text || !got.Several() {
		t.Errorf("separated in the same minute: told %q, %d tickets, the message is %q", reply.Toast, k.opened(), got.Text)
	}
	k.Pass(time.Minute)
	k.presses("maria", in, desk.ActSeparate, rom(1), "")
	if got := k.opened(); got != 12 {
		t.Errorf("a minute later %d tickets are open, want 12", got)
	}
}
