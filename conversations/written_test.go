package conversations_test

import (
	"testing"

	"vakhta/desk"
	"vakhta/notice"
)

func TestHowCommandsMayBeWritten(t *testing.T) {
	t.Parallel()
	k := open(t)
	for _, c := range []struct {
		command string
		want    string
		then    func(*desk.Ticket) bool
	}{
		{"status rom-1", "status", nil},
		{"status   ROM-1  ", "status", nil},
		{"status 1", notice.RefusedNoTicketHere, nil},
		{"assign ROM-1 @Boris", notice.DoneAssigned, func(t *desk.Ticket) bool { return t.Assignee == "boris" }},
		{"assign ROM-1\n Анна Ким", notice.DoneAssigned, func(t *desk.Ticket) bool { return t.Assignee == "anna" }},
		{"assign ROM-1", notice.RefusedNeedPerson, nil},
		{"assign ROM-1 boris now", notice.RefusedUnknownPerson, nil},
		{"assign ROM-1 олег", notice.RefusedUnknownPerson, nil},
		{"assign ROM-1 olga", notice.RefusedUnknownPerson, nil}, // not an engineer
		{"wait ROM-1 vendor ждём запчасть", notice.DoneWaitingRuns, func(t *desk.Ticket) bool { return t.State == desk.WaitingVendor }},
		{"wait ROM-1 пришлите фото", notice.DoneWaiting, func(t *desk.Ticket) bool { return t.State == desk.WaitingCustomer }},
		{"wait ROM-1\tПодрядчик\nждём запчасть", notice.DoneWaitingRuns, func(t *desk.Ticket) bool { return t.State == desk.WaitingVendor }},
		{"priority ROM-1 критический", notice.DonePriority, func(t *desk.Ticket) bool { return t.Priority == desk.P1 }},
		{"type ROM-1 service request", notice.DoneType, func(t *desk.Ticket) bool { return t.Type == desk.ServiceRequest }},
		{"type ROM-1 запрос на обслуживание", notice.DoneType, func(t *desk.Ticket) bool { return t.Type == desk.ServiceRequest }},
		{"priority ROM-1 p2 да", notice.DonePriority, func(t *desk.Ticket) bool { return t.Priority == desk.P2 }},
		{"priority ROM-1 P5", notice.RefusedUnknownPriority, nil},
		{"type ROM-1 Change_Request", notice.DoneType, func(t *desk.Ticket) bool { return t.Type == desk.ChangeRequest }},
		{"type ROM-1 wish", notice.RefusedUnknownType, nil},
		{"resolve ROM-1", notice.RefusedNeedText, nil},
		{"note ROM-1", notice.RefusedNeedText, nil},
		{"merge ROM-1 rom-1", notice.RefusedUsage, nil},
		{"report rom", notice.RefusedForbidden, nil},
		{"resolve rom-1 Заменили ленту 🖨", notice.DoneResolved, func(t *desk.Ticket) bool { return t.Resolution == "Заменили ленту 🖨" }},
	} {
		if k.opened() == 0 {
			k.fresh()
		}
		if got := answer(k.runs("vera", k.private("vera"), c.command)); got != c.want {
			t.Errorf("/%s is answered with %q, want %q", c.command, got, c.want)
		}
		if c.then != nil && !c.then(k.Ticket(rom(1))) {
			t.Errorf("after /%s the ticket is %+v", c.command, k.Ticket(rom(1)))
		}
	}
	for args, want := range map[string]string{"": "report", "rom": "report", "week rom": "report", "за неделю": "report", "Сегодня ROM": "report", "ROM 2026-Q4": "report", "2026-13": notice.RefusedPeriod, "2199": notice.RefusedFuture, "rom 2199 pdf": notice.RefusedFuture, "rom pdf": "report_file"} {
		if got := answer(k.runs("olga", k.private("olga"), "report "+args)); got != want {
			t.Errorf("/report %s is answered with %q, want %q", args, got, want)
		}
	}
}

func TestAMentionIsThatPerson(t *testing.T) {
	t.Parallel()
	k := open(t)
	key := k.fresh()
	in := k.private("vera")
	for _, c := range []struct {
		args      string
		mentioned desk.Mention
		want      desk.EngineerID // who has it then
	}{
		{"@Боря Ли", desk.Mention{Account: k.account("boris", ""), Name: "Боря Ли"}, "boris"},
		{"Аня", desk.Mention{Account: k.account("anna", desk.Telegram), Name: "Аня"}, "anna"},
		{"@boris", desk.Mention{Account: k.account("vera", ""), Name: "boris"}, "vera"}, // whatever they call themselves
		{"@olga", desk.Mention{Account: k.account("olga", ""), Name: "olga"}, "vera"},   // not an engineer
		{"@Somebody", desk.Mention{Account: desk.Account{Platform: desk.Telegram, ID: "9"}, Name: "Somebody"}, "vera"},
	} {
		k.does("vera", in, desk.Asked{
			Command: "assign", Args: key.String() + " " + c.args, Message: k.Message(in.Address), Mentions: []desk.Mention{c.mentioned},
		})
		if got := k.Ticket(key).Assignee; got != c.want {
			t.Errorf("/assign %s: %q has it, want %q", c.args, got, c.want)
		}
	}
}

func TestACommandAfterTheBotsNameIsDoneInAThread(t *testing.T) {
	t.Parallel()
	k := open(t)
	ch := &chat{talk: k, key: k.fresh(), place: k.private("maria"), who: "maria"}
	ch.read()
	called := func(s *desk.Said) { s.Called, s.ToBot = true, true }
	k.says("anna", ch.thread(), "resolve Починили", ch.inThread) // nobody was called: it is a note
	if got := k.Ticket(ch.key); got.State != desk.New {
		t.Fatalf("after a note the ticket is %s", got.State)
	}
	k.says("anna", ch.thread(), "спасибо, занимаюсь", ch.inThread, called) // not a command
	k.says("anna", ch.thread(), "ACK", ch.inThread, called)
	if got := k.Ticket(ch.key); got.Assignee != "anna" {
		t.Errorf("%q has the ticket, want anna", got.Assignee)
	}
	k.says("anna", ch.thread(), "/resolve  Починили", ch.inThread, called)
	if got := k.Ticket(ch.key); got.State != desk.Resolved || got.Resolution != "Починили" {
		t.Errorf("the ticket is %s with %q", got.State, got.Resolution)
	}
	k.says("maria", group, "resolve Починили", called) // the shop's words to the bot are a request
	if got := k.opened(); got != 2 {
		t.Errorf("%d tickets, want a second one of the shop's words", got)
	}
}
