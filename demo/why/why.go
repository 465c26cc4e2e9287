// Package why shows why things happen in the demo: the tickets with their
// timelines and clocks, the armed alarms, and the outbox. It reads the desk's
// store and changes nothing.
package why

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/explain"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
)

// A Why is an excerpt of the desk's store, newest tickets first.
type Why struct {
	Tickets []Record `json:"tickets"`
	Alarms  []Due    `json:"alarms"` // earliest first
	Queued  []Queued `json:"queued"` // waiting in the outbox
}

// A Record is one ticket and what happened to it.
type Record struct {
	Key        string      `json:"key"`
	State      string      `json:"state"`
	Type       string      `json:"type"`
	Priority   string      `json:"priority"`
	Line       int         `json:"line"`
	Assignee   string      `json:"assignee"` // a handle of the cast, or ""
	Requester  string      `json:"requester"`
	Text       string      `json:"text"`
	Cue        string      `json:"cue"`      // the word that counted most for the classifier
	Sureness   float64     `json:"sureness"` // of the type, 0 to 1
	Rating     int         `json:"rating"`   // 1 to 5, 0: none
	OpenedAt   time.Time   `json:"openedAt"`
	Clocks     []Promise   `json:"clocks"`
	Timeline   []Happening `json:"timeline"` // oldest first
	Calls      []Paged     `json:"calls"`    // oldest first
	Sent       []Sent      `json:"sent"`     // oldest first
	Resolution string      `json:"resolution"`
}

// A Promise is a promise to the customer: "reaction" or "resolution".
type Promise struct {
	Name   string       `json:"name"`
	From   time.Time    `json:"from"`
	Due    time.Time    `json:"due"`
	Met    *time.Time   `json:"met"` // when it was met, in time or late; null: not yet
	Paused bool         `json:"paused"`
	Late   bool         `json:"late"`   // its deadline passed before it was met
	Used   float64      `json:"used"`   // seconds of the calendar's time, so far or until it was met
	Within float64      `json:"within"` // seconds that were promised
	Pauses []Standstill `json:"pauses"`
}

// A Standstill is a time during which a clock stood; null: it still does.
type Standstill struct {
	From time.Time  `json:"from"`
	To   *time.Time `json:"to"`
}

// A Happening is an entry of the timeline. Package history has the kinds and
// the fields of each.
type Happening struct {
	At     time.Time        `json:"at"`
	Kind   string           `json:"kind"`
	By     string           `json:"by"` // "": the desk itself
	Detail history.Activity `json:"detail"`
}

// A Due is the next alarm of a ticket.
type Due struct {
	Ticket string    `json:"ticket"`
	Clock  string    `json:"clock"` // "reaction", "resolution", "remind", "close"
	Step   int       `json:"step"`  // from 0
	Rep    int       `json:"rep"`   // from 0
	Due    time.Time `json:"due"`
}

// A Queued is the part of one class in the outbox.
type Queued struct {
	Class string `json:"class"`
	Count int    `json:"count"`
}

// A Paged is a message that called somebody.
type Paged struct {
	To   string     `json:"to"` // a chat, as desk.yaml writes it
	At   time.Time  `json:"at"`
	Late float64    `json:"late"` // seconds after it was planned
	Came *time.Time `json:"came"` // when one of those it was for did something; null: not yet
}

// A Sent is the receipt of a notice.
type Sent struct {
	Key     string     `json:"key"`
	Kind    string     `json:"kind"`
	To      string     `json:"to"`      // a chat, as desk.yaml writes it
	Planned *time.Time `json:"planned"` // if it had a planned time; or null
	At      time.Time  `json:"at"`
}

// most is how many tickets and alarms the page gets.
const most = 20

// retries is the longest delay of a retry in the outbox.
const retries = time.Hour

// An Observer reads the store of a desk.
type Observer struct {
	Store    *storage.DB
	Desk     *desk.Desk
	Projects []string
}

// Read returns the desk's state at now.
func (r Observer) Read(ctx context.Context, now time.Time) (Why, error) {
	w := Why{Tickets: []Record{}, Alarms: []Due{}, Queued: []Queued{}}
	depths, err := r.Store.Depths(ctx, now.Add(retries)) // includes failed notices that wait for a retry
	if err != nil {
		return w, err
	}
	for _, d := range depths {
		w.Queued = append(w.Queued, Queued{Class: d.Class.String(), Count: d.Queued})
	}
	err = r.Store.View(ctx, func(tx *storage.Tx) error {
		all, err := tx.TicketsOpened(ctx, r.Projects, time.Unix(0, 0), now.Add(time.Hour))
		if err != nil {
			return err
		}
		keys := map[desk.TicketID]string{}
		for _, t := range all {
			keys[t.ID] = t.Key.String()
		}
		for i := len(all) - 1; i >= max(0, len(all)-most); i-- {
			one, err := r.ticket(ctx, tx, all[i], now)
			if err != nil {
				return err
			}
			w.Tickets = append(w.Tickets, one)
		}
		armed, err := tx.AlarmsAfter(ctx, desk.Alarm{}, most)
		for _, a := range armed {
			if a.Ticket == 0 {
				continue
			}
			w.Alarms = append(w.Alarms, Due{Ticket: keys[a.Ticket], Clock: string(a.Clock), Step: a.Step, Rep: a.Rep, Due: a.Due})
		}
		return err
	})
	return w, err
}

// NextAlarm returns when the next alarm of a ticket is due, if any is armed.
func (r Observer) NextAlarm(ctx context.Context) (due time.Time, armed bool, err error) {
	err = r.Store.View(ctx, func(tx *storage.Tx) error {
		next, err := tx.AlarmsAfter(ctx, desk.Alarm{}, most)
		for _, a := range next {
			if a.Ticket > 0 {
				due, armed = a.Due, true
				break
			}
		}
		return err
	})
	return due, armed, err
}

// ticket returns a ticket with what the store has about it.
func (r Observer) ticket(ctx context.Context, tx *storage.Tx, t *desk.Ticket, now time.Time) (Record, error) {
	explained, err := explain.Ticket(ctx, tx, r.Desk, t, now)
	if err != nil {
		return Record{}, err
	}
	one := Record{
		Key: t.Key.String(), State: string(t.State), Type: string(t.Type), Priority: t.Priority.String(), Line: t.Line,
		Assignee: string(t.Assignee), Requester: t.Requester.Name, Text: t.Text, Cue: t.Cue, Sureness: t.Sureness,
		Rating: int(t.Rating), OpenedAt: t.OpenedAt, Clocks: clocks(explained), Resolution: t.Resolution,
		Timeline: []Happening{}, Sent: []Sent{}, Calls: []Paged{},
	}
	entries, err := tx.Timeline(ctx, t.ID)
	if err != nil {
		return one, err
	}
	for _, e := range entries {
		one.Timeline = append(one.Timeline, Happening{At: e.At, Kind: string(e.Event.Kind()), By: e.By.Name, Detail: e.Event})
	}
	for _, c := range explained.Calls {
		one.Calls = append(one.Calls, Paged{To: c.To.String(), At: c.Sent, Late: c.Late.Seconds(), Came: moment(c.Came)})
	}
	receipts, err := tx.ReceiptsOf(ctx, t.ID)
	for _, r := range receipts {
		one.Sent = append(one.Sent, Sent{Key: r.Key, Kind: string(r.Kind), To: r.To.String(), Planned: moment(r.Planned), At: r.Sent})
	}
	return one, err
}

// clocks returns the promises that were made for a ticket, as /why explains them.
func clocks(explained notice.Explanation) []Promise {
	all := []Promise{}
	for _, c := range explained.Targets {
		if c.Due.IsZero() {
			continue
		}
		p := Promise{
			Name: string(c.Target), From: c.From, Due: c.Due, Met: moment(c.Done), Paused: c.Stopped,
			Late: c.Outcome == desk.Broken, Used: c.Used.Seconds(), Within: c.Within.Seconds(), Pauses: []Standstill{},
		}
		for _, stop := range c.Pauses {
			p.Pauses = append(p.Pauses, Standstill{From: stop.From, To: moment(stop.To)})
		}
		all = append(all, p)
	}
	return all
}

// moment returns null in JSON for the zero time.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
