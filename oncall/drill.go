package oncall

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// DrillKind is the kind of the subject of a drill's alarm.
const DrillKind = "drill"

// reportAfter is how long after its last step a drill is reported.
const reportAfter = 15 * time.Minute

// PlanDrill stores a drill and sets its alarm. It begins at f.Began.
func PlanDrill(ctx context.Context, tx *storage.Tx, f storage.Drill) (desk.Alarm, error) {
	id, err := tx.AddDrill(ctx, f)
	alarm := desk.Alarm{Subject: desk.Of(DrillKind, strconv.FormatInt(id, 10)), Due: f.Began}
	return alarm, errors.Join(err, tx.Arm(ctx, alarm))
}

// FireDrill calls the people of the steps that are due, as the ladder would for a
// ticket that was opened when the drill began, or reports the drill after its
// last step. The shop's managers are not called: customers see nothing of it.
func FireDrill(s *tickets.Service) func(ctx context.Context, now time.Time, due desk.Alarm) error {
	return func(ctx context.Context, now time.Time, due desk.Alarm) error {
		id, err := strconv.ParseInt(due.Name(), 10, 64)
		if err != nil {
			return fmt.Errorf("continue a drill: %w", err)
		}
		var set []desk.Alarm
		err = s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
			armed, err := tx.LockAlarm(ctx, due.Subject, due.Clock)
			if errors.Is(err, desk.ErrNotFound) || err == nil && armed.Due.After(now) {
				return nil
			}
			if err == nil {
				set, err = drill(ctx, tx, s.Current(), drilling{id: id, due: armed, now: now})
			}
			return err
		})
		if err == nil {
			s.Committed(ctx, tickets.Changes{Set: set})
		}
		return err
	}
}

// A drilling is an alarm of a drill that rang.
type drilling struct {
	id  int64
	due desk.Alarm
	now time.Time
}

func drill(ctx context.Context, tx *storage.Tx, d *desk.Desk, at drilling) ([]desk.Alarm, error) {
	f, err := tx.Drill(ctx, at.id)
	if errors.Is(err, desk.ErrNotFound) || err == nil && d.Projects[f.Project] == nil {
		return nil, tx.Disarm(ctx, at.due.Subject, at.due.Clock)
	}
	if err != nil {
		return nil, err
	}
	rounds, err := tickets.Forecast(ctx, tx, d, f.Project, f.Priority, f.Began)
	if err != nil {
		return nil, err
	}
	next := f.Began.Add(reportAfter)
	for i, r := range rounds {
		if r.At.After(at.now) {
			return again(ctx, tx, at, r.At)
		}
		next = r.At.Add(reportAfter)
		if i >= f.Steps {
			if err := callAll(ctx, tx, f, r, at.now); err != nil {
				return nil, err
			}
		}
	}
	if err := tx.SetDrillSteps(at.id, len(rounds)); err != nil {
		return nil, err
	}
	if next.After(at.now) {
		return again(ctx, tx, at, next)
	}
	if err := reportDrill(ctx, tx, d, f, at.now); err != nil || !f.Weekly {
		return nil, errors.Join(err, tx.Disarm(ctx, at.due.Subject, at.due.Clock))
	}
	f.Began, f.Steps = nextWeek(f.Began.In(d.TimeZone), at.now), 0
	planned, err := PlanDrill(ctx, tx, f)
	return []desk.Alarm{planned}, errors.Join(err, tx.Disarm(ctx, at.due.Subject, at.due.Clock))
}

// nextWeek is the same weekday and hour, after now.
func nextWeek(began, now time.Time) time.Time {
	for !began.After(now) {
		began = began.AddDate(0, 0, 7)
	}
	return began
}

func again(ctx context.Context, tx *storage.Tx, at drilling, due time.Time) ([]desk.Alarm, error) {
	alarm := at.due
	alarm.Due = due
	return []desk.Alarm{alarm}, tx.Arm(ctx, alarm)
}

// callAll calls the people of one step.
func callAll(ctx context.Context, tx *storage.Tx, f storage.Drill, r escalation.Round, now time.Time) error {
	var notices []desk.Notice
	for n, c := range r.Calls {
		if c.Audience == desk.Managers {
			continue
		}
		call := storage.Rehearsal{
			Drill: f.ID, Step: r.Step + 1, Who: c.Who.Handle, Name: c.Who.Name, To: c.To, Planned: r.At,
			Key: fmt.Sprintf("drill/%d/step%d/%d", f.ID, r.Step+1, n),
		}
		if call.Who == "" { // in a channel the person it mentions answers
			call.Who = c.Shift.Who
		}
		id, err := tx.AddDrillCall(ctx, call)
		if err != nil {
			return err
		}
		facts := notice.DrillCall{Call: id, Project: f.Project, Priority: f.Priority, Step: r.Step + 1, Mention: c.Mention}
		notices = append(notices, desk.Notice{
			Key: call.Key, To: c.To, Class: desk.ClassEscalation, Kind: facts.Kind(), Facts: notice.Encode(facts), Planned: r.At,
		})
	}
	return errors.Join(tx.SetDrillSteps(f.ID, r.Step+1), tx.Enqueue(ctx, now, notices...))
}

// reportDrill tells the admin who planned it and the first line how it went.
func reportDrill(ctx context.Context, tx *storage.Tx, d *desk.Desk, f storage.Drill, now time.Time) error {
	calls, err := tx.DrillCalls(ctx, f.ID)
	if err != nil {
		return err
	}
	report := notice.DrillReport{Project: f.Project, Priority: f.Priority, Began: f.Began}
	for _, c := range calls {
		line := notice.DrillLine{Step: c.Step, Who: nameOrNobody(d, c.Who), Platform: c.To.Platform, Planned: c.Planned, Sent: c.Sent, Answered: c.Answered, Refused: c.Refused}
		if team := d.TeamByChannel(c.To); team != nil && c.Name == "" {
			line.Team = team.Name
		}
		report.Lines = append(report.Lines, line)
	}
	key := fmt.Sprintf("drill/%d/report", f.ID)
	var notices []desk.Notice
	if to, ok := d.PrivateOf(f.By); ok {
		notices = append(notices, post(to, report, key, now))
	}
	if team := d.Team(d.Projects[f.Project], 1); team != nil && d.On(team.Channel.Platform) {
		notices = append(notices, post(team.Channel, report, key, now))
	}
	return tx.Enqueue(ctx, now, notices...)
}
