package conversations_test

import (
	"strings"
	"testing"

	"vakhta/desk"
)

const twoSecrets = "Привет!\n- Не входит, пароль: zebra7712\n- Не печатает, пароль: tiger3318\nСпасибо"

// separated has maria ask for two things in one message, and say that they are two.
func separated(t *testing.T) (*talk, desk.MessageRef) {
	t.Helper()
	k := open(t)
	at := k.says("maria", k.private("maria"), twoSecrets)
	k.Post()
	k.presses("maria", k.private("maria"), desk.ActSeparate, rom(1), "")
	k.Post()
	if k.opened() != 2 {
		t.Fatalf("%d tickets, want 2", k.opened())
	}
	return k, at
}

func TestSeparateRequestsKeepTheirOwnWordsAndSecrets(t *testing.T) {
	t.Parallel()
	k, _ := separated(t)
	for n, want := range map[int]struct{ has, not, secret string }{
		1: {"Не входит", "Не печатает", "zebra7712"},
		2: {"Не печатает", "Не входит", "tiger3318"},
	} {
		text := k.Ticket(rom(n)).Text
		if !strings.Contains(text, want.has) || strings.Contains(text, want.not) || strings.Contains(text, want.secret) {
			t.Errorf("%s says %q", rom(n), text)
		}
		k.runs("anna", k.private("anna"), "ack "+rom(n).String())
		k.Post()
		reply := k.presses("anna", k.private("anna"), desk.ActUnmask, rom(n), "")
		if shown := reply.Toast + k.cardText(reply); !strings.Contains(shown, want.secret) {
			t.Errorf("what is hidden in %s is shown as %q, want %s", rom(n), shown, want.secret)
		}
	}
}

// cardText is what the card of a reply says.
func (k *talk) cardText(r desk.Reply) string {
	if r.Card == nil {
		return ""
	}
	return strings.Join(append([]string{r.Card.Lead}, r.Card.Lines...), "\n")
}

func TestADeletedMessageIsErasedFromAllTicketsThatItBecame(t *testing.T) {
	t.Parallel()
	k, at := separated(t)
	k.does("maria", k.private("maria"), desk.Deleted{Message: at})
	for n := range 2 {
		if text := k.Ticket(rom(n + 1)).Text; strings.Contains(text, "печатает") || strings.Contains(text, "входит") {
			t.Errorf("%s still says %q", rom(n+1), text)
		}
	}
}

func TestAnEditReachesTheTicketWhoseWordsChanged(t *testing.T) {
	t.Parallel()
	k := open(t)
	at := k.says("maria", k.private("maria"), "- Не входит в кабинет\n- Не печатает принтер")
	k.presses("maria", k.private("maria"), desk.ActSeparate, rom(1), "")
	k.does("maria", k.private("maria"), desk.Edited{Message: at, Text: "- Не входит в кабинет с утра\n- Не печатает принтер"})
	if first, second := k.Ticket(rom(1)).Text, k.Ticket(rom(2)).Text; !strings.Contains(first, "с утра") || second != "Не печатает принтер" {
		t.Errorf("after an edit of the first they say %q and %q", first, second)
	}
	k.does("maria", k.private("maria"), desk.Edited{Message: at, Text: "- Не входит в кабинет с утра\n- Не печатает принтер чеков"})
	if second := k.Ticket(rom(2)).Text; !strings.Contains(second, "чеков") {
		t.Errorf("after an edit of the second it says %q", second)
	}
}
