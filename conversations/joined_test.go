package conversations_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// A guest joined ROM's engineers by invitation and is not in desk.yaml.
type guest struct {
	account desk.Account
	name    string
	id      desk.EngineerID
}

// joins lets a Telegram account join the engineers.
func (k *talk) joins(account, name string) guest {
	k.t.Helper()
	return k.joinsAs(account, name, desk.RoleEngineer)
}

// joinsAs lets a Telegram account join in a role.
func (k *talk) joinsAs(account, name, role string) guest {
	k.t.Helper()
	g := guest{account: desk.Account{Platform: desk.Telegram, ID: account}, name: name}
	for _, l := range k.runs("anna", k.private("anna"), "invite ROM "+role) {
		if made, ok := l.Facts.(notice.Invitation); ok {
			k.runsAs(g, "start "+made.Code)
		}
	}
	person := testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) (desk.Person, error) {
		return tx.PersonOf(ctx, desk.Person{Account: g.account}, k.Now())
	})
	g.id = desk.Actor{Person: person.ID}.Engineer()
	return g
}

// runsAs gives a guest's command in their own chat.
func (k *talk) runsAs(g guest, command string) string {
	k.t.Helper()
	k.Post()
	name, args, _ := strings.Cut(command, " ")
	k.events++
	in := desk.Place{Address: g.account.Private(), Private: true}
	_, err := k.engine.Handle(context.Background(), desk.Event{
		ID: desk.EventID(command + g.account.ID), At: k.Now(), In: in, From: desk.Sender{Account: g.account, Name: g.name},
		Body: desk.Asked{Command: name, Args: args, Message: k.Message(in.Address)},
	})
	if err != nil {
		k.t.Fatalf("%s runs %s: %v", g.name, command, err)
	}
	return answer(slices.DeleteFunc(k.Post(), func(l testdesk.Letter) bool { return l.To != in.Address || l.Ticket != 0 }))
}

func TestEngineersWhoJoinedAreToldApartByMoreThanTheirNames(t *testing.T) {
	t.Parallel()
	k := open(t)
	one, two := k.joins("9001", "Пётр Ким"), k.joins("9002", "Пётр Ким")
	lida := k.joins("9003", "Лида Сон")
	key := k.fresh()

	if got := k.runsAs(one, "ack "+key.String()); got != notice.DoneTaken || k.Ticket(key).Assignee != one.id {
		t.Errorf("one takes it: %s, and %q has it, want %q", got, k.Ticket(key).Assignee, one.id)
	}
	if got := k.runsAs(two, "ack "+key.String()); got != notice.RefusedTaken {
		t.Errorf("his namesake is told %s, want that somebody else has it", got)
	}
	if got := k.runsAs(one, "ack "+key.String()+" "); got != notice.RefusedTakenByYou {
		t.Errorf("he himself is told %s, want that he has it", got)
	}
	for _, c := range []struct {
		called string
		want   string
		has    desk.EngineerID
	}{
		{"Пётр Ким", notice.RefusedNamesakes, one.id},
		{"Пётр", notice.RefusedUnknownPerson, one.id},
		{string(two.id), notice.DoneAssigned, two.id},
		{"лида сон", notice.DoneAssigned, lida.id},
		{"Борис Ли", notice.RefusedUnknownPerson, lida.id},
		{"@Boris", notice.DoneAssigned, "boris"},
		{"#404", notice.RefusedUnknownPerson, "boris"},
	} {
		if got := answer(k.runs("anna", k.private("anna"), "assign "+key.String()+" "+c.called)); got != c.want || k.Ticket(key).Assignee != c.has {
			t.Errorf("/assign %s is answered by %s, and %q has it; want %s and %q", c.called, got, k.Ticket(key).Assignee, c.want, c.has)
		}
	}
}

func TestAnEngineerWhoJoinedIsOfferedCalledAndReminded(t *testing.T) {
	t.Parallel()
	k := open(t)
	one, two := k.joins("9001", "Пётр Ким"), k.joins("9002", "Пётр Ким")
	key := k.fresh()
	k.Post()

	k.presses("boris", firstLine, desk.ActAssign, key, "")
	var offered []string
	for _, l := range k.Post() {
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				if b.Press.Action == desk.ActAssign && strings.HasPrefix(b.Press.Arg, "#") {
					offered = append(offered, b.Label+" → "+b.Press.Arg)
				}
			}
		}
	}
	want := []string{"Пётр Ким " + string(one.id) + " → " + string(one.id), "Пётр Ким " + string(two.id) + " → " + string(two.id)}
	if diff := cmp.Diff(want, offered); diff != "" {
		t.Errorf("offered to be assigned (-want +got):\n%s", diff)
	}

	k.presses("boris", firstLine, desk.ActAssign, key, string(two.id))
	wantCalls(t, k, "the card and a call of who is assigned", two, key, desk.ReasonAssigned)
	k.Pass(4*time.Hour + time.Minute)
	wantCalls(t, k, "the reminder of what lies still", two, key, desk.ReasonReminded)
	card := k.Ticket(key)
	if card.AssigneeName != "Пётр Ким" {
		t.Errorf("the ticket is %q's", card.AssigneeName)
	}
}

// wantCalls fails unless somebody was called for a reason, where they joined.
func wantCalls(t *testing.T, k *talk, what string, who guest, key desk.Key, why desk.Reason) {
	t.Helper()
	called := false
	for _, l := range k.Post() {
		if p, ok := l.Facts.(notice.Ping); ok && p.Why == why {
			called = true
			if l.To != who.account.Private() || l.Ticket != k.Ticket(key).ID {
				t.Errorf("%s went to %s, want %s", what, l.To, who.account)
			}
		}
	}
	if !called {
		t.Errorf("%s was not made", what)
	}
}

func TestAManagerWhoJoinedHearsOfEscalationsLikeThoseOfDeskYAML(t *testing.T) {
	t.Parallel()
	k := open(t)
	one, gone := k.joinsAs("9001", "Пётр Ким", desk.RoleManager), k.joinsAs("9002", "Лида Сон", desk.RoleManager)
	k.does("anna", k.private("anna"), desk.Asked{Command: "remove", Args: string(gone.id) + " ROM", Message: k.Message(k.private("anna").Address)})
	k.presses("anna", k.private("anna"), desk.ActRemove, desk.Key{}, desk.HeldArg("ROM", int64(personOf(gone))))
	olga := k.private("olga").Address
	for range 2 { // Olga cannot be reached the second time
		key := k.fresh()
		k.Post()
		k.Pass(15 * time.Minute)
		var called []string
		for _, l := range k.Post() {
			if p, ok := l.Facts.(notice.Ping); ok && l.Ticket == k.Ticket(key).ID && p.Why == desk.ReasonEscalated {
				called = append(called, l.To.String())
			}
		}
		if !slices.Contains(called, one.account.Private().String()) || slices.Contains(called, gone.account.Private().String()) {
			t.Errorf("called are %q, want %s and not %s", called, one.account.Private(), gone.account.Private())
		}
		k.Update(func(ctx context.Context, tx *storage.Tx) error {
			_, err := tx.MarkReach(ctx, olga, false, desk.ReachBlocked, k.Now())
			return err
		})
		k.runs("anna", k.private("anna"), "ack "+key.String())
		k.Pass(time.Hour)
	}
}

func personOf(g guest) desk.PersonID {
	id, _ := g.id.Joined()
	return id
}
