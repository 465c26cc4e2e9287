package conversations_test

import (
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// asksLater gives a command in private after an hour: strangers get an answer once an hour.
func (k *talk) asksLater(who, command string) string {
	k.t.Helper()
	k.Pass(time.Hour)
	return answer(k.runs(who, k.private(who), command))
}

func TestWhoLeftAShopsChatIsStaffNoMore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		ends func(k *talk)
	}{
		{"they leave", func(k *talk) { k.does("guest", group, desk.Left{}) }},
		{"nobody sees them for a month", func(k *talk) { k.Pass(30*24*time.Hour + time.Minute) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := open(t, twoShops...)
			key := k.fresh()
			in := k.private("guest")
			if got := k.asksLater("guest", "status "+key.String()); got != notice.RefusedNotFound {
				t.Errorf("before, they are told %s of a ticket, want that there is none", got)
			}
			k.presses("guest", group, desk.ActMore, key, "")
			if got := k.asksLater("guest", "status "+key.String()); got != notice.RefusedNotFound {
				t.Errorf("after a press alone they are told %s of a ticket, want that there is none", got)
			}
			k.says("guest", group, "Не открывается касса", toBot)
			mine := k.Ticket(rom(k.opened()))
			if got := k.asksLater("guest", "status "+key.String()); got != "status" {
				t.Errorf("while they are there, they are told %s of a ticket, want it", got)
			}
			c.ends(k)
			for _, key := range []desk.Key{key, mine.Key} {
				if got := k.asksLater("guest", "status "+key.String()); got != notice.RefusedNotFound {
					t.Errorf("after it they are told %s of %s, want that there is none", got, key)
				}
			}
			k.runs("guest", in, "cancel "+mine.Key.String())
			if got := k.Ticket(mine.Key).State; got == desk.Cancelled {
				t.Error("they cancelled what they have no part in any more")
			}
			k.Post()
		})
	}
}

// hires starts the engine with another desk.yaml on the same store: the example with words replaced.
func (k *talk) hires(t testing.TB, oldnew ...string) {
	t.Helper()
	k.Desk = testdesk.Example(t, oldnew...).With(k.Desk.Platforms)
	k.wire(testdesk.Words{})
}

func TestWhoLeftTheEngineersReadsNothingMore(t *testing.T) {
	t.Parallel()
	k := open(t)
	key := k.fresh()
	k.runs("anna", k.private("anna"), "assign "+key.String()+" noc")
	noc := k.private("noc").Address
	k.Post()
	if len(k.Ticket(key).Copies) != 2 {
		t.Fatalf("noc has no card of their own: %+v", k.Ticket(key).Copies)
	}
	k.hires(t, "line_3: [noc]", "line_3: []")
	for i, text := range []string{"Мой пароль hunter2", "И ещё: не печатает второй"} {
		k.says("maria", k.private("maria"), text)
		var told []testdesk.Letter
		for _, l := range k.Post() {
			if l.To == noc {
				told = append(told, l)
			}
		}
		switch {
		case i == 0 && (len(told) != 1 || !strings.Contains(string(told[0].Kind), "work_card") || told[0].Card.Quote != "" || len(told[0].Card.Fields) > 0):
			t.Errorf("noc is told %+v, want a blank card and nothing else", told)
		case i > 0 && len(told) > 0:
			t.Errorf("noc is told %+v, want nothing any more", told)
		}
	}
}

func TestWhatTheyHadGoesBackToTheLine(t *testing.T) {
	t.Parallel()
	k := open(t)
	mine, waits, others := k.fresh(), k.fresh(), k.fresh()
	k.runs("anna", k.private("anna"), "assign "+mine.String()+" noc")
	k.runs("anna", k.private("anna"), "assign "+waits.String()+" noc")
	k.runs("anna", k.private("anna"), "wait "+waits.String()+" vendor")
	k.runs("anna", k.private("anna"), "ack "+others.String())
	k.hires(t, "line_3: [noc]", "line_3: []")
	for range 2 { // at each start, and another replica's
		if err := k.service.HandBack(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for key, want := range map[desk.Key]desk.State{mine: desk.New, waits: desk.New, others: desk.InProgress} {
		if got := k.Ticket(key); got.State != want || got.Assignee == "noc" {
			t.Errorf("%s is %s and %q has it, want it %s", key, got.State, got.Assignee, want)
		}
	}
	k.Post()
}

// removes makes anna remove somebody, and returns the last thing she is told.
func (k *talk) removes(called, project string) string {
	k.t.Helper()
	in := k.private("anna")
	for _, l := range k.runs("anna", in, "remove "+called+" "+project) {
		asked, ok := l.Facts.(notice.AskRemove)
		if !ok {
			continue
		}
		return sentence(k.presses("anna", in, desk.ActRemove, desk.Key{}, desk.HeldArg(project, int64(asked.Person))))
	}
	k.t.Fatalf("anna is not asked whether to remove %s", called)
	return ""
}

func TestAnEngineerWhoJoinedIsRemovedAndReadsNothingMore(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	lida := k.joins("9003", "Лида Сон")
	mine, waits, others := k.fresh(), k.fresh(), k.fresh()
	for _, key := range []desk.Key{mine, waits} {
		k.runs("anna", k.private("anna"), "assign "+key.String()+" Лида Сон")
	}
	k.runsAs(lida, "wait "+waits.String()+" vendor")
	k.runs("anna", k.private("anna"), "ack "+others.String())
	for _, who := range []string{"maria", "olga", "boris", "petr", "igor", "stranger"} { // forged
		in := k.private(who)
		k.presses(who, in, desk.ActRemove, desk.Key{}, desk.HeldArg("ROM", int64(must(lida.id.Joined()))))
		if got := answer(k.runs(who, in, "remove Лида Сон ROM")); got != notice.RefusedForbidden {
			t.Errorf("%s removes somebody and is told %s", who, got)
		}
	}
	if got := k.Ticket(mine).Assignee; got != lida.id {
		t.Fatalf("%q has it, want lida", got)
	}
	if told := k.removes("лида сон", "ROM"); !strings.Contains(told, "больше не в магазине") {
		t.Errorf("anna is told %q", told)
	}
	for key, want := range map[desk.Key]desk.State{mine: desk.New, waits: desk.New, others: desk.InProgress} {
		if got := k.Ticket(key); got.State != want || got.Assignee == lida.id {
			t.Errorf("%s is %s and %q has it, want it %s", key, got.State, got.Assignee, want)
		}
	}
	blanked := 0
	for _, l := range k.Post() {
		if l.To == lida.account.Private() {
			if card, ok := l.Facts.(notice.WorkCard); !ok || !card.Over || l.Card.Quote != "" {
				t.Errorf("lida is told %+v", l)
			}
			blanked++
		}
	}
	if blanked != 2 {
		t.Errorf("%d cards of lida's are blanked, want both", blanked)
	}
	k.says("maria", k.private("maria"), "Мой пароль hunter2")
	for _, l := range k.Post() {
		if l.To == lida.account.Private() {
			t.Errorf("lida is told %+v", l)
		}
	}
	for _, command := range []string{"status " + mine.String(), "queue", "ack " + mine.String()} {
		if got := k.runsAs(lida, command); got != notice.RefusedNotFound && got != notice.RefusedForbidden {
			t.Errorf("lida gives /%s and is answered by %s", command, got)
		}
	}
	if got := k.presses("anna", k.private("anna"), desk.ActRemove, desk.Key{}, desk.HeldArg("ROM", int64(must(lida.id.Joined())))); sentence(got) == "" {
		t.Error("a second press is answered by nothing")
	}
}

func must(id desk.PersonID, ok bool) desk.PersonID {
	if !ok {
		panic("not joined")
	}
	return id
}

func TestARequesterWhoLeftIsAnsweredNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		ends func(k *talk)
	}{
		{"removed", func(k *talk) { k.removes("guest", "ROM") }},
		{"they leave the chat", func(k *talk) { k.does("guest", group, desk.Left{}) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := open(t, twoShops...)
			in := k.private("guest")
			k.says("guest", group, "Добрый день")
			k.says("guest", in, "Не открывается касса")
			key := rom(k.opened())
			k.Post()
			c.ends(k)
			k.Post()
			if reply := k.does("vera", firstLine, submitted(desk.ActReply, key, "Новый пароль hunter2")); !strings.Contains(sentence(reply), "никто не прочитает") {
				t.Errorf("vera is told %q, want that nobody reads it", sentence(reply))
			}
			k.runs("vera", k.private("vera"), "resolve "+key.String()+" Пароль hunter2")
			for _, l := range k.Post() {
				if l.To == in.Address && l.Ticket != 0 {
					t.Errorf("they are told %s: %+v", l.Kind, l.Card)
				}
			}
			if got := k.Ticket(key).State; got != desk.Resolved {
				t.Errorf("it is %s, want it resolved", got)
			}
		})
	}
}

func TestWhatIsHeldOpensNothingForWhoLeft(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	in := k.private("guest")
	k.says("guest", group, "Добрый день")
	k.says("guest", in, "Хм")
	p := k.asked()
	k.does("guest", group, desk.Left{})
	if k.presses("guest", in, p.Action, p.Key, p.Arg); k.opened() != 0 {
		t.Error("somebody who has left the shop opened a ticket of it")
	}
}

func TestMembersAreListedToAdminsInPrivate(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	k.joins("9003", "Лида Сон")
	k.says("guest", group, "Добрый день")
	k.Post()
	list := k.runs("anna", k.private("anna"), "members ROM")
	if len(list) != 1 {
		t.Fatalf("anna is told %d things", len(list))
	}
	text := strings.ReplaceAll(testdesk.Show(list[0].Card), "\u00a0", " ")
	for _, want := range []string{"Лида Сон — инженер, по приглашению с 16 ноября", "guest — сотрудник магазина, из чата telegram:-1003000000003", "Boris Lee — инженер, в desk.yaml: boris"} {
		if !strings.Contains(text, want) {
			t.Errorf("the list doesn't say %q:\n%s", want, text)
		}
	}
	k.Pass(30*24*time.Hour + time.Minute)
	k.Post()
	if text := testdesk.Show(k.runs("anna", k.private("anna"), "members ROM")[0].Card); strings.Contains(text, "guest") {
		t.Errorf("after a month guest is listed:\n%s", text)
	}
	k.Post()
	k.does("anna", group, desk.Asked{Command: "members", Args: "ROM", Message: k.Message(group.Address)})
	for _, l := range k.Post() {
		if l.To != k.private("anna").Address {
			t.Errorf("%s goes to %s", l.Kind, l.To)
		}
	}
}

// Another human who gets a used handle gets nothing of the first one's, and the first one nothing of theirs.
