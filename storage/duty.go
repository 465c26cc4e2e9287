package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

const selectDuty = `select id, coalesce(team, ''), handle, begins_at, ends_at, arranged_by from duty where ends_at > $1 order by id`

// DutyChanges returns the overrides and absences that end after a moment, in the
// order in which they were arranged.
func (tx *Tx) DutyChanges(ctx context.Context, since time.Time) ([]desk.DutyChange, error) {
	scan := func(row pgx.CollectableRow) (c desk.DutyChange, err error) {
		err = row.Scan(&c.ID, &c.Team, &c.Who, pgtx.Timestamp{T: &c.From}, pgtx.Timestamp{T: &c.Until}, &c.By)
		return c, err
	}
	return pgtx.Rows(ctx, tx.t, "read changes of duty", scan, selectDuty, pgtx.At(since))
}

const insertDuty = `
insert into duty (team, handle, begins_at, ends_at, arranged_by, arranged_at) values (nullif($1, ''), $2, $3, $4, $5, $6)`

// Arrange adds overrides and absences, in this order.
func (tx *Tx) Arrange(now time.Time, changes ...desk.DutyChange) {
	for _, c := range changes {
		tx.t.Later("arrange the duty of "+c.Who, insertDuty, c.Team, c.Who, pgtx.At(c.From), pgtx.At(c.Until), c.By, pgtx.At(now))
	}
}

const (
	// An absence that has begun stays known up to now.
	endAway    = `update duty set ends_at = $2 where handle = $1 and team is null and begins_at < $2 and ends_at > $2`
	cancelAway = `delete from duty where handle = $1 and team is null and begins_at >= $2`
)

// EndAway ends a person's absences, those of the future too, and returns how many
// there were.
func (tx *Tx) EndAway(ctx context.Context, handle string, now time.Time) (int, error) {
	ended, err := tx.t.Exec(ctx, "end the absence of "+handle, endAway, handle, pgtx.At(now))
	if err != nil {
		return 0, err
	}
	cancelled, err := tx.t.Exec(ctx, "cancel the absences of "+handle, cancelAway, handle, pgtx.At(now))
	return ended + cancelled, err
}

// A Swap is a shift that somebody wants to give to a colleague, for one of theirs.
type Swap struct {
	ID          int64
	Team, Who   string // the team's key, and a handle
	From, Until time.Time
	TakenBy     string // a handle; "": nobody yet
}

const insertSwap = `
insert into swaps (team, handle, begins_at, ends_at, asked_at) values ($1, $2, $3, $4, $5) returning id`

// AskSwap stores that somebody wants to swap a shift, and returns its number.
func (tx *Tx) AskSwap(ctx context.Context, s Swap, now time.Time) (int64, error) {
	return pgtx.One(ctx, tx.t, "ask to swap a shift", pgx.RowTo[int64], insertSwap, s.Team, s.Who, pgtx.At(s.From), pgtx.At(s.Until), pgtx.At(now))
}

const openSwaps = `
select id, team, handle, begins_at, ends_at, coalesce(taken_by, '') from swaps where ends_at > $1 and taken_by is null order by begins_at, id limit 50`

// OpenSwaps returns the swaps that nobody has taken and that are not over.
func (tx *Tx) OpenSwaps(ctx context.Context, now time.Time) ([]Swap, error) {
	return pgtx.Rows(ctx, tx.t, "read open swaps", scanSwap, openSwaps, pgtx.At(now))
}

const lockSwap = `select id, team, handle, begins_at, ends_at, coalesce(taken_by, '') from swaps where id = $1 for update`

// LockSwap returns a swap and locks it, so that only one colleague takes it.
func (tx *Tx) LockSwap(ctx context.Context, id int64) (Swap, error) {
	return pgtx.One(ctx, tx.t, "lock a swap", scanSwap, lockSwap, id)
}

func scanSwap(row pgx.CollectableRow) (s Swap, err error) {
	err = row.Scan(&s.ID, &s.Team, &s.Who, pgtx.Timestamp{T: &s.From}, pgtx.Timestamp{T: &s.Until}, &s.TakenBy)
	return s, err
}

// TakeSwap stores who takes a swap.
func (tx *Tx) TakeSwap(id int64, handle string) {
	tx.t.Later("take a swap", `update swaps set taken_by = $2 where id = $1`, id, handle)
}

const (
	pruneDuty  = `delete from duty where ends_at < $1`
	pruneSwaps = `delete from swaps where ends_at < $1`
)

// PruneDuty deletes what people arranged for a time that is over.
func (tx *Tx) PruneDuty(before time.Time) {
	tx.t.Later("delete old changes of duty", pruneDuty, pgtx.At(before))
	tx.t.Later("delete old swaps", pruneSwaps, pgtx.At(before))
}
