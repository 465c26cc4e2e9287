package reports

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

const (
	// grace is how long after its end a month is frozen: transactions that began
	// before it are over by then, on every replica's clock.
	grace = time.Hour
	// frozenAtOnce limits what is counted in one transaction.
	frozenAtOnce = 50
)

// Freeze stores the figures of months that are over, some at a time. They are what
// a report would count at any later time: it is only quicker to read them. A
// project with tickets that are still to be counted waits.
func Freeze(ctx context.Context, tx *storage.Tx, d *desk.Desk, now time.Time) error {
	left := frozenAtOnce
	for code, p := range d.Projects {
		n, err := freeze(ctx, tx, code, now.In(d.ZoneOfProject(p)), left)
		if err != nil {
			return err
		}
		if left -= n; left <= 0 {
			return nil
		}
	}
	return nil
}

// freeze freezes months of a project; the zone of now is its contract's.
func freeze(ctx context.Context, tx *storage.Tx, code string, now time.Time, most int) (n int, err error) {
	month, err := tx.FirstUnfrozen(ctx, code)
	if err != nil || month == (desk.Date{}) {
		return 0, err
	}
	counted, err := tx.Counted(ctx, code)
	if err != nil || !counted {
		return 0, err
	}
	from := time.Date(month.Year, month.Month, 1, 0, 0, 0, 0, now.Location())
	for ; n < most; n++ {
		to := from.AddDate(0, 1, 0)
		if now.Before(to.Add(grace)) {
			return n, nil
		}
		q := storage.CountQuery{Project: code, Month: desk.DateOf(from), Period: desk.Period{From: from, To: to}, At: to}
		m, err := tx.CountMonth(ctx, q)
		if err != nil {
			return n, err
		}
		if err := tx.Freeze(q, m, now); err != nil {
			return n, err
		}
		from = to
	}
	return n, nil
}
