package conversations_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vakhta/cards"
	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/internal/repeat"
	"vakhta/internal/testdesk"
	"vakhta/locales"
	"vakhta/notice"
)

// relations are the roles of everybody towards a ticket of ROM that maria opened, and towards the desk.
var relations = map[string]struct{ toTicket, toDesk turn.Who }{
	"stranger": {turn.Anybody, turn.Anybody},
	"lilia":    {turn.Anybody, turn.Anybody | turn.Staff},
	"igor":     {turn.Anybody, turn.Anybody | turn.Engineer},
	"petr":     {turn.Anybody, turn.Anybody | turn.Manager},
	"maria":    {turn.Anybody | turn.Requester | turn.Staff, turn.Anybody | turn.Staff},
	"john":     {turn.Anybody | turn.Staff | turn.Approver, turn.Anybody | turn.Staff | turn.Approver},
	"olga":     {turn.Anybody | turn.Manager | turn.Approver, turn.Anybody | turn.Manager},
	"vera":     {turn.Anybody | turn.Engineer, turn.Anybody | turn.Engineer},
	"anna":     {turn.Anybody | turn.Engineer | turn.Admin, turn.Anybody | turn.Engineer | turn.Admin},
	"noc":      {turn.Anybody | turn.ThirdLine, turn.Anybody | turn.ThirdLine}, // who was not called to it
}

// verdict returns how an act has to be answered: the id of a refusal, or "" if it may be done.
func verdict(a acts.Act, who string) string {
	r := relations[who]
	switch {
	case !a.OnTicket() && a.May&r.toDesk == 0, a.OnTicket() && r.toTicket&(turn.Shop|turn.Works) != 0 && a.May&r.toTicket == 0:
		return notice.RefusedForbidden
	case a.OnTicket() && r.toTicket&(turn.Shop|turn.Works) == 0:
		return notice.RefusedNotFound
	default:
		return ""
	}
}

// sentenceOf returns the id if somebody was told one of the two refusals, and "" for everything else.
func sentenceOf(key desk.Key, reply desk.Reply, letters []testdesk.Letter) string {
	told := reply.Toast
	if reply.Card != nil {
		told = reply.Card.Lead
	}
	const approvers = "Ольга Смирнова" // who may is named where few may
	for _, l := range letters {
		if s, ok := l.Facts.(notice.Sentence); ok && s.ID == notice.RefusedNotApprover {
			return notice.RefusedForbidden
		}
		if s, ok := l.Facts.(notice.Sentence); ok && (s.ID == notice.RefusedForbidden || s.ID == notice.RefusedNotFound && s.Args["Key"] == key.String()) {
			return s.ID
		}
	}
	for _, l := range locales.All() {
		for _, id := range []string{notice.RefusedForbidden, notice.RefusedNotFound} {
			if told == cards.Sentence(l, id, map[string]string{"Key": key.String()}) {
				return id
			}
		}
		if told == cards.Sentence(l, notice.RefusedNotApprover, map[string]string{"Text": approvers}) {
			return notice.RefusedForbidden
		}
	}
	return ""
}

// TestHoweverAnActIsDoneTheSamePeopleMay compares the desk with the table of permissions: by command, by button, by
// form and by reaction, for the people of two shops. A refused act changes nothing.
func TestHoweverAnActIsDoneTheSamePeopleMay(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	k.fresh()
	for _, a := range acts.All() {
		key := k.fresh()
		ways := map[string]func(who string) desk.Reply{}
		if a.Command != acts.NoCommand {
			ways["command"] = func(who string) desk.Reply {
				in, args := k.private(who), "nonsense"
				if a.OnTicket() {
					args = key.String() + " " + args
				}
				return k.does(who, in, desk.Asked{Command: string(a.Name), Args: args, Message: k.Message(in.Address)})
			}
		}
		if a.Button {
			ways["button"] = func(who string) desk.Reply { return k.presses(who, k.private(who), a.Name, key, "nonsense") }
		}
		if a.Questions() {
			ways["form"] = func(who string) desk.Reply { return k.does(who, k.private(who), submitted(a.Name, key, "nonsense")) }
		}
		for name, way := range ways {
			for _, who := range append([]string{"noc"}, everybody...) {
				if who == "noc" && len(k.Ticket(key).Copies) > 1 {
					continue // they were called to it meanwhile
				}
				want := verdict(a, who)
				was := k.Ticket(key)
				k.Post()
				reply := way(who)
				if got := sentenceOf(key, reply, k.Post()); got != want {
					t.Errorf("%s does %s by %s and is told %q, want %q", who, a.Name, name, got, want)
				}
				if diff := cmp.Diff(was, k.Ticket(key)); want != "" && diff != "" {
					t.Errorf("%s may not %s by %s and changes the ticket:\n%s", who, a.Name, name, diff)
				}
			}
		}
	}
}

func TestASignOnTheCardIsAnEngineersAlone(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	key := k.fresh()
	var card desk.MessageRef
	for _, l := range k.Post() {
		if l.Kind == (notice.WorkCard{}).Kind() && l.Ticket == k.Ticket(key).ID {
			card = l.Message
		}
	}
	was := k.Ticket(key)
	for _, who := range everybody {
		if relations[who].toTicket&turn.Engineer != 0 {
			continue
		}
		in := desk.Place{Address: card.Address}
		if reply := k.does(who, in, desk.Reacted{Message: card, Emoji: "👀"}); reply != (desk.Reply{}) {
			t.Errorf("%s is answered with %+v", who, reply)
		}
		if diff := cmp.Diff(was, k.Ticket(key)); diff != "" {
			t.Errorf("the sign of %s changes the ticket:\n%s", who, diff)
		}
	}
	k.does("boris", firstLine, desk.Reacted{Message: card, Emoji: "👀"})
	if got := k.Ticket(key).Assignee; got != "boris" {
		t.Errorf("after boris's sign %q has it", got)
	}
}

// TestForgedDataOfAnyKindOpensNothing has those for whom a ticket does not exist try every act that there is on it, by
// command, button, form and reply, with data that no card of theirs offered. They are told the same as of no ticket,
// nothing changes, and nobody else learns of it.
func TestForgedDataOfAnyKindOpensNothing(t *testing.T) {
	t.Parallel()
	k := open(t, twoShops...)
	other, key := k.fresh(), k.fresh()
	k.says("lilia", k.private("lilia"), "Касса не работает")
	said := k.utterances(key)[0].ID
	var card desk.MessageRef
	for _, l := range k.Post() {
		if l.Kind == (notice.WorkCard{}).Kind() && l.Ticket == k.Ticket(key).ID {
			card = l.Message
		}
	}
	forged := []string{
		"", "1", "-1", "99999999999999999999", "5", "incident", "change_request", "P1", "P9", "vera", "igor", "#1", "#99999", "customer", "vendor готово",
		"yes", "public", "back", "ROM.1", "LIL.1", "ROM:week", other.String() + " public", "LIL-1", "LIL-1 public", strings.Repeat("9", 40),
		"\u202e\u200b", fmt.Sprint(said),
	}
	was := []*desk.Ticket{k.Ticket(other), k.Ticket(key)}
	theirs := k.utterances(key)[0].Source
	for row, who := range []string{"stranger", "lilia", "igor", "petr", "noc"} {
		in := k.private(who)
		for nth, a := range acts.All() {
			if !a.OnTicket() {
				continue
			}
			for i, arg := range forged { // each is tried with each act, by half of the people
				if (row+nth+i)%repeat.OneIn(2, 4) != 0 {
					continue
				}
				tries := map[string]func(of desk.Key) desk.Reply{
					"button": func(of desk.Key) desk.Reply { return k.presses(who, in, a.Name, of, arg) },
					"form": func(of desk.Key) desk.Reply {
						return k.does(who, in, desk.Submitted{Act: a.Name, Key: of, Values: map[string]string{"text": arg, "on": arg, "": arg}})
					},
				}
				if a.Command != acts.NoCommand && who != "stranger" && i%3 == 0 { // a stranger is answered once an hour
					tries["command"] = func(of desk.Key) desk.Reply {
						var said desk.Reply
						for _, l := range k.runs(who, in, string(a.Name)+" "+of.String()+" "+arg) {
							said.Toast += testdesk.Show(l.Card)
						}
						return said
					}
				}
				for name, try := range tries {
					theirs, none := sentence(try(key)), sentence(try(rom(999)))
					if strings.ReplaceAll(theirs, key.String(), "") != strings.ReplaceAll(none, rom(999).String(), "") {
						t.Errorf("%s does %s by %s with %q and is told %q, of no ticket %q", who, a.Name, name, arg, theirs, none)
					}
				}
			}
		}
		for _, place := range []desk.Place{firstLine, in} {
			k.says(who, place, "!Мы вас взломали", inReplyTo(card))
			k.does(who, place, desk.Edited{Message: card, Text: "Мы вас взломали"})
			k.does(who, place, desk.Reacted{Message: card, Emoji: "👀"})
			k.does(who, place, desk.Deleted{Message: card})
			k.does(who, place, desk.Edited{Message: theirs, Text: "Мы вас взломали"})
		}
	}
	for i, of := range []desk.Key{other, key} {
		if diff := cmp.Diff(was[i], k.Ticket(of)); diff != "" {
			t.Errorf("%s changed:\n%s", of, diff)
		}
	}
	for _, l := range k.Post() {
		if l.To.Root() == k.private("maria").Root() || l.To.Root() == firstLine.Root() {
			t.Errorf("%s hears %s:\n%s", l.To, l.Kind, testdesk.Show(l.Card))
		}
	}
}

func TestTheThirdLineSeesWhatItWasCalledTo(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("noc")
	called, others := k.fresh(), k.fresh()
	k.runs("anna", k.private("anna"), "assign "+called.String()+" noc")
	queue := k.runs("noc", in, "queue")
	if list := queue[len(queue)-1].Facts.(notice.List); len(list.Tickets) != 1 || list.Tickets[0].Key != called {
		t.Errorf("the queue lists %+v, want %s alone", list.Tickets, called)
	}
	for key, want := range map[desk.Key]string{called: "status", others: notice.RefusedNotFound} {
		if got := answer(k.runs("noc", in, "status "+key.String())); got != want {
			t.Errorf("/status %s is answered by %s, want %s", key, got, want)
		}
	}
	if got := answer(k.runs("noc", in, "resolve "+called.String()+" Готово")); got != notice.DoneHandedOver {
		t.Errorf("resolving it is answered by %s, want that it is handed back to the engineers", got)
	}
	for _, command := range []string{"oncall", "report ROM", "merge " + called.String() + " " + others.String(), "ack " + others.String()} {
		got := answer(k.runs("noc", in, command))
		if got != notice.RefusedForbidden && got != notice.RefusedNotFound && got != notice.RefusedNotOpen {
			t.Errorf("/%s is answered by %s", command, got)
		}
	}
	if got := k.Ticket(others); got.Assignee != "" || got.State != desk.New {
		t.Errorf("%s is %s and %q has it", others, got.State, got.Assignee)
	}
}

// TestAContractorChangesNothingButWhatTheyHave has somebody of the third line, who
// was called to a ticket that another has, try every act there is, by command, button
// and form.
func TestAContractorChangesNothingButWhatTheyHave(t *testing.T) {
	t.Parallel()
	k := open(t)
	in := k.private("noc")
	key, other := k.fresh(), k.fresh()
	k.runs("anna", k.private("anna"), "assign "+key.String()+" noc")
	k.runs("anna", k.private("anna"), "assign "+other.String()+" noc")
	k.runs("vera", k.private("vera"), "assign "+key.String()+" vera") // noc has a card of it
	said := fmt.Sprint(k.utterances(key)[0].ID)
	k.Post()
	was := k.Ticket(key)
	if !slices.ContainsFunc(was.Copies, func(c desk.Copy) bool { return c.For == "noc" }) || was.Assignee != "vera" {
		t.Fatalf("noc was not called to %+v", was)
	}
	arguments := []string{"", "yes", "P4", "incident", "noc", "customer", other.String(), said, "Готово", "line_1", "5"}
	for _, a := range acts.All() {
		if !a.OnTicket() || a.May&turn.Called != 0 {
			continue
		}
		for _, arg := range arguments {
			told := []string{sentence(k.presses("noc", in, a.Name, key, arg)),
				sentence(k.does("noc", in, desk.Submitted{Act: a.Name, Key: key, Values: map[string]string{"text": arg, "to": arg, "": arg}}))}
			if a.Command != acts.NoCommand {
				told = append(told, sentenceOf(key, desk.Reply{}, k.runs("noc", in, string(a.Name)+" "+key.String()+" "+arg)))
			}
			for _, got := range told {
				if got == "" || strings.HasPrefix(got, "done") {
					t.Errorf("noc does %s with %q and is told %q", a.Name, arg, got)
				}
			}
		}
	}
	if diff := cmp.Diff(was, k.Ticket(key), cmpopts.IgnoreFields(desk.Ticket{}, "Copies")); diff != "" {
		t.Errorf("the ticket changed:\n%s", diff)
	}
	for _, command := range []string{"status " + key.String(), "why " + key.String(), "note " + key.String() + " Смотрим", "estimate " + key.String() + " 3h"} {
		if got := answer(k.runs("noc", in, command)); got == notice.RefusedForbidden || got == notice.RefusedNotFound {
			t.Errorf("/%s is answered by %s", command, got)
		}
	}
	if got := answer(k.runs("noc", in, "handover "+other.String()+" line_2")); got != notice.DoneHandedOver {
		t.Errorf("what noc has is not handed back: %s", got)
	}
}
