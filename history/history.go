// Package history is what happened to tickets: the entries of a timeline, to
// which entries are only added.
//
// An Entry says when, by whom, and an Activity, which has one type for each
// kind. Readers switch on the types; an activity holds values, not a text to be
// parsed. Reports are computed from entries that were written years ago, so the
// name of a kind never changes, and a field of an activity keeps its name and
// meaning.
package history

import (
	"encoding/json"
	"fmt"
	"time"

	"vakhta/desk"
)

// An Entry is one line of a ticket's timeline.
type Entry struct {
	At    time.Time
	By    desk.Actor // zero: the desk itself, because time passed
	Event Activity
}

// An ActivityKind names a type of activity in the store and in reports.
type ActivityKind string

// An Activity is what happened: one of the types of this package.
//
//sumtype:decl
type Activity interface {
	Kind() ActivityKind
	event()
}

// Encode returns how an activity, of a ticket or of a project, is stored: its kind,
// and its fields as JSON.
func Encode(e interface{ Kind() ActivityKind }) (ActivityKind, json.RawMessage) {
	raw, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("encode %s: %v", e.Kind(), err)) // events are plain data
	}
	return e.Kind(), raw
}

// Decode reads what Encode wrote. A kind that this program does not know was
// written by a newer one and becomes Unknown.
func Decode(kind ActivityKind, detail json.RawMessage) (Activity, error) {
	read, known := readers[kind]
	if !known {
		return Unknown{Name: kind}, nil
	}
	e, err := read(detail)
	if err != nil {
		return nil, fmt.Errorf("read an entry of kind %s: %w", kind, err)
	}
	return e, nil
}

// readers has a reader for each kind.
var readers = register(
	as[Opened], as[Wrote], as[Replied], as[Commented], as[Acknowledged], as[Assigned], as[HandedOver], as[OLAWarned],
	as[NextMissed], as[ContractApplied], as[UpdateMissed], as[Chased], as[Released], as[PutOnHold],
	as[Resumed], as[Resolved], as[Reopened], as[Closed], as[Cancelled], as[Retyped], as[Prioritized], as[Escalated],
	as[Skipped], as[Warned], as[InVain], as[Rated], as[Split], as[Merged], as[LinkedTo], as[Unreachable],
	as[Reminded], as[Snoozed], as[Woken], as[Worked], as[TimerStarted], as[TimerDropped], as[Nudged], as[Retracted], as[Reworded],
	as[Redacted], as[Emptied], as[Unmasked],
	as[AlertFired], as[AlertOver], as[AlertJoined], as[AlertHeld], as[AlertCalm], as[Silenced],
	as[ApprovalAsked], as[ApprovalReminded], as[ApprovalGiven], as[ApprovalDeclined], as[ApproversMissing],
	as[RatingExplained], as[Feedback], as[ReviewOpened], as[Reviewed],
	as[MajorDeclared], as[MajorUndone], as[PostMortem],
	as[WorkChosen], as[Ticked], as[Triaged], as[ShopTold], as[ArticleWritten],
)

type reader func(json.RawMessage) (Activity, error)

func register(all ...func() (ActivityKind, reader)) map[ActivityKind]reader {
	known := map[ActivityKind]reader{}
	for _, r := range all {
		kind, read := r()
		known[kind] = read
	}
	return known
}

func as[E Activity]() (ActivityKind, reader) {
	var none E
	return none.Kind(), func(detail json.RawMessage) (Activity, error) {
		var e E
		err := json.Unmarshal(detail, &e)
		return e, err
	}
}

// stored is how an entry is kept inside a notice.
type stored struct {
	At     time.Time
	Kind   ActivityKind
	By     string // the actor's name, for programs of version 0.1 and before
	Actor  desk.Actor
	Detail json.RawMessage
}

// MarshalJSON writes the kind beside the activity.
func (e Entry) MarshalJSON() ([]byte, error) {
	kind, detail := Encode(e.Event)
	return json.Marshal(stored{e.At, kind, e.By.Name, e.By, detail})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Entry) UnmarshalJSON(b []byte) error {
	var s stored
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	event, err := Decode(s.Kind, s.Detail)
	*e = Entry{At: s.At, By: s.Actor, Event: event}
	return err
}
