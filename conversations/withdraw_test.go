package conversations_test

import (
	"errors"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// mustNotReach fails for each letter about a ticket, or with a list of tickets, that reaches a chat.
func (k *talk) mustNotReach(t *testing.T, at desk.Address) {
	t.Helper()
	for _, l := range k.Post() {
		if card, work := l.Facts.(notice.WorkCard); l.To != at || work && card.Over {
			continue
		}
		if l.Ticket != 0 || strings.Contains(testdesk.Show(l.Card), "ROM-") {
			t.Errorf("%s reaches %s: %s", l.Kind, at, testdesk.Show(l.Card))
		}
	}
}

func TestWhatWaitsForWhoLeavesIsWithdrawn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		ends func(k *talk)
	}{
		{"removed", func(k *talk) {
			k.presses("anna", k.private("anna"), desk.ActRemove, desk.Key{}, desk.HeldArg("ROM", int64(k.Ticket(rom(1)).Requester.ID)))
		}},
		{"they leave the chat", func(k *talk) { k.does("guest", group, desk.Left{}) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := open(t, twoShops...)
			in := k.private("guest")
			k.says("guest", group, "Добрый день")
			k.says("guest", in, "Не открывается касса")
			k.Post()
			k.does("guest", in, desk.Asked{Command: "my", Message: k.Message(in.Address)})
			k.does("vera", firstLine, submitted(desk.ActReply, rom(1), "Новый пароль hunter2"))
			c.ends(k)
			k.mustNotReach(t, in.Address)
		})
	}
}

func TestWhatWaitsForAnEngineerWhoIsRemovedIsWithdrawn(t *testing.T) {
	t.Parallel()
	k := open(t)
	lida := k.joins("9003", "Лида Сон")
	key := k.fresh()
	k.runs("anna", k.private("anna"), "assign "+key.String()+" Лида Сон")
	k.runsAs(lida, "whoami")
	k.says("maria", k.private("maria"), "Мой пароль hunter2")
	k.does("vera", firstLine, desk.Asked{Command: "note", Args: key.String() + " Клиент путает кассы", Message: k.Message(firstLine.Address)})
	k.presses("anna", k.private("anna"), desk.ActRemove, desk.Key{}, desk.HeldArg("ROM", int64(must(lida.id.Joined()))))
	k.mustNotReach(t, lida.account.Private())
}

func TestAnEngineerWhoBecomesStaffIsAnEngineerNoMore(t *testing.T) {
	t.Parallel()
	k := open(t)
	lida := k.joins("9003", "Лида Сон")
	key := k.fresh()
	k.runs("anna", k.private("anna"), "assign "+key.String()+" Лида Сон")
	for _, l := range k.runs("anna", k.private("anna"), "invite ROM staff") {
		if made, ok := l.Facts.(notice.Invitation); ok {
			k.runsAs(lida, "start "+made.Code)
		}
	}
	k.says("maria", k.private("maria"), "Мой пароль hunter2")
	k.does("vera", firstLine, desk.Asked{Command: "note", Args: key.String() + " Клиент путает кассы", Message: k.Message(firstLine.Address)})
	k.mustNotReach(t, lida.account.Private())
	if got := k.Ticket(key); got.Assignee == lida.id || len(got.Copies) != 1 {
		t.Errorf("%q has it, and its cards are at %+v", got.Assignee, got.Copies)
	}
}

func TestWhatWaitsForWhoIsNotInDeskYAMLAnyMoreIsWithdrawn(t *testing.T) {
	t.Parallel()
	k := open(t)
	key := k.fresh()
	k.runs("vera", k.private("vera"), "assign "+key.String()+" noc")
	k.does("vera", firstLine, submitted(desk.ActReply, key, "Новый пароль hunter2"))
	k.does("vera", firstLine, desk.Asked{Command: "note", Args: key.String() + " Клиент путает кассы", Message: k.Message(firstLine.Address)})
	k.hires(t, "staff: [maria, john]", "staff: [john]", "[noc]", "[]")
	if err := errors.Join(k.service.HandBack(t.Context()), k.service.WithdrawFromLeavers(t.Context())); err != nil {
		t.Fatal(err)
	}
	said := k.Post()
	for _, who := range []string{"maria", "noc"} {
		for _, l := range said {
			if card, work := l.Facts.(notice.WorkCard); l.To == k.private(who).Address && (!work || !card.Over) {
				t.Errorf("%s reaches %s: %s", l.Kind, who, testdesk.Show(l.Card))
			}
		}
	}
}
