package conversations_test

import (
	"context"
	"slices"
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
