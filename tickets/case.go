// Package tickets is what can be done to a ticket, and who is told about it.
//
// A Case is one ticket within one transaction. Its methods are the acts: take,
// answer, resolve, fire a step. Each moves the ticket by the rules of package
// desk and collects the effects: entries of the timeline, notices for requester
// and engineers, alarms. Nothing is written before Save, and nothing is sent or
// rung before the commit.
package tickets

import (
	"context"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
	"vakhta/notice"
	"vakhta/storage"
)

// A Case is one ticket within one transaction.
type Case struct {
	Ticket *desk.Ticket
	// Source is the message or event by which something is done, for the timeline;
	// "": time does it.
	Source string

	tx       *storage.Tx
	desk     *desk.Desk
	project  *desk.Project
	contract *desk.Contract
	now      time.Time
	armed    map[desk.ClockName]desk.Alarm // including this transaction's changes
	fired    []desk.Firing                 // the same
	roster   *roster
	// apart means that its requester does not belong to the project any more:
	// nothing is sent where only they would read it.
	apart bool

	was     desk.State      // its state when the transaction began
	since   time.Time       // when it got into that state
	had     desk.EngineerID // its assignee then
	holder  desk.Holding    // who had it then
	tallied counted         // what reports count of it, when it was last written
	looked  desk.Ticket     // what cards show of it, when it was last written
	tells   bool            // its shop is told about what monitoring saw
	fresh   bool            // opened in this transaction
	posted  []desk.Address  // where a copy of the card is posted in this transaction
	pending
}

// Lock locks the ticket with a key and returns its Case. A ticket of a project
// that was removed from desk.yaml is not found.
func Lock(ctx context.Context, tx *storage.Tx, d *desk.Desk, key desk.Key, now time.Time) (*Case, error) {
	locked, err := tx.LockKey(ctx, key)
	if err != nil {
		return nil, err
	}
	return hold(tx, d, locked, newRoster(tx), now)
}

// LockID does the same for the ticket with the store's number id.
func LockID(ctx context.Context, tx *storage.Tx, d *desk.Desk, id desk.TicketID, now time.Time) (*Case, error) {
	cases, err := LockIDs(ctx, tx, d, []desk.TicketID{id}, now)
	if err == nil && cases[id] == nil {
		err = fmt.Errorf("ticket %d: %w", id, desk.ErrNotFound)
	}
	return cases[id], err
}

// LockIDs locks several tickets at once; their lookups of people are batched.
// Those that are not found are left out.
func LockIDs(ctx context.Context, tx *storage.Tx, d *desk.Desk, ids []desk.TicketID, now time.Time) (map[desk.TicketID]*Case, error) {
	locked, err := tx.LockTickets(ctx, ids...)
	if err != nil {
		return nil, err
	}
	cases := make(map[desk.TicketID]*Case, len(locked))
	together := newRoster(tx)
	for _, l := range locked {
		if c, err := hold(tx, d, l, together, now); err == nil {
			cases[l.ID] = c
		}
	}
	return cases, nil
}

func hold(tx *storage.Tx, d *desk.Desk, l storage.Locked, r *roster, now time.Time) (*Case, error) {
	p := d.Projects[l.Key.Project]
	if p == nil {
		return nil, fmt.Errorf("ticket %s: its project is not in desk.yaml: %w", l.Key, desk.ErrNotFound)
	}
	c := &Case{
		Ticket: l.Ticket, was: l.State, since: l.StateAt, had: l.Assignee, holder: l.Holder(),
		looked: looks(l.Ticket), tallied: countedOf(l.Ticket), tx: tx, desk: d, project: p, contract: d.ContractFor(p, l.Ticket), now: now,
		armed: map[desk.ClockName]desk.Alarm{}, fired: l.Fired, roster: r,
	}
	for _, a := range l.Armed {
		c.armed[a.Clock] = a
	}
	l.Lapse(now)
	c.apart = c.unasked() || !l.Shared && l.ID != 0 && !hasPart(d, p, l.Requester.Handle, l.Joined, now)
	c.dismiss(c.left)
	r.expect(c)
	return c, nil
}

// An Opening is what a ticket begins with.
type Opening struct {
	Project   *desk.Project
	Requester desk.Person
	By        desk.Actor // who opened it for the requester; zero: they did themselves
	Text      string
	Files     []desk.File
	Album     string // of the message, if more of it may follow
	Origin    desk.MessageRef
	Place     desk.Address
	Shared    bool
	At        time.Time // the platform's time of the message
	Source    string    // as the case's

	Type     desk.RequestType
	Priority desk.Priority
	Sureness float64
	TypeBy   desk.Source
	Cue      string
	Receipt  notice.RequestCard
	Parts    []RequestPart     // the requests in Text, in their order; fewer than two: it is one
	Fault    string            // the function of the shop that fails; "": it is nothing that several people report
	Lead     *desk.Ticket      // the major incident that it is linked to; nil: none
	Labels   map[string]string // of the alert that opens it
	Separate bool              // it was a part of another ticket, which keeps its message
	After    desk.Key          // the ended ticket to which the requester wrote on; zero: none
}

// Open registers a ticket: its receipt goes to the requester, its card to the
// first line, and its clocks run from the platform's time of the message.
func Open(ctx context.Context, tx *storage.Tx, d *desk.Desk, o Opening, now time.Time) (c *Case, err error) {
	text, secrets := hide(o.Project, o.Text)
	t := &desk.Ticket{
		Key:   desk.Key{Project: o.Project.Code},
		State: desk.New, StateAt: o.At,
		Type: o.Type, Priority: o.Priority, Sureness: o.Sureness, TypeBy: o.TypeBy, Cue: o.Cue,
		Text: ofRequest.Cut(text), Hidden: len(secrets) > 0, Requester: o.Requester, Origin: o.Origin, Place: o.Place, Shared: o.Shared,
		Line: 1, Fault: o.Fault, OpenedBy: desk.Actor{Person: o.By.Person, Name: o.By.Name},
		OpenedAt: o.At, LadderFrom: o.At, ReactionFrom: o.At, ResolutionFrom: o.At,
	}
	c, err = hold(tx, d, storage.Locked{Ticket: t}, newRoster(tx), now)
	if err != nil {
		return nil, err
	}
	if t.Parts = partsOf(t.Text, o); o.Separate {
		t.Parts = oneOf(desk.TextPart{Type: o.Type, Priority: o.Priority}, t.Text)
	}
	c.fresh, c.shows, c.Source = true, everybody, o.Source
	t.Contract = c.contract.Digest
	c.setDeadlines()
	c.tallied = counted{}
	t.Tally = &desk.Tally{Registered: now, At: now, ReactionSet: now, ResolutionSet: now}
	if line1 := d.Team(o.Project, 1); line1 != nil {
		t.Copies = []desk.Copy{{At: line1.Channel, Why: desk.ReasonNew}}
	}
	c.labelled(o.Labels)
	c.tells = c.minded()
	if o.Lead != nil {
		t.Lead = o.Lead.ID
		for i := range t.Copies {
			t.Copies[i].Why = desk.ReasonLinked
		}
		defer func() {
			if err == nil {
				c.recount(o.Lead)
				err = c.joinMajor(ctx, o.Lead)
			}
		}()
	}
	if err := tx.OpenTicket(ctx, t); err != nil {
		return nil, err
	}
	by, opened := d.Actor(o.Requester), history.Opened{After: o.After}
	if o.By != (desk.Actor{}) {
		by, opened.OnBehalf = o.By, true
	}
	c.log(by, opened)
	for _, place := range t.Copies {
		if !c.linked(place) {
			c.postCard(place, desk.Firing{}, now)
		}
	}
	if o.After != (desk.Key{}) {
		c.tell(telling{to: threads, facts: notice.Happened{By: by, Event: opened}, class: desk.ClassRelay})
	}
	c.tell(living(requester, notice.SlotRequest, o.Receipt))
	if err := c.firstWords(ctx, o, by.Name, secrets); err != nil {
		return nil, err
	}
	return c, nil
}

// firstWords stores the message that the ticket began with, and shows its files
// in the thread, because a card has no room for them.
func (c *Case) firstWords(ctx context.Context, o Opening, author string, secrets []mask.Secret) error {
	u := desk.Utterance{Ticket: c.Ticket.ID, Author: author, Text: c.Ticket.Text, Files: o.Files, Album: o.Album, Source: o.Origin, At: o.At}
	if err := c.tx.Say(ctx, &u); err != nil {
		return err
	}
	if err := c.keepApart(ctx, &u, secrets); err != nil {
		return err
	}
	if len(o.Files) > 0 && !o.Separate {
		said := relayed(notice.CustomerSaid{Author: author, Files: u.Files}, u.ID)
		if o.Album != "" {
			said.at = c.now.Add(together)
		}
		c.tell(said)
	}
	if o.Origin.IsZero() || o.Separate { // it came from a form, or who replies to the message means the other ticket
		return nil
	}
	if err := c.tx.Link(ctx, o.Origin, storage.Link{Ticket: c.Ticket.ID, Utterance: u.ID, FromCustomer: true}); err != nil {
		return err
	}
	if o.Shared && o.Place.Thread != "" && c.desk.Platforms[o.Place.Platform].Threads == desk.ReplyThreads {
		return c.tx.LinkThread(ctx, o.Place, c.Ticket.ID)
	}
	return nil
}

// log adds an entry to the timeline.
func (c *Case) log(by desk.Actor, e history.Activity) {
	c.lines = append(c.lines, storage.TimelineRow{Ticket: c.Ticket.ID, Source: c.Source, Entry: history.Entry{At: c.now, By: by, Event: e}})
}

// NameOf returns an engineer's name.
func (c *Case) NameOf(who desk.EngineerID) string { return c.actor(who).Name }

// actor returns an engineer as the timeline stores them.
func (c *Case) actor(who desk.EngineerID) desk.Actor { return c.desk.EngineerOf(c.Ticket, who) }

// Project returns the shop of the ticket.
func (c *Case) Project() *desk.Project { return c.project }

// Said returns all words about the ticket, the earliest first.
func (c *Case) Said(ctx context.Context) ([]desk.Utterance, error) {
	return c.tx.Utterances(ctx, c.Ticket.ID)
}
