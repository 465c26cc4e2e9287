package personal

import (
	"encoding/json"
	"time"

	"vakhta/desk"
	"vakhta/history"
)

// Format is the version of the export's format; docs/export.md describes it.
const Format = 1

type headLine struct {
	Kind    string    `json:"kind"`
	Format  int       `json:"format"`
	Project string    `json:"project"`
	Name    string    `json:"name"`
	At      time.Time `json:"at"`
}

type personLine struct {
	Kind     string      `json:"kind"`
	Number   int64       `json:"number"`
	Handle   string      `json:"handle,omitempty"`
	Name     string      `json:"name"`
	Accounts []string    `json:"accounts"`
	Roles    []string    `json:"roles"`
	Language desk.Locale `json:"language,omitempty"`
	TimeZone string      `json:"time_zone,omitempty"`
	MetAt    time.Time   `json:"met_at"`
}

type ticketLine struct {
	Kind       string           `json:"kind"`
	Key        desk.Key         `json:"key"`
	Requester  int64            `json:"requester"`
	Type       desk.RequestType `json:"type"`
	Priority   string           `json:"priority"`
	State      desk.State       `json:"state"`
	Line       int              `json:"line"`
	Assignee   string           `json:"assignee,omitempty"`
	Text       string           `json:"text"`
	Resolution string           `json:"resolution,omitempty"`
	Rating     int              `json:"rating,omitempty"`
	Reopened   int              `json:"reopened,omitempty"`
	MergedInto desk.Key         `json:"merged_into,omitzero"`

	OpenedAt      time.Time `json:"opened_at"`
	AckedAt       time.Time `json:"acknowledged_at,omitzero"`
	RepliedAt     time.Time `json:"replied_at,omitzero"`
	ReactionDue   time.Time `json:"reaction_due,omitzero"`
	ResolutionDue time.Time `json:"resolution_due,omitzero"`
	ResolvedAt    time.Time `json:"resolved_at,omitzero"`
	EndedAt       time.Time `json:"ended_at,omitzero"`

	Messages []messageOf `json:"messages"`
	Timeline []entryOf   `json:"timeline"`
	Calls    []callOf    `json:"calls"`
}

type messageOf struct {
	Number   int64       `json:"number"`
	At       time.Time   `json:"at"`
	Author   string      `json:"author"`
	FromDesk bool        `json:"from_desk"`
	Internal bool        `json:"internal"`
	Text     string      `json:"text"`
	Files    []desk.File `json:"files,omitempty"`
}

type messageLine struct {
	Kind   string   `json:"kind"`
	Ticket desk.Key `json:"ticket"`
	messageOf
}

func asMessage(u desk.Utterance) messageOf {
	return messageOf{u.ID, u.At, u.Author, u.FromDesk, u.Internal, u.Text, u.Files}
}

// An entryOf has all that its link is checked with, unless it is withheld.
type entryOf struct {
	Entry    int64                `json:"entry,omitempty"`
	At       time.Time            `json:"at"`
	Kind     history.ActivityKind `json:"kind"`
	By       desk.Actor           `json:"by,omitzero"`
	Source   string               `json:"source,omitempty"`
	Detail   json.RawMessage      `json:"detail"`
	Note     *string              `json:"note,omitempty"` // version 0.1 wrote it, and no detail
	Withheld bool                 `json:"withheld,omitempty"`
}

type journalLine struct {
	Kind  string  `json:"kind"`
	Entry entryOf `json:"entry"`
}

type callOf struct {
	Clock   desk.ClockName `json:"clock"`
	Step    int            `json:"step"`
	Call    int            `json:"call"`
	State   string         `json:"state"`
	Planned time.Time      `json:"planned"`
	Settled time.Time      `json:"settled,omitzero"`
}
