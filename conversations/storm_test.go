package conversations_test

import (
	"testing"
	"time"

	"vakhta/desk"
)

func TestReportsOfSeveralPeopleAreLinkedToTheFirst(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", k.private("maria"), "Шторм pay")
	k.Pass(time.Minute)
	k.says("john", k.private("john"), "Шторм pay")
	k.Pass(29 * time.Minute)
	k.runs("maria", k.private("maria"), "new Шторм price")
	lead, linked, other := k.Ticket(rom(1)), k.Ticket(rom(2)), k.Ticket(rom(3))
	if lead.Lead != 0 || linked.Lead != lead.ID || other.Lead != 0 {
		t.Fatalf("the tickets are linked to %d, %d, %d (%q); want the second to the first, %d", lead.Lead, linked.Lead, other.Lead, lead.Fault, lead.ID)
	}
	k.runs("anna", k.private("anna"), "priority "+rom(2).String()+" P2")
	if k.Ticket(rom(2)).Lead == 0 {
		t.Error("what became less urgent left the major incident")
	}
	k.runs("anna", k.private("anna"), "priority "+rom(2).String()+" P1")
	if k.Ticket(rom(2)).Lead != 0 {
		t.Error("what became more urgent is still under another ticket's card")
	}
}

func TestAWithdrawnLeadHandsItsMajorIncidentOver(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", k.private("maria"), "Шторм pay")
	k.says("john", k.private("john"), "Шторм pay")
	k.presses("maria", k.private("maria"), desk.ActCancel, rom(1), "yes")
	if heir := k.Ticket(rom(2)); heir.Lead != 0 || heir.Copies[0].Why != desk.ReasonNew {
		t.Errorf("the other ticket is linked to %d, its copies are %+v", heir.Lead, heir.Copies)
	}
}
