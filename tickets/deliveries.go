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
	// undoFor is how long words to the customer can be taken back after they have arrived.
	undoFor = 10 * time.Second
	// soon is after how long the author of words is told that they are still on their way.
	soon = 2 * time.Second
	// albumFor is how long an item of an album waits for the others, one of which may mark it as a note. They are
	// delivered together.
	albumFor = 3 * time.Second
)

// The emojis on an engineer's message to the customer.
const (
	arrivedSign = "👍"
	failedSign  = "👎"
)

// sends queues words to the customer, and shows their author their state: a message gets an emoji when it has arrived,
// and the words of a form are shown in the thread, where they would not be visible otherwise.
func (c *Case) sends(w Words, u desk.Utterance) {
	f := notice.DeskSaid{Author: u.Author, Text: w.Text, Files: w.Files}
	told := f
	told.From, told.Source = w.Place, w.Source
	leaves := c.now
	if w.Waits {
		leaves = leaves.Add(albumFor)
	}
	others := f
	if c.apart { // the requester left: only the others' copies count
		others = told
	}
	for _, t := range []telling{c.toRequesters(requester, told, u.ID), c.toRequesters(merged, others, u.ID)} {
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

// deliveredAt returns the notice that shows the state of words at a place.
func deliveredAt(t desk.TicketID, utterance int64, place desk.Address) desk.Notice {
	return desk.Notice{
		Ticket: t, To: place, InThread: true, Slot: notice.DeliveredSlot(utterance, place), Class: desk.ClassAnswer,
	}
}

// delivered returns its facts, with the words if they are not visible elsewhere.
func delivered(u desk.Utterance, s notice.DeliveryStage) notice.Delivered {
	f := notice.Delivered{Utterance: u.ID, Stage: s}
	if u.Source.IsZero() {
		f.Author, f.Text, f.Files = u.Author, u.Text, u.Files
	}
	return f
}

// Follows reports whether anything follows when a notice with these facts has been sent or carried out.
func Follows(f notice.Facts) bool {
	switch f := f.(type) {
	case notice.DeskSaid:
		return !f.From.IsZero()
	case notice.Remove:
		return f.Utterance != 0
	case notice.SilenceAlert:
		return true
	case notice.ReachChanged:
		return f.Cause == desk.ReachAway && f.Back
	default:
		return false
	}
}

// Settle records that a notice was sent, together with the consequences, so that success is reported only when it is
// certain.
func (s *Service) Settle(ctx context.Context, n desk.Notice, f notice.Facts, o storage.Settlement) error {
	if silence, is := f.(notice.SilenceAlert); is {
		return s.settleSilence(ctx, n, silence, o)
	}
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
		case notice.ReachChanged:
			if probes(n, f) && o.Sent != nil {
				err = back(ctx, tx, s.Current(), n, o.At)
			}
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

// behind collects what follows from a notice that was sent.
type behind struct {
	tx      *storage.Tx
	n       desk.Notice
	now     time.Time
	notices []desk.Notice
}

// add adds a notice. Its key begins with that of the notice it follows from, so that it is added once.
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

// arrived marks words that have arrived, and offers undo for a while.
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
	b.add(n, notice.Remove{}) // the message that they are on their way
	return nil
}

// takenBack reports the result of an undo, once every copy of the words was deleted or found to stay.
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
