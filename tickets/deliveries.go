package tickets

import (
	"context"
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

const (
	// undoFor is how long words to the customer can be taken back once they have arrived.
	undoFor = 10 * time.Second
	// soon is how long words may be on their way before the one who said them is told
	// that they still are.
	soon = 2 * time.Second
	// albumFor is how long an item of an album waits for the others, which may say that
	// it is for nobody. They are delivered together, in messages of their own.
	albumFor = 3 * time.Second
)

// The signs on an engineer's message to the customer.
const (
	arrivedSign = "👍"
	failedSign  = "👎"
)

// sends has words to the customer leave, and tells their author at their place what
// becomes of them: a message is marked once it has arrived, and words of a form are
// shown in the thread, where nobody would see them otherwise.
func (c *Case) sends(w Words, u desk.Utterance) {
	f := notice.DeskSaid{Author: u.Author, Text: w.Text, Files: w.Files}
	told := f
	told.From, told.Source = w.Place, w.Source
	leaves := c.now
	if w.Waits {
		leaves = leaves.Add(albumFor)
	}
	for _, t := range []telling{c.toRequesters(requester, told, u.ID), c.toRequesters(merged, f, u.ID)} {
		t.at = leaves
		c.tell(t)
	}
	if w.Place.IsZero() {
		return
	}
	n := deliveredAt(c.Ticket.ID, u.ID, w.Place)
	n.Class = desk.ClassRelay
	if !w.Source.IsZero() {
		n.Planned = leaves.Add(soon)
	}
	c.add(n, delivered(u, notice.StageSending))
}

// deliveredAt is what tells at a place what becomes of words.
func deliveredAt(t desk.TicketID, utterance int64, place desk.Address) desk.Notice {
	return desk.Notice{
		Ticket: t, To: place, InThread: true, Slot: notice.DeliveredSlot(utterance, place), Class: desk.ClassAnswer,
	}
}

// delivered are the facts of it, with the words where they stand nowhere else.
func delivered(u desk.Utterance, s notice.DeliveryStage) notice.Delivered {
	f := notice.Delivered{Utterance: u.ID, Stage: s}
	if u.Source.IsZero() {
		f.Author, f.Text, f.Files = u.Author, u.Text, u.Files
	}
	return f
}

// Follows reports whether it matters to somebody that a notice with these facts was
// sent, or was carried out.
func Follows(f notice.Facts) bool {
	switch f := f.(type) {
	case notice.DeskSaid:
		return !f.From.IsZero()
	case notice.Remove:
		return f.Utterance != 0
	default:
		return false
	}
}

// Settle writes down that a notice was sent, together with what follows from it:
// success is told when it is there, and not before.
func (s *Service) Settle(ctx context.Context, n desk.Notice, f notice.Facts, o storage.Settlement) error {
	err := s.Store.Update(ctx, func(tx *storage.Tx) error {
		if _, err := tx.LockTickets(ctx, n.Ticket); err != nil {
			return err
		}
		was, err := tx.Settle(ctx, o)
		if err != nil {
			return err
		}
		b := behind{tx: tx, n: n, now: o.At}
		switch f := f.(type) {
		case notice.DeskSaid:
			if was == storage.NoticeLiving && o.Sent != nil {
				err = b.arrived(ctx, f)
			}
		case notice.Remove:
			err = b.takenBack(ctx, f, "")
		}
		if err != nil {
			return err
		}
		return tx.Enqueue(ctx, o.At, b.notices...)
	})
	if err != nil {
		return fmt.Errorf("settle %s: %w", n.Key, err)
	}
	s.Queued.Ring()
	return nil
}

// behind is what follows from a notice that has left the outbox.
type behind struct {
	tx      *storage.Tx
	n       desk.Notice
	now     time.Time
	notices []desk.Notice
}

// add adds a notice. What follows from one follows once: their keys begin with its own.
func (b *behind) add(n desk.Notice, f notice.Facts) {
	n.Ticket, n.Kind, n.Facts = b.n.Ticket, f.Kind(), notice.Encode(f)
	n.Key = fmt.Sprintf("%s/then%d/%s", b.n.Key, len(b.notices)+1, f.Kind())
	if n.Planned.IsZero() {
		n.Planned = b.now
	}
	b.notices = append(b.notices, n)
}

func (b *behind) sign(at desk.MessageRef, emoji string, off bool) {
	if !at.IsZero() {
		b.add(desk.Notice{To: at.Root(), Class: desk.ClassRelay}, notice.React{At: at, Emoji: emoji, Off: off})
	}
}

// arrived marks words that have arrived, and offers for a while to take them back.
func (b *behind) arrived(ctx context.Context, f notice.DeskSaid) error {
	u, err := b.tx.UtteranceByID(ctx, b.n.Utterance)
	if err != nil {
		return err
	}
	b.sign(f.Source, arrivedSign, false)
	n, facts := deliveredAt(b.n.Ticket, u.ID, f.From), delivered(u, notice.StageArrived)
	n.Class = desk.ClassRelay
	facts.Until = b.now.Add(undoFor)
	b.add(n, facts)
	n.Planned = facts.Until
	if f.Source.IsZero() {
		b.add(n, delivered(u, notice.StageArrived))
		return nil
	}
	b.add(n, notice.Remove{})
	return nil
}

// missed marks words that will not arrive.
func (b *behind) missed(ctx context.Context, f notice.DeskSaid, cause desk.ReachCause) error {
	u, err := b.tx.UtteranceByID(ctx, b.n.Utterance)
	if err != nil {
		return err
	}
	b.sign(f.Source, failedSign, false)
	n, facts := deliveredAt(b.n.Ticket, u.ID, f.From), delivered(u, notice.StageFailed)
	facts.Cause = cause
	if f.Source.IsZero() {
		b.add(n, facts)
		return nil
	}
	b.add(n, notice.Remove{}) // that they are on their way
	return nil
}

// takenBack tells, once every copy of some words has been taken away or was found to
// stand, what came of it.
func (b *behind) takenBack(ctx context.Context, f notice.Remove, cause desk.ReachCause) error {
	u, err := b.tx.UtteranceByID(ctx, f.Utterance)
	if err != nil {
		return err
	}
	copies, err := b.tx.Dispatches(ctx, b.n.Ticket, notice.WordsSlots(f.Utterance))
	if err != nil {
		return err
	}
	stage := notice.StageRecalled
	for _, d := range copies {
		switch {
		case d.Kind != f.Kind():
		case d.State == storage.NoticeLiving:
			return nil
		case d.State == storage.NoticeDead:
			stage = notice.StageStands
		case d.Unsure && stage == notice.StageRecalled:
			stage = notice.StageDoubtful
		}
	}
	switch {
	case f.Tell.IsZero(), f.Quiet && stage == notice.StageRecalled:
		return nil
	case !f.Quiet && stage != notice.StageStands:
		b.sign(u.Source, arrivedSign, true)
	}
	facts := delivered(u, stage)
	facts.Cause = cause
	b.add(deliveredAt(b.n.Ticket, u.ID, f.Tell), facts)
	return nil
}
