package conversations_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/cards"
	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
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
	"john":     {turn.Anybody | turn.Staff, turn.Anybody | turn.Staff},
	"olga":     {turn.Anybody | turn.Manager, turn.Anybody | turn.Manager},
	"vera":     {turn.Anybody | turn.Engineer, turn.Anybody | turn.Engineer},
	"anna":     {turn.Anybody | turn.Engineer | turn.Admin, turn.Anybody | turn.Engineer | turn.Admin},
}

// verdict returns how an act has to be answered: the id of a refusal, or "" if it may be done.
func verdict(a acts.Act, who string) string {
	r := relations[who]
	switch {
	case !a.OnTicket() && a.May&r.toDesk == 0, a.OnTicket() && r.toTicket&(turn.Shop|turn.Engineer) != 0 && a.May&r.toTicket == 0:
		return notice.RefusedForbidden
	case a.OnTicket() && r.toTicket&(turn.Shop|turn.Engineer) == 0:
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
	for _, l := range letters {
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
			for _, who := range everybody {
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
