package tickets

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// A roster is what one transaction knows of whom it can call. What one of its
// cases asks is asked for all of them in the same trip to the database, for
// when a second's alarms are fired together they are about to ask the same.
type roster struct {
	tx       *storage.Tx
	takers   map[desk.Address]bool // the chats that were asked about: do they take the bot's messages?
	people   map[string]desk.PersonID
	guests   map[desk.PersonID]desk.Person // who joined by invitation
	expected []*Case                       // who may ask
}

func newRoster(tx *storage.Tx) *roster {
	return &roster{tx: tx, takers: map[desk.Address]bool{}, people: map[string]desk.PersonID{}, guests: map[desk.PersonID]desk.Person{}}
}

// expect has what a case may ask be asked along with the next question.
func (r *roster) expect(c *Case) { r.expected = append(r.expected, c) }

// takes reports whether a chat takes the bot's messages, as far as is known.
func (r *roster) takes(ctx context.Context, chat desk.Address) (bool, error) {
	chat = chat.Root()
	if _, known := r.takers[chat]; !known {
		if err := r.ask(ctx, chat); err != nil {
			return false, err
		}
	}
	return r.takers[chat], nil
}

// person is the store's number of somebody of desk.yaml, who is met now if the
// desk never saw them.
func (r *roster) person(ctx context.Context, p desk.Person, now time.Time) (desk.PersonID, error) {
	if id, known := r.people[p.Handle]; known {
		return id, nil
	}
	met, err := r.tx.PersonOf(ctx, p, now)
	if err == nil {
		r.people[p.Handle] = met.ID
	}
	return met.ID, err
}

// joined is an engineer who joined by invitation.
func (r *roster) joined(ctx context.Context, id desk.PersonID) (desk.Person, error) {
	if p, known := r.guests[id]; known {
		return p, nil
	}
	p, err := r.tx.PersonByID(ctx, id)
	if err == nil {
		r.guests[id] = p
	}
	return p, err
}

// ask reads about a chat, and about everybody whom the expected cases may call.
func (r *roster) ask(ctx context.Context, chat desk.Address) error {
	chats, handles := []desk.Address{chat}, []string{}
	for _, c := range r.expected {
		theirs, who := c.callable()
		chats, handles = append(chats, theirs...), append(handles, who...)
	}
	r.expected = nil
	var mute []desk.Address
	var met []desk.Person
	r.tx.UnreachableAhead(chats, &mute)
	r.tx.PeopleAhead(nil, handles, &met)
	if err := r.tx.Flush(ctx); err != nil {
		return err
	}
	for _, a := range chats {
		r.takers[a] = true
	}
	for _, a := range mute {
		r.takers[a] = false
	}
	for _, p := range met {
		r.people[p.Handle] = p.ID
	}
	return nil
}

// callable are the chats and the people whom the ticket's ladders may call.
func (c *Case) callable() (chats []desk.Address, handles []string) {
	handles = append(handles, c.project.Managers...)
	handles = append(handles, c.project.Line3...)
	for line := 1; line <= 2; line++ {
		if team := c.desk.Team(c.project, line); team != nil {
			chats = append(chats, team.Channel.Root())
			handles = append(handles, team.Members...)
		}
	}
	for _, h := range handles {
		if m := c.desk.People[h]; m != nil {
			for _, a := range m.Accounts {
				chats = append(chats, a.Private())
			}
		}
	}
	return chats, handles
}
