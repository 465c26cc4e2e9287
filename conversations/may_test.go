package conversations_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// The people of a desk with two shops. ROM-1 belongs to one of them.
var everybody = []string{"stranger", "lilia", "igor", "petr", "maria", "john", "olga", "vera", "anna"}

func TestWhoMayGiveWhichCommand(t *testing.T) {
	t.Parallel()
	const (
		no   = notice.RefusedForbidden
		none = notice.RefusedNotFound
	)
	k := open(t, twoShops...)
	// The columns: a stranger; staff, engineer and manager of the other shop; the requester, a colleague, the
	// manager, an engineer, and an engineer who is the desk's admin.
	for command, want := range map[string][9]string{
		"status ROM-1":           {none, none, none, none, "status", "status", "status", "status", "status"},
		"ack ROM-1":              {none, none, none, none, no, no, no, notice.DoneTaken, notice.DoneTaken},
		"assign ROM-1 boris":     {none, none, none, none, no, no, no, notice.DoneAssigned, notice.DoneAssigned},
		"wait ROM-1 Что там?":    {none, none, none, none, no, no, no, notice.DoneWaiting, notice.DoneWaiting},
		"resolve ROM-1 Готово":   {none, none, none, none, no, no, no, notice.DoneResolved, notice.DoneResolved},
		"priority ROM-1 P2 yes":  {none, none, none, none, notice.DonePriority, notice.DonePriority, notice.DonePriority, notice.DonePriority, notice.DonePriority},
		"type ROM-1 incident":    {none, none, none, none, notice.DoneType, notice.DoneType, notice.DoneType, notice.DoneType, notice.DoneType},
		"escalate ROM-1":         {none, none, none, none, no, no, no, notice.DoneEscalated, notice.DoneEscalated},
		"note ROM-1 Опять":       {none, none, none, none, no, no, no, notice.DoneNoted, notice.DoneNoted},
		"queue":                  {no, no, "list", no, no, no, no, "list", "list"},
		"oncall":                 {no, no, "on_call_now", no, no, no, no, "on_call_now", "on_call_now"},
		"report ROM":             {no, no, no, notice.RefusedPeriod, no, no, "report", no, "report"},
		"report LIL":             {no, no, no, "report", no, no, notice.RefusedPeriod, no, "report"},
		"invite ROM staff":       {no, no, no, no, no, no, no, no, "invite"},
		"my":                     {"list", "list", "list", "list", "list", "list", "list", "list", "list"},
		"help":                   {"help", "help", "help", "help", "help", "help", "help", "help", "help"},
		"whoami":                 {"who_am_i", "who_am_i", "who_am_i", "who_am_i", "who_am_i", "who_am_i", "who_am_i", "who_am_i", "who_am_i"},
		"merge ROM-1 ROM-2":      {none, none, none, none, no, no, no, notice.DoneMerged, notice.DoneMerged},
		"status ROM-9999":        {none, none, none, none, none, none, none, none, none},
		"launch the rockets now": {notice.RefusedUnknownCommand, notice.RefusedUnknownCommand, notice.RefusedUnknownCommand, notice.RefusedUnknownCommand, notice.RefusedUnknownCommand, notice.RefusedUnknownCommand, notice.RefusedUnknownCommand, notice.RefusedUnknownCommand, notice.RefusedUnknownCommand},
	} {
		var keys []desk.Key
		k.Pass(time.Hour) // a stranger gets the same answer once an hour
		for i, who := range everybody {
			if i == 0 || strings.Contains(command, "ROM-1") && want[i-1] != none && want[i-1] != no { // an act that was done needs a new ticket for the next person
				keys = []desk.Key{k.fresh()}
				if strings.Contains(command, "ROM-2") {
					keys = append(keys, k.fresh())
				}
			}
			text := named(command, keys)
			was := k.Ticket(keys[0])
			if got := answer(k.runs(who, k.private(who), text)); got != want[i] {
				t.Errorf("/%s by %s is answered with %q, want %q", text, who, got, want[i])
			}
			if want[i] == no || want[i] == none {
				if diff := cmp.Diff(was, k.Ticket(keys[0])); diff != "" {
					t.Errorf("/%s by %s was refused and changed the ticket:\n%s", text, who, diff)
				}
			}
		}
	}
}

// fresh returns a ticket that maria has just opened, and ends the alarms of earlier ones.
func (k *talk) fresh() desk.Key {
	k.t.Helper()
	for n := k.opened(); n > max(0, k.opened()-3); n-- {
		k.Forget(k.Ticket(rom(n)))
	}
	k.Pass(31 * time.Minute)
	k.says("maria", k.private("maria"), "Не печатает принтер")
	return k.last("maria").Key
}

func TestAForgedPressOfAnOutsiderDoesNothing(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	key := k.fresh()
	k.Post()
	was := k.Ticket(key)
	presses := map[desk.Action]string{
		desk.ActAck: "", desk.ActAssign: "vera", desk.ActEscalate: "", desk.ActWait: "vendor", desk.ActResume: "", desk.ActResolve: "",
		desk.ActReopen: "", desk.ActClose: "", desk.ActCancel: "yes", desk.ActType: "change_request", desk.ActPriority: "P4",
		desk.ActSplit: "1", desk.ActSeparate: "", desk.ActAttach: "1", desk.ActRate: "5", desk.ActMore: "", desk.ActReply: "", desk.ActUndo: "1",
	}
	for _, who := range []string{"stranger", "lilia", "igor", "petr"} {
		for action, arg := range presses {
			reply := k.presses(who, k.private(who), action, key, arg)
			missing := k.presses(who, k.private(who), action, rom(999), arg)
			if want := cards.Sentence(desk.Russian, notice.RefusedNotFound, map[string]string{"Key": key.String()}); reply.Toast != want {
				t.Errorf("%s presses %s: told %q, want %q as of a ticket that is not there (%q)", who, action, reply.Toast, want, missing.Toast)
			}
		}
		k.does(who, k.private(who), submitted(desk.ActReply, key, "Мы вас взломали"))
		k.does(who, k.private(who), submitted(desk.ActResolve, key, "Готово"))
	}
	if diff := cmp.Diff(was, k.Ticket(key)); diff != "" {
		t.Errorf("the ticket changed:\n%s", diff)
	}
	for _, l := range k.Post() {
		if l.To == was.Place || l.To.Root() == firstLine.Address {
			t.Errorf("%s hears %s", l.To, l.Kind)
		}
	}
}

func TestARequesterMayNotPressWhatIsTheEngineers(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	key := k.fresh()
	was := k.Ticket(key)
	for action, arg := range map[desk.Action]string{
		desk.ActAck: "", desk.ActAssign: "vera", desk.ActEscalate: "", desk.ActWait: "vendor", desk.ActResume: "", desk.ActResolve: "",
		desk.ActReply: "", desk.ActUndo: "1",
	} {
		for _, who := range []string{"maria", "olga"} {
			reply := k.presses(who, k.private(who), action, key, arg)
			if want := cards.Sentence(desk.Russian, notice.RefusedForbidden, nil); reply.Toast != want {
				t.Errorf("%s presses %s: told %q, want %q", who, action, reply.Toast, want)
			}
		}
	}
	if diff := cmp.Diff(was, k.Ticket(key)); diff != "" {
		t.Errorf("the ticket changed:\n%s", diff)
	}
}

func TestAnEngineerMayNotRateTheirOwnWork(t *testing.T) {
	t.Parallel()
	k := open(t)
	key := k.fresh()
	k.runs("vera", k.private("vera"), "resolve "+key.String()+" Готово")
	k.presses("vera", k.private("vera"), desk.ActRate, key, "5")
	if got := k.Ticket(key).Rating; got != 0 {
		t.Errorf("rated with %d by the engineer", got)
	}
	for _, forged := range []string{"0", "6", "-1", "five", ""} {
		k.presses("maria", k.private("maria"), desk.ActRate, key, forged)
	}
	if got := k.Ticket(key).Rating; got != 0 {
		t.Errorf("rated with %d by a forged button", got)
	}
	k.presses("maria", k.private("maria"), desk.ActRate, key, "4")
	if got := k.Ticket(key).Rating; got != 4 {
		t.Errorf("rated with %d, want 4", got)
	}
}

func TestOfTwoEngineersWhoPressAtOnceOneHasItAndTheOtherIsToldWho(t *testing.T) {
	t.Parallel()
	k := open(t)
	key := k.fresh()
	toast := map[string]string{}
	var mu sync.Mutex
	var both sync.WaitGroup
	for i, who := range []string{"anna", "vera"} {
		both.Go(func() {
			account := k.account(who, desk.Telegram)
			reply, err := k.engine.Handle(t.Context(), desk.Event{
				ID: desk.EventID("at once " + who), At: k.Now(), From: desk.Sender{Account: account, Name: who},
				In:   desk.Place{Address: account.Private(), Private: true},
				Body: desk.Pressed{Press: desk.Press{Action: desk.ActAck, Key: key}, Message: desk.MessageRef{Address: account.Private(), Message: string(rune('1' + i))}},
			})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			toast[who] = reply.Toast
		})
	}
	both.Wait()
	has := k.Ticket(key).Assignee.Handle()
	other := map[string]string{"anna": "vera", "vera": "anna"}[has]
	want := map[string]string{
		has:   cards.Sentence(desk.Russian, notice.DoneTaken, map[string]string{"Key": key.String()}),
		other: cards.Sentence(desk.Russian, notice.RefusedTaken, map[string]string{"Who": k.Desk.People[has].Name}),
	}
	if diff := cmp.Diff(want, toast); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

func TestAnInvitationWorksOnceAndForSevenDays(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	invite := func(role string) string {
		for _, l := range k.runs("anna", k.private("anna"), "invite ROM "+role) {
			if made, ok := l.Facts.(notice.Invitation); ok {
				return made.Code
			}
		}
		t.Fatalf("no invitation for %s", role)
		return ""
	}
	join := func(who, code string) string { return answer(k.runs(who, k.private(who), "start "+code)) }
	week := 7 * 24 * time.Hour

	code := invite("staff")
	k.Pass(week - time.Second)
	if got := join("lilia", code); got != "welcome" {
		t.Errorf("a second before its time is over it is answered with %q, want a welcome", got)
	}
	if got := join("petr", code); got != notice.RefusedInvite {
		t.Errorf("the second who uses it is answered with %q, want a refusal", got)
	}
	code = invite("engineer")
	k.Pass(week)
	if got := join("petr", code); got != notice.RefusedInvite {
		t.Errorf("after seven days it is answered with %q, want a refusal", got)
	}
	if got := join("petr", "abcdefgh"); got != notice.RefusedInvite {
		t.Errorf("an invented one is answered with %q, want a refusal", got)
	}
	if got := join("stranger", invite("engineer")); got != "welcome" {
		t.Errorf("an engineer's is answered with %q, want a welcome", got)
	}
	key := k.fresh()
	if got := answer(k.runs("stranger", k.private("stranger"), "ack "+key.String())); got != notice.DoneTaken {
		t.Errorf("who joined as an engineer takes a ticket: %q", got)
	}
	if got := answer(k.runs("lilia", k.private("lilia"), "status "+key.String())); got != "status" {
		t.Errorf("who joined as staff asks for a ticket: %q", got)
	}
	for _, wrong := range []string{"invite", "invite ROM", "invite ROM boss", "invite QUX staff", "invite ROM staff now"} {
		if got := answer(k.runs("anna", k.private("anna"), wrong)); got != notice.RefusedUsage && got != notice.RefusedUnknownProject {
			t.Errorf("/%s is answered with %q", wrong, got)
		}
	}
}

func TestAStrangerRegistersNothing(t *testing.T) {
	t.Parallel()
	k := open(t)
	if k.says("stranger", k.private("stranger"), "Не печатает принтер"); k.opened() != 0 {
		t.Error("a stranger's words opened a ticket")
	}
	if got := k.Post(); len(got) != 1 || got[0].Kind != (notice.Stranger{}).Kind() {
		t.Errorf("a stranger hears %v, want how to join", got)
	}
	k.says("stranger", group, "Не печатает принтер", toBot) // but in a linked chat they are the shop's
	if k.opened() != 1 {
		t.Error("somebody in the shop's own group is not its staff")
	}
}

func TestWhoHasARoleAsksForSomething(t *testing.T) {
	t.Parallel()
	dasha := []string{"  maria: {", "  dasha: {name: Дарья Лаврова, telegram: 6200, admin: true}\n  maria: {"}
	for who, asked := range map[string]bool{"maria": false, "olga": false, "vera": true, "dasha": true} {
		t.Run(who, func(t *testing.T) {
			t.Parallel()
			k := open(t, dasha...)
			k.says(who, k.private(who), "Не печатает принтер")
			if asked == (k.opened() == 1) {
				t.Errorf("words opened %d tickets, and they should be asked: %v", k.opened(), asked)
			}
			for _, l := range k.Post() {
				if l.Kind == (notice.AskRequest{}).Kind() {
					k.does(who, k.private(who), desk.Pressed{Press: l.Card.Buttons[0][0].Press, Message: l.Message})
				}
			}
			if k.opened() != 1 {
				t.Fatalf("after they said that it is a request there are %d tickets", k.opened())
			}
			k.Pass(time.Hour)
			if k.runs(who, k.private(who), "new Не открывается касса"); k.opened() != 2 {
				t.Errorf("/new opened %d tickets, want another", k.opened()-1)
			}
			if got := answer(k.runs(who, k.private(who), "cancel ROM-2")); got == notice.RefusedForbidden || got == notice.RefusedNotFound {
				t.Errorf("who asked may not take it back: %q", got)
			}
		})
	}
}

func TestWhoJoinedAsAManagerWritesTheirRequestsInPrivate(t *testing.T) {
	t.Parallel()
	k := open(t)
	for _, l := range k.runs("anna", k.private("anna"), "invite ROM manager") {
		if made, ok := l.Facts.(notice.Invitation); ok {
			k.runs("stranger", k.private("stranger"), "start "+made.Code)
		}
	}
	if k.says("stranger", k.private("stranger"), "Не печатает принтер"); k.opened() != 1 {
		t.Error("what the welcome promised a manager opened no ticket")
	}
}

func TestAnEventThatIsDeliveredAgainDoesNothing(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("maria")
	ev := desk.Event{
		ID: "telegram:1", At: k.Now(), In: in, From: desk.Sender{Account: k.account("maria", ""), Name: "maria"},
		Body: desk.Said{Message: k.Message(in.Address), Text: "Не печатает принтер", ToBot: true},
	}
	for range 3 {
		if _, err := k.engine.Handle(t.Context(), ev); err != nil {
			t.Fatal(err)
		}
	}
	words := testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) ([]desk.Utterance, error) {
		return tx.Utterances(ctx, k.Ticket(rom(1)).ID)
	})
	if k.opened() != 1 || len(words) != 1 {
		t.Errorf("%d tickets with %d words, want one and one", k.opened(), len(words))
	}
}
