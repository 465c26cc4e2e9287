package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage/pgtx"
)

// A Drill is a rehearsal of a project's ladder.
type Drill struct {
	ID       int64
	Project  string
	Priority desk.Priority
	Began    time.Time
	By       string // handle of the admin who planned it
	Weekly   bool   // the next one is planned when it is over
	Steps    int    // of the ladder, that were called so far
}

const insertDrill = `
insert into drills (project, priority, began_at, planned_by, weekly) values ($1, $2, $3, $4, $5) returning id`

// AddDrill stores a drill and returns its number.
func (tx *Tx) AddDrill(ctx context.Context, d Drill) (int64, error) {
	return pgtx.One(ctx, tx.t, "plan a drill", pgx.RowTo[int64], insertDrill, d.Project, int(d.Priority), pgtx.At(d.Began), d.By, d.Weekly)
}

const (
	selectDrill   = `select id, project, priority, began_at, planned_by, weekly, steps from drills where id = $1`
	setDrillSteps = `update drills set steps = $2 where id = $1`
	stopDrills    = `update drills set weekly = false where project = $1 and weekly`
)

// Drill returns a drill.
func (tx *Tx) Drill(ctx context.Context, id int64) (Drill, error) {
	return pgtx.One(ctx, tx.t, "read a drill", func(row pgx.CollectableRow) (d Drill, err error) {
		err = row.Scan(&d.ID, &d.Project, &d.Priority, pgtx.Timestamp{T: &d.Began}, &d.By, &d.Weekly, &d.Steps)
		return d, err
	}, selectDrill, id)
}

// SetDrillSteps stores how many steps of a drill were called.
func (tx *Tx) SetDrillSteps(id int64, steps int) error {
	tx.t.Later("continue a drill", setDrillSteps, id, steps)
	return nil
}

// StopDrills makes the weekly drills of a project the last ones, and returns how
// many there were.
func (tx *Tx) StopDrills(ctx context.Context, project string) (int, error) {
	return tx.t.Exec(ctx, "stop drills", stopDrills, project)
}

// A Rehearsal is one call of a drill.
type Rehearsal struct {
	ID       int64
	Drill    int64
	Step     int
	Who      string // handle of the person called, or mentioned in the channel; "": a channel
	Name     string // "": it is in a channel
	To       desk.Address
	Key      string // of its notice
	Planned  time.Time
	Sent     time.Time // zero: not sent
	Refused  bool      // the messenger refused it for good
	Answered time.Time // zero: not answered
}

const insertDrillCall = `
insert into drill_calls (drill, step, handle, name, platform, chat, thread, key, planned)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`

// AddDrillCall stores a call and returns its number.
func (tx *Tx) AddDrillCall(ctx context.Context, c Rehearsal) (int64, error) {
	return pgtx.One(ctx, tx.t, "call in a drill", pgx.RowTo[int64], insertDrillCall,
		c.Drill, c.Step, c.Who, c.Name, c.To.Platform, c.To.Chat, c.To.Thread, c.Key, pgtx.At(c.Planned))
}

const selectDrillCalls = `
select c.id, c.drill, c.step, c.handle, c.name, c.platform, c.chat, c.thread, c.key, c.planned,
    case when n.state = 'sent' then n.settled_at end, coalesce(n.state = 'dead', false), c.answered_at
from drill_calls c left join notices n on n.key = c.key where c.drill = $1 order by c.id`

// DrillCalls returns the calls of a drill with what became of them, in order.
func (tx *Tx) DrillCalls(ctx context.Context, drill int64) ([]Rehearsal, error) {
	return pgtx.Rows(ctx, tx.t, "read the calls of a drill", func(row pgx.CollectableRow) (c Rehearsal, err error) {
		err = row.Scan(&c.ID, &c.Drill, &c.Step, &c.Who, &c.Name, &c.To.Platform, &c.To.Chat, &c.To.Thread, &c.Key,
			pgtx.Timestamp{T: &c.Planned}, pgtx.Timestamp{T: &c.Sent}, &c.Refused, pgtx.Timestamp{T: &c.Answered})
		return c, err
	}, selectDrillCalls, drill)
}

// A call in private is answered by its person, one in a channel by the person it
// mentions or, if it mentions nobody, by anybody there. One answer counts for all
// calls of the person so far.
const answerDrill = `
update drill_calls c set answered_at = $3
from drill_calls pressed
where pressed.id = $1 and c.drill = pressed.drill and c.answered_at is null and (c.handle = $2 or c.id = pressed.id and c.handle = '')`

// AnswerDrill stores that somebody answered a call, and returns for how many calls
// that counts.
func (tx *Tx) AnswerDrill(ctx context.Context, call int64, handle string, now time.Time) (int, error) {
	return tx.t.Exec(ctx, "answer a drill", answerDrill, call, handle, pgtx.At(now))
}
