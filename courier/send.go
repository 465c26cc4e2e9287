package courier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/notice"
	"vakhta/storage"
)

// A parcel is a notice with everything needed to send it.
type parcel struct {
	desk.Notice
	facts     notice.Facts
	view      cards.View
	ticket    *desk.Ticket
	stands    []desk.MessageRef          // the pages in the notice's slot; none yet: empty
	card      desk.MessageRef            // the ticket's card at the destination; zero: none
	doubts    []storage.LostPost         // posts of unknown outcome, if the slot is to be emptied
	shown     map[desk.MessageRef]string // hashes of what stands there, see hashOf
	answered  desk.MessageRef            // the message in this chat that the notice's words reply to; zero: none
	files     []desk.FileCopy            // the files of the notice's words that are in this chat
	unchanged bool                       // its message showed the same already
	posted    bool                       // this attempt has posted something, or found it
	touched   desk.Address               // the chat that was called last
	op        desk.Operation             // what was called last, or was to be
	refusal   error                      // why the notice was refused for good
	revoked   bool                       // nothing is to be sent any more
	past      past
	err       error // lookup failed
}

// posting reports whether the last call posts something. An edit or a deletion
// leaves no message that is not stored, whatever its outcome.
func (p *parcel) posting() bool { return p.op == desk.OperationPost }

// pack reads everything that claimed notices need, in one round trip.
func (c *Courier) pack(ctx context.Context, claimed []desk.Notice) []parcel {
	d := c.Tickets.Current()
	now := c.Clock.Now()
	var needs storage.Needs
	parcels := make([]parcel, len(claimed))
	for i, n := range claimed {
		p := parcel{Notice: n, view: cards.View{
			Desk: d, Now: now, Locale: d.Locale, Zone: d.TimeZone, To: n.To,
		}}
		if m := c.Messengers[n.To.Platform]; m != nil {
			p.view.Traits = m.Traits()
		}
		var err error
		if p.facts, err = notice.Decode(n.Kind, n.Facts); err != nil {
			p.err = unsayable(err)
		}
		p.need(&needs)
		parcels[i] = p
	}
	within, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	around, err := c.Store.Around(within, needs)
	for i := range parcels {
		if p := &parcels[i]; err != nil {
			p.err = err
		} else if p.err == nil {
			p.err = desk.Shelter(c.Log, "sending a notice panics", func() error { return p.fill(around) }, "notice", p.Key)
			if errors.Is(p.err, desk.ErrBroken) {
				p.err = unsayable(p.err)
			}
		}
	}
	return parcels
}

// owner returns the handle of the engineer whose private chat gets a notice
// that is for nobody in particular, such as a copy of a ticket's card; or "".
func (p *parcel) owner() string {
	if p.Person != 0 {
		return ""
	}
	if m := p.view.Desk.MemberByAccount(desk.Account{Platform: p.To.Platform, ID: p.To.Chat}); m != nil {
		return m.Handle
	}
	return ""
}

// need adds what a parcel needs to know.
func (p *parcel) need(n *storage.Needs) {
	n.Notices = append(n.Notices, p.ID)
	if owner := p.owner(); owner != "" {
		n.Handles = append(n.Handles, owner)
	} else if p.Person != 0 {
		n.People = append(n.People, p.Person)
	}
	if p.Ticket == 0 {
		if notice.IsBoard(p.Slot) {
			n.Slots = append(n.Slots, p.slot())
		}
		return
	}
	if words := p.words(); words != 0 {
		n.Words = append(n.Words, words)
	}
	n.Tickets = append(n.Tickets, p.Ticket)
	n.Slots = append(n.Slots, p.slot())
	if _, card := p.facts.(notice.WorkCard); card {
		n.Storms = append(n.Storms, p.Ticket)
	}
	if _, removes := p.facts.(notice.Remove); removes && p.Slot != "" {
		n.Doubts = append(n.Doubts, p.slot())
	}
	if p.InThread {
		n.Slots = append(n.Slots, storage.Slot{Ticket: p.Ticket, Name: notice.CardSlot(p.To)})
	}
}

// slot returns the notice's slot. A notice without one gets its own when it has
// several pages.
func (p *parcel) slot() storage.Slot {
	return storage.Slot{Ticket: p.Ticket, Name: cmp.Or(p.Slot, storage.NoticeSlot(p.ID))}
}

// fill adds what was found.
func (p *parcel) fill(s storage.Surroundings) error {
	p.revoked = !s.Standing[p.ID]
	person, met := s.People[p.Person]
	if owner := p.owner(); owner != "" {
		person = s.Handles[owner]
		person.Handle = owner // even if the desk has not met them yet
	} else if p.Person != 0 && !met {
		return unsayable(fmt.Errorf("find the reader: %w", desk.ErrNotFound))
	}
	p.reader(person)
	if p.Ticket == 0 {
		if notice.IsBoard(p.Slot) {
			p.stands = s.Slots[p.slot()]
		}
		return nil
	}
	p.ticket = s.Tickets[p.Ticket]
	if p.ticket == nil {
		return unsayable(fmt.Errorf("read ticket %d: %w", p.Ticket, desk.ErrNotFound))
	}
	p.view.Ticket = p.ticket
	p.stands, p.shown, p.doubts = s.Slots[p.slot()], s.Shown, s.Doubts[p.slot()]
	if cards := s.Slots[storage.Slot{Ticket: p.Ticket, Name: notice.CardSlot(p.To)}]; p.InThread && len(cards) > 0 {
		p.card = cards[0]
	}
	for _, f := range s.Files[p.words()] {
		if f.At.Root() == p.To.Root() {
			p.files = append(p.files, f)
		}
	}
	if a, ok := s.Answered[p.Utterance]; ok {
		p.answers(a)
	}
	if m, ok := s.Storms[p.Ticket]; ok {
		p.view.Incident = &m
	}
	if next, ok := s.Reaction[p.Ticket]; ok {
		p.ladder(next)
	}
	return nil
}

// answers sets which words the notice's reply to: by a reply in the chat where
// the messenger has replies, elsewhere by a quote.
func (p *parcel) answers(a storage.Answered) {
	i := slices.IndexFunc(a.Shown, func(at desk.MessageRef) bool { return at.Root() == p.To.Root() })
	if i >= 0 && p.view.Traits.ShowsReplied() {
		p.answered = a.Shown[i]
		return
	}
	p.view.Answers = &a.Words
}

// unsayable returns the error of a notice that can never be put into words, so that
// it does not block its lane.
func unsayable(err error) error { return &desk.SendError{Fate: desk.Refused, Err: err} }

// reader sets the language and zone of the notice's reader; the zero Person is
// nobody in particular.
func (p *parcel) reader(person desk.Person) {
	member := p.view.Desk.People[person.Handle]
	if person.Locale == "" && member != nil {
		person.Locale = member.Locale
	}
	if person.Locale != "" {
		p.view.Locale = person.Locale
	}
	if member != nil && member.TimeZone != nil {
		p.view.Zone = member.TimeZone
	} else if zone, err := time.LoadLocation(person.TimeZone); err == nil && person.TimeZone != "" {
		p.view.Zone = zone
	}
}

// ladder sets what the engineers' card says about the ladder: what comes next.
func (p *parcel) ladder(next desk.Alarm) {
	switch p.facts.(type) {
	case notice.WorkCard, notice.Ping:
		p.view.NextAt, p.view.NextNotify = escalation.Situation{Desk: p.view.Desk, Ticket: p.ticket}.NextCall(next)
	}
}

// send puts a notice into words and sends it. An outcome without a message
// means that there was nothing to say.
func (c *Courier) send(ctx context.Context, p *parcel) (storage.Settlement, error) {
	m := c.Messengers[p.To.Platform]
	if s, is := p.facts.(notice.SilenceAlert); is && p.err == nil && !p.revoked {
		return c.silence(ctx, p, s)
	}
	if m == nil {
		return storage.Settlement{}, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%s is turned off: %w", p.To.Platform, desk.ErrChatGone)}
	}
	if p.err != nil || p.revoked {
		return storage.Settlement{}, p.err
	}
	if !p.Firing.IsZero() && p.ticket != nil && !escalation.Live(p.ticket, p.Firing.Clock) {
		return storage.Settlement{}, nil
	}
	switch f := p.facts.(type) {
	case notice.React:
		return c.react(ctx, m, p, f)
	case notice.Remove:
		return c.remove(ctx, m, p, f)
	case notice.Rename:
		return c.rename(ctx, m, p)
	case notice.ReportFile:
		return c.paper(ctx, m, p, c.report(p, f))
	case notice.MapFile:
		return c.paper(ctx, m, p, c.techMap(p, f))
	case notice.AgreementFile:
		return c.paper(ctx, m, p, c.agreement(p, f))
	case notice.AuditFile:
		return c.paper(ctx, m, p, c.auditFile(p, f))
	case notice.ReportText:
		return c.figures(ctx, m, p, f)
	}
	if p.Slot != "" && p.Class == desk.ClassRefresh && (len(p.stands) == 0 || !p.view.Traits.Edits) {
		return storage.Settlement{}, nil // there is nothing to refresh
	}
	card, err := cards.Card(p.view, p.facts)
	if err != nil {
		return storage.Settlement{}, unsayable(fmt.Errorf("draw %s: %w", p.Key, err))
	}
	if p.view.Traits.CallsOnly && card.Quiet {
		return storage.Settlement{}, nil // nobody is needed any more
	}
	return c.show(ctx, m, p, card)
}
