package tickets

import (
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/storage"
)

// A roster is what one transaction knows about whom it can call. The first
// lookup is done for all of its tickets in one round trip, because when many
// alarms fire together, all their tickets need it.
type roster struct {
	tx       *storage.Tx
	asked    map[desk.Address]bool // chats that were looked up
	silent   map[desk.Address]bool // those of them that do not take the bot's messages
	people   map[string]desk.PersonID
	joined   map[desk.PersonID]desk.Person // people who joined by invitation
	managers map[string][]desk.EngineerID  // those of each project who joined by invitation
	expected []*Case                       // tickets whose lookups are batched into the first query
}

func newRoster(tx *storage.Tx) *roster {
	return &roster{
		tx: tx, asked: map[desk.Address]bool{}, silent: map[desk.Address]bool{},
		people: map[string]desk.PersonID{}, joined: map[desk.PersonID]desk.Person{}, managers: map[string][]desk.EngineerID{},
	}
}

// expect adds c to the tickets whose lookups are batched into the first query.
func (r *roster) expect(c *Case) { r.expected = append(r.expected, c) }

// read looks up whom the expected tickets may call, if that was not done yet.
func (r *roster) read(ctx context.Context) error {
	if len(r.expected) == 0 {
		return nil
	}
	var q question
	var managers []storage.ProjectMember
	projects := map[string]*Case{}
	for _, c := range r.expected {
		if _, known := r.managers[c.project.Code]; !known {
			projects[c.project.Code], r.managers[c.project.Code] = c, nil
		}
		chats, handles, joined := escalation.Situation{Desk: c.desk, Ticket: c.Ticket}.Callable()
		q.chats, q.handles, q.joined = append(q.chats, chats...), append(q.handles, handles...), append(q.joined, joined...)
	}
	r.expected = nil
	r.tx.ManagersAhead(slices.Collect(maps.Keys(projects)), &managers)
	if err := r.ask(ctx, q); err != nil {
		return err
	}
	if err := r.tx.Flush(ctx); err != nil {
		return err
	}
	return r.manage(ctx, projects, managers)
}

// manage adds the managers who joined by invitation, and looks up their chats.
func (r *roster) manage(ctx context.Context, projects map[string]*Case, joined []storage.ProjectMember) error {
	var theirs question
	for _, m := range joined {
		c := projects[m.Project]
		if slices.Contains(c.project.Managers, m.Handle) || !m.Lasts(c.project, c.now) {
			continue
		}
		r.managers[m.Project] = append(r.managers[m.Project], c.desk.Actor(m.Person).Engineer())
		r.joined[m.ID] = m.Person
		theirs.chats = append(theirs.chats, m.Account.Private())
		if in := c.desk.People[m.Handle]; in != nil {
			for _, a := range in.Accounts {
				theirs.chats = append(theirs.chats, a.Private())
			}
		}
	}
	return r.ask(ctx, theirs)
}

// look looks up one more engineer, if they are not known yet.
func (r *roster) look(ctx context.Context, d *desk.Desk, who desk.EngineerID) error {
	if err := r.read(ctx); err != nil {
		return err
	}
	var q question
	if id, joined := who.Joined(); joined {
		if _, known := r.joined[id]; !known {
			q.joined = []desk.PersonID{id}
		}
	} else if m := d.People[who.Handle()]; m != nil {
		q.handles = []string{m.Handle}
		for _, a := range m.Accounts {
			q.chats = append(q.chats, a.Private())
		}
	}
	return r.ask(ctx, q)
}

// person returns the store's number of a person of desk.yaml, who is created if
// the desk has not met them.
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

// A question is a lookup of chats and people.
type question struct {
	chats   []desk.Address
	handles []string
	joined  []desk.PersonID
}

// ask reads which chats take no messages, and who the people are.
func (r *roster) ask(ctx context.Context, q question) error {
	if !r.unasked(q.chats) && len(q.joined) == 0 {
		return nil
	}
	for _, a := range slices.Clone(q.chats) {
		if whole := (desk.Address{Platform: a.Platform}); !slices.Contains(q.chats, whole) {
			q.chats = append(q.chats, whole)
		}
	}
	var mute []desk.Address
	var met []desk.Person
	r.tx.UnreachableAhead(q.chats, &mute)
	r.tx.PeopleAhead(q.joined, q.handles, &met)
	if err := r.tx.Flush(ctx); err != nil {
		return err
	}
	for _, a := range q.chats {
		r.asked[a] = true
	}
	for _, a := range mute {
		r.silent[a] = true
	}
	var theirs question
	for _, p := range met {
		if p.Handle != "" {
			r.people[p.Handle] = p.ID
		}
		if slices.Contains(q.joined, p.ID) {
			r.joined[p.ID] = p
			theirs.chats = append(theirs.chats, p.Account.Private())
		}
	}
	return r.ask(ctx, theirs) // their chats are known only now
}

func (r *roster) unasked(chats []desk.Address) bool {
	return slices.ContainsFunc(chats, func(a desk.Address) bool { return !r.asked[a] })
}
