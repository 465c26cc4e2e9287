package onboarding

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// ChecklistKind is the kind of the subject of a checklist's alarm.
const ChecklistKind = "checklist"

// Rights asks the messengers what the bot may do in the chats of a desk.
type Rights func(ctx context.Context, d *desk.Desk) []desk.Finding

// Began posts the checklist of a chat that was just linked and the rehearsal for the
// first line, and returns the alarm by which the points are tested.
func Began(ctx context.Context, tx *storage.Tx, d *desk.Desk, chat desk.Address) (desk.Alarm, error) {
	c, err := tx.ConnectedChat(ctx, chat.String())
	if err != nil {
		return desk.Alarm{}, err
	}
	p, now, f := d.Projects[c.Project], c.At, notice.ChatConnected{Project: c.Project}
	if f.People, f.Unreached, err = reach(ctx, tx, d, p); err != nil {
		return desk.Alarm{}, err
	}
	all := []desk.Notice{checklist(c, f, now)}
	if line := d.Team(p, 1); line != nil && d.On(line.Channel.Platform) {
		r := notice.ChatRehearsal{Project: c.Project, Chat: c.Chat}
		all = append(all, desk.Notice{
			Key: fmt.Sprintf("rehearsal/%s/%d", c.Chat, now.UnixMilli()), To: line.Channel, Class: desk.ClassAnswer,
			Kind: r.Kind(), Facts: notice.Encode(r), Planned: now,
		})
	}
	alarm := Recheck(c.Chat, now)
	return alarm, errors.Join(tx.Enqueue(ctx, now, all...), tx.Arm(ctx, alarm))
}

// Recheck is the alarm by which a chat's checklist is tested at a time.
func Recheck(chat desk.Address, at time.Time) desk.Alarm {
	return desk.Alarm{Subject: desk.Of(ChecklistKind, chat.String()), Due: at}
}

// checklist is written in the language of the person who linked the chat.
func checklist(c storage.ConnectedChat, f notice.ChatConnected, now time.Time) desk.Notice {
	facts := notice.Encode(f)
	return desk.Notice{
		Key: fmt.Sprintf("checklist/%s/%d/%x", c.Chat, now.UnixMilli(), sha256.Sum256(facts)), To: c.Chat, Slot: notice.ChecklistSlot(c.Chat), Class: desk.ClassAnswer,
		Kind: f.Kind(), Facts: facts, Person: c.By, Planned: now,
	}
}

// FireChecklist tests the points of a linked chat's checklist, and edits the message
// if one of them has changed. It ends with the last point, with the link, or after a
// week.
func FireChecklist(s *tickets.Service, rights Rights) func(ctx context.Context, now time.Time, due desk.Alarm) error {
	return func(ctx context.Context, now time.Time, due desk.Alarm) error {
		var linked storage.ConnectedChat
		err := s.Store.View(ctx, func(tx *storage.Tx) (err error) {
			linked, err = tx.ConnectedChat(ctx, due.Name())
			return err
		})
		if err != nil && !errors.Is(err, desk.ErrNotFound) {
			return err
		}
		d := s.Current()
		var found []desk.Finding
		if err == nil {
			found = rights(ctx, about(d, linked.Connection))
		}
		var set []desk.Alarm
		err = s.Store.Update(ctx, func(tx *storage.Tx) (err error) {
			armed, err := tx.LockAlarm(ctx, due.Subject, due.Clock)
			if errors.Is(err, desk.ErrNotFound) || err == nil && armed.Due.After(now) {
				return nil
			}
			if err != nil {
				return err
			}
			set, err = tested{d, due, now}.save(ctx, tx, found)
			return err
		})
		if err == nil {
			s.Committed(ctx, tickets.Changes{Set: set})
		}
		return err
	}
}

// about is the part of a desk of which a chat's checklist tells: the chat itself, and
// the channel of the first line.
func about(d *desk.Desk, c desk.Connection) *desk.Desk {
	part := &desk.Desk{Teams: map[string]*desk.Team{}, Projects: map[string]*desk.Project{}}
	p := d.Projects[c.Project]
	if p == nil {
		return part
	}
	part.Projects[p.Code] = &desk.Project{Code: p.Code, Chats: []desk.BoundChat{c.BoundChat}}
	if line := d.Team(p, 1); line != nil {
		part.Teams[line.Code] = line
	}
	return part
}

// A tested checklist is one whose alarm rang.
type tested struct {
	desk *desk.Desk
	due  desk.Alarm
	now  time.Time
}

// save stores what is true now, has it shown if it is new, and sets the next test.
func (t tested) save(ctx context.Context, tx *storage.Tx, found []desk.Finding) ([]desk.Alarm, error) {
	c, err := tx.ConnectedChat(ctx, t.due.Name())
	p := t.desk.Projects[c.Project]
	if errors.Is(err, desk.ErrNotFound) || err == nil && p == nil {
		return nil, tx.Disarm(ctx, t.due.Subject, t.due.Clock)
	}
	if err != nil {
		return nil, err
	}
	var was notice.ChatConnected
	if c.Checklist != nil {
		if err := json.Unmarshal(c.Checklist, &was); err != nil {
			return nil, fmt.Errorf("read the checklist of %s: %w", c.Chat, err)
		}
	}
	f := notice.ChatConnected{Project: p.Code, Rehearsed: c.Answered, Requested: c.Requested}
	if f.People, f.Unreached, err = reach(ctx, tx, t.desk, p); err != nil {
		return nil, err
	}
	f.Tested, f.Chat, f.Line, f.Bot = was.Tested, was.Chat, was.Line, was.Bot
	if known(found, c.Chat) { // what a messenger does not answer stays as it was
		f.Tested = true
		f.Chat, f.Line, f.Bot = lacking(found, c.Chat, t.desk.Team(p, 1))
	}
	if f != was {
		if err := tx.SetChecklist(c.Chat, notice.Encode(f)); err != nil {
			return nil, err
		}
		if err := tx.Enqueue(ctx, t.now, checklist(c, f, t.now)); err != nil {
			return nil, err
		}
	}
	next := t.now.Add(pause(t.now.Sub(c.At)))
	if f.Done() || t.now.Sub(c.At) > testedFor {
		return nil, tx.Disarm(ctx, t.due.Subject, t.due.Clock)
	}
	alarm := t.due
	alarm.Due = next
	return []desk.Alarm{alarm}, tx.Arm(ctx, alarm)
}

// testedFor is how long a linked chat's points are tested.
const testedFor = 7 * 24 * time.Hour

// pause is the time until the next test: short while people are at it.
func pause(since time.Duration) time.Duration {
	switch {
	case since < 15*time.Minute:
		return time.Minute
	case since < 24*time.Hour:
		return 10 * time.Minute
	default:
		return time.Hour
	}
}

// known reports whether a messenger answered for a chat.
func known(found []desk.Finding, chat desk.Address) bool {
	return slices.ContainsFunc(found, func(f desk.Finding) bool { return f.Of.In.Root() == chat.Root() && (f.OK || f.Of.Lack != "") })
}

// lacking returns what the bot lacks in a chat and in the channel of a line, and the
// bot's name where it lacks something. Missing scopes are missing in both.
func lacking(found []desk.Finding, chat desk.Address, line *desk.Team) (here, there desk.Lack, bot string) {
	for _, f := range found {
		if f.Of.Lack == "" {
			continue
		}
		everywhere := f.Of.In.Chat == "" && f.Of.In.Platform == chat.Platform
		if everywhere || f.Of.In.Root() == chat.Root() {
			here, bot = f.Of.Lack, f.Of.IsBot
		}
		if line != nil && f.Of.In.Root() == line.Channel.Root() {
			there, bot = f.Of.Lack, f.Of.IsBot
		}
	}
	return here, there, bot
}
