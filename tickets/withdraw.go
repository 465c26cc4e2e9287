package tickets

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// Withdraw takes back what waits to be sent in private to a person who has just left
// a project, unless desk.yaml gives them another part in it.
func Withdraw(ctx context.Context, tx *storage.Tx, d *desk.Desk, project string, who desk.Person) {
	if p := d.Projects[project]; p != nil && (hasPart(d, p, who.Handle, nil, time.Time{}) || calls(d, p, who.Handle)) {
		return
	}
	tx.Withdraw(ctx, who.ID, project)
}

// WithdrawFromLeavers takes back what waits for people who were removed from
// desk.yaml since the last start.
func (s *Service) WithdrawFromLeavers(ctx context.Context) error {
	d := s.Current()
	return s.Store.Update(ctx, func(tx *storage.Tx) error {
		awaited, err := tx.Awaited(ctx)
		for _, a := range awaited {
			p := d.Projects[a.Project]
			if p != nil && !hasPart(d, p, a.Handle, a.Joined, s.Clock.Now()) && !calls(d, p, a.Handle) {
				tx.Withdraw(ctx, a.Person, a.Project)
			}
		}
		return err
	})
}
