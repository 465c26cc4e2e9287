package conversations_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

func TestAHandleWhoseAccountsAreOthersIsANewPerson(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	first := k.private("maria")
	theirs := k.fresh()
	noc := k.fresh()
	k.runs("anna", k.private("anna"), "assign "+noc.String()+" noc")
	k.Post()
	k.hires(t, slices.Concat(twoShops, []string{
		"telegram: 7001", "telegram: 7002", "staff: [maria, john]", "staff: [john]", "staff: [lilia]", "staff: [lilia, maria]",
		"telegram: 5009, slack: U0NOC", "telegram: 5010",
	})...)
	for range 2 { // at each start, and another replica's
		if err := k.service.Reidentify(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := k.Ticket(noc); got.State != desk.New || got.Assignee != "" {
		t.Errorf("%s is %s and %q has it: it is not the new noc's to do", noc, got.State, got.Assignee)
	}
	second := k.private("maria")
	for _, command := range []string{"status " + theirs.String(), "my"} {
		said := k.runs("maria", second, command)
		if text := testdesk.Show(said[len(said)-1].Card); strings.Contains(text, "Не печатает") {
			t.Errorf("the second maria gives /%s and reads\n%s", command, text)
		}
	}
	k.says("maria", second, "Закончились коробки")
	mine := desk.Key{Project: "LIL", Number: 1}
	if got := k.Ticket(mine).Requester.Account; got != k.account("maria", "") {
		t.Fatalf("%s is of %s", mine, got)
	}
	k.Post()
	k.events++
	if _, err := k.engine.Handle(t.Context(), desk.Event{
		ID: "first", At: k.Now(), In: first, From: desk.Sender{Account: desk.Account{Platform: desk.Telegram, ID: "7001"}, Name: "Мария"},
		Body: desk.Asked{Command: "status", Args: mine.String(), Message: k.Message(first.Address)},
	}); err != nil {
		t.Fatal(err)
	}
	for _, l := range k.Post() {
		if l.To == first.Address && answer([]testdesk.Letter{l}) != notice.RefusedNotFound {
			t.Errorf("the first maria is told %s:\n%s", l.Kind, testdesk.Show(l.Card))
		}
	}
}

func TestAnAccountThatWasTakenFromAHandleIsNobodysOfTheDesk(t *testing.T) {
	t.Parallel()
	k := open(t)
	vera := desk.Account{Platform: desk.Slack, ID: "U0VERA"}
	key := k.fresh()
	k.does("vera", firstLine, desk.Asked{Command: "ack", Args: key.String()}) // on Slack
	k.runs("vera", k.private("vera"), "status "+key.String())                 // and on Telegram
	k.hires(t, "telegram: 5003, slack: U0VERA", "telegram: 5003")
	if err := k.service.Reidentify(t.Context()); err != nil {
		t.Fatal(err)
	}
	who := func(a desk.Account) desk.Person {
		return testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) (desk.Person, error) {
			return tx.PersonOf(ctx, desk.Person{Account: a, Name: "somebody"}, k.Now())
		})
	}
	same, lost := who(k.account("vera", "")), who(vera)
	if same.Handle != "vera" || lost.Handle != "" || lost.ID == same.ID {
		t.Errorf("telegram's vera is %+v, and who comes with her old account is %+v", same, lost)
	}
	if got := k.Ticket(key).Assignee; got != "vera" {
		t.Errorf("%q has %s, want vera still", got, key)
	}
}
