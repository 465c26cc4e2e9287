package tickets

import (
	"context"
	"errors"
	"fmt"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// FileSent stores the copy of a file that a notice posted, and reports whether
// the notice is still to be sent. If the file did not arrive, the copy is the
// message that says so, and the file's sender is told once, wherever else it
// did not arrive.
func (s *Service) FileSent(ctx context.Context, n desk.Notice, f desk.FileCopy, missed *notice.FileMissed) (living bool, err error) {
	err = s.Store.Update(ctx, func(tx *storage.Tx) error {
		if living, err = tx.PostedFile(ctx, n.ID, f); err != nil || missed == nil {
			return err
		}
		u, err := tx.UtteranceByID(ctx, f.Utterance)
		if errors.Is(err, desk.ErrNotFound) || err == nil && (u.Source.IsZero() || u.Source.Root() == n.To.Root()) {
			return nil // there is nobody to tell, or they see it
		}
		if err != nil {
			return err
		}
		told, err := s.sender(ctx, tx, u)
		if err != nil {
			return err
		}
		now := s.Clock.Now()
		told.Key = fmt.Sprintf("words/%d/file%d/missed/%s", f.Utterance, f.Part+1, missed.Why)
		told.Kind, told.Facts, told.Planned = missed.Kind(), notice.Encode(*missed), now
		return tx.Enqueue(ctx, now, told)
	})
	if err != nil {
		return false, fmt.Errorf("keep a file of %s: %w", n.Key, err)
	}
	if missed != nil {
		s.Queued.Ring()
	}
	return living, nil
}

// sender returns a notice to the author of some words, where they wrote them.
func (s *Service) sender(ctx context.Context, tx *storage.Tx, u desk.Utterance) (desk.Notice, error) {
	n := desk.Notice{Ticket: u.Ticket, To: u.Source.Address, Class: desk.ClassAnswer}
	if u.FromDesk {
		return n, nil
	}
	t, err := tx.TicketByID(ctx, u.Ticket)
	if err == nil {
		n.Person = t.Requester.ID
	}
	return n, err
}
