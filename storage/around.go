package storage

import (
	"context"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// Needs lists what a courier has to know to put notices into words.
type Needs struct {
	Notices []int64
	Tickets []desk.TicketID
	People  []desk.PersonID
	Handles []string
	Slots   []Slot
	Storms  []desk.TicketID // tickets that may be the lead of a major incident
	Doubts  []Slot          // slots for which unknown messages are looked up
	Words   []int64         // utterances whose files may have been posted already
}

// Surroundings are what [Needs] asked for, in one snapshot. Missing keys were
// not found.
type Surroundings struct {
	Standing map[int64]bool // notices that are still to be sent
	Tickets  map[desk.TicketID]*desk.Ticket
	Reaction map[desk.TicketID]desk.Alarm // alarms of the tickets' reaction clocks
	People   map[desk.PersonID]desk.Person
	Handles  map[string]desk.Person
	Slots    map[Slot][]desk.MessageRef // the pages in each, in order
	Shown    map[desk.MessageRef]string // hashes of what the messages in the slots show, as far as is known
	Doubts   map[Slot][]LostPost
	Storms   map[desk.TicketID]desk.MajorIncident // by lead
	Files    map[int64][]desk.FileCopy            // by utterance
	Answered map[int64]Answered                   // by utterance
}

// Around reads all of it in one round trip. Looking for each notice separately
// would take most of a courier's time.
func (db *DB) Around(ctx context.Context, n Needs) (Surroundings, error) {
	var standing []int64
	var found []*desk.Ticket
	var armed []desk.Alarm
	var people []desk.Person
	var slots []filled
	var doubts []doubted
	var incidents []desk.MajorIncident
	var copies []desk.FileCopy
	var answered []Answered
	err := pgtx.Run(ctx, db.pool, pgtx.Snapshot, func(t *pgtx.Transaction) error {
		tx := &Tx{t}
		tx.StandingAhead(n.Notices, &standing)
		tx.TicketsAhead(n.Tickets, &found)
		tx.ArmedAhead(n.Tickets, desk.ClockReaction, &armed)
		tx.PeopleAhead(n.People, n.Handles, &people)
		tx.slotsAhead(n.Slots, &slots)
		if len(n.Storms) > 0 {
			tx.incidentsAhead(n.Storms, &incidents)
		}
		if len(n.Doubts) > 0 {
			tx.doubtsAhead(n.Doubts, &doubts)
		}
		if len(n.Words) > 0 {
			tx.copiesAhead(n.Words, &copies)
			tx.answeredAhead(n.Words, &answered)
		}
		return nil
	})
	s := Surroundings{
		Standing: map[int64]bool{}, Tickets: map[desk.TicketID]*desk.Ticket{}, Reaction: map[desk.TicketID]desk.Alarm{},
		People: map[desk.PersonID]desk.Person{}, Handles: map[string]desk.Person{}, Slots: map[Slot][]desk.MessageRef{},
		Shown: map[desk.MessageRef]string{}, Doubts: map[Slot][]LostPost{}, Storms: map[desk.TicketID]desk.MajorIncident{},
		Files: map[int64][]desk.FileCopy{}, Answered: map[int64]Answered{},
	}
	for _, a := range answered {
		s.Answered[a.By] = a
	}
	for _, f := range copies {
		s.Files[f.Utterance] = append(s.Files[f.Utterance], f)
	}
	for _, m := range incidents {
		s.Storms[m.Lead] = m
	}
	for _, id := range standing {
		s.Standing[id] = true
	}
	for _, t := range found {
		s.Tickets[t.ID] = t
	}
	for _, a := range armed {
		s.Reaction[a.Ticket] = a
	}
	for _, p := range people {
		s.People[p.ID] = p
		s.Handles[p.Handle] = p
	}
	for _, f := range slots {
		for len(s.Slots[f.Slot]) < f.page { // an earlier page is gone
			s.Slots[f.Slot] = append(s.Slots[f.Slot], desk.MessageRef{})
		}
		s.Slots[f.Slot] = append(s.Slots[f.Slot], f.by)
		if f.shown != "" {
			s.Shown[f.by] = f.shown
		}
	}
	for _, d := range doubts {
		s.Doubts[d.Slot] = append(s.Doubts[d.Slot], d.LostPost)
	}
	return s, err
}
