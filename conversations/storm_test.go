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
	k.runs("anna", k.private("anna"), "priority "+rom(2).String()+" P2 yes")
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

func TestATicketIsLinkedByHandAndUnlinked(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", k.private("maria"), "Шторм pay")
	k.runs("anna", k.private("anna"), "ack "+rom(1).String())
	k.runs("maria", k.private("maria"), "new Шторм price")
	k.runs("john", k.private("john"), "new P2 price")
	k.runs("anna", k.private("anna"), "link "+rom(3).String()+" "+rom(2).String())
	k.runs("anna", k.private("anna"), "link "+rom(2).String()+" "+rom(1).String())
	lead, linked, its := k.Ticket(rom(1)), k.Ticket(rom(2)), k.Ticket(rom(3))
	if linked.Lead != lead.ID || linked.Assignee != "anna" || linked.Copies[0].Why != desk.ReasonLinked {
		t.Errorf("the ticket is linked to %d, of %q, with copies %+v", linked.Lead, linked.Assignee, linked.Copies)
	}
	if its.Lead != lead.ID {
		t.Errorf("what was linked to it is linked to %d; want the same lead, %d", its.Lead, lead.ID)
	}
	k.runs("anna", k.private("anna"), "unlink "+rom(2).String())
	if own := k.Ticket(rom(2)); own.Lead != 0 || own.Copies[0].Why != desk.ReasonNew {
		t.Errorf("the unlinked ticket is linked to %d, with copies %+v", own.Lead, own.Copies)
	}
}

func TestATicketThatMustBeSeenIsNotLinked(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", k.private("maria"), "Шторм pay")
	k.says("john", k.private("john"), "Шторм pay")
	k.runs("maria", k.private("maria"), "new Шторм price")
	k.runs("anna", k.private("anna"), "priority "+rom(1).String()+" P2 yes")
	for _, tt := range []struct{ ticket, lead int }{
		{3, 1}, // it is more urgent
		{1, 2}, // the lead is linked itself
		{2, 1}, // it is linked already
		{3, 9}, // there is no such ticket
	} {
		before := k.Ticket(rom(tt.ticket)).Lead
		k.runs("anna", k.private("anna"), "link "+rom(tt.ticket).String()+" "+rom(tt.lead).String())
		if after := k.Ticket(rom(tt.ticket)).Lead; after != before {
			t.Errorf("/link %s %s linked it to %d", rom(tt.ticket), rom(tt.lead), after)
		}
	}
}

func TestWhatIsDoneToALeadReachesItsTickets(t *testing.T) {
	t.Parallel()
	k := open(t)
	k.says("maria", k.private("maria"), "Шторм pay")
	k.says("john", k.private("john"), "Шторм pay")
	for _, step := range []struct {
		command  string
		state    desk.State
		assignee desk.EngineerID
	}{
		{"ack ROM-1", desk.InProgress, "anna"},
		{"assign ROM-1 boris", desk.InProgress, "boris"},
		{"wait ROM-1 vendor", desk.WaitingVendor, "boris"},
		{"resume ROM-1", desk.InProgress, "boris"},
	} {
		k.runs("anna", k.private("anna"), step.command)
		for n := range 2 {
			if got := k.Ticket(rom(n + 1)); got.State != step.state || got.Assignee != step.assignee {
				t.Errorf("after %s, %s is %s of %q; want %s of %q", step.command, got.Key, got.State, got.Assignee, step.state, step.assignee)
			}
		}
	}
}

func TestATicketWhoseLeadsShopIsGoneHasItsOwnCard(t *testing.T) {
	t.Parallel()
	people := "  lilia: {name: Лилия Цветкова, telegram: 7100}\n  maria: {"
	lily := "projects:\n  LIL: {name: Лилия, contract: gold, line_1: first-line, managers: [olga], staff: [lilia]}"
	k := open(t, "  maria: {", people, "projects:", lily)
	k.says("lilia", k.private("lilia"), "Шторм pay")
	k.runs("maria", k.private("maria"), "new Шторм price")
	k.runs("anna", k.private("anna"), "link "+rom(1).String()+" LIL-1")
	if k.Ticket(rom(1)).Lead == 0 {
		t.Fatal("the ticket is not linked to the other shop's")
	}
	k.hires(t, "  maria: {", people)
	for range 2 { // at each start, and another replica's
		if err := k.service.FreeStranded(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if own := k.Ticket(rom(1)); own.Lead != 0 || own.Copies[0].Why != desk.ReasonNew {
		t.Errorf("the ticket is still linked to %d, with copies %+v", own.Lead, own.Copies)
	}
}
