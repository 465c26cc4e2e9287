package personal

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/storage"
	"vakhta/tickets"
)

// Format is the version of the export's format; docs/export.md describes it.
const Format = 1

// Scope says what to export.
type Scope struct {
	Project string
	Person  string // a handle, an account or a number; "": everybody's
}

// Export writes what is stored of a project, or of one person in it, as one
// JSON object a line. It contains nothing of other projects, and is one
// snapshot. A person gets their tickets, and of others' tickets only the
// messages that they wrote there.
func Export(ctx context.Context, s *tickets.Service, a Scope, to io.Writer) error {
	p := s.Current().Projects[a.Project]
	if p == nil {
		return fmt.Errorf("project %q: %w", a.Project, desk.ErrNotFound)
	}
	lines := json.NewEncoder(to)
	lines.SetEscapeHTML(false) // people read it, too
	return s.Store.View(ctx, func(tx *storage.Tx) error {
		known, err := tx.KnownTo(ctx, p.Code, slices.Concat(p.Staff, p.Managers))
		if err != nil {
			return err
		}
		if a.Person != "" {
			if known = slices.DeleteFunc(known, func(k storage.Known) bool { return !named(k, a.Person) }); len(known) == 0 {
				return fmt.Errorf("%q in %s: %w", a.Person, a.Project, desk.ErrNotFound)
			}
		}
		e := exporter{tx: tx, project: p, json: lines, all: a.Person == ""}
		return e.write(ctx, s.Clock.Now(), known)
	})
}

// named reports whether a name is a person's.
func named(k storage.Known, name string) bool {
	return k.Handle == name || fmt.Sprintf("#%d", k.ID) == name ||
		slices.ContainsFunc(k.Accounts, func(a desk.Account) bool { return a.String() == name })
}

// An exporter writes lines.
type exporter struct {
	tx      *storage.Tx
	project *desk.Project
	json    *json.Encoder
	all     bool // otherwise only of the known people
}

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

// atOnce is how many tickets are read at once.
const atOnce = 200

func (e exporter) write(ctx context.Context, now time.Time, known []storage.Known) error {
	if err := e.json.Encode(headLine{"export", Format, e.project.Code, e.project.Name, now.UTC()}); err != nil {
		return err
	}
	wanted := map[desk.PersonID]bool{}
	for _, k := range known {
		wanted[k.ID] = true
		if err := e.json.Encode(e.person(k)); err != nil {
			return err
		}
	}
	theirs, err := e.saidBy(ctx, known)
	if err != nil {
		return err
	}
	for after := (desk.Key{Project: e.project.Code}); ; {
		some, err := e.tx.TicketsAfter(ctx, after, atOnce)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, t := range some {
			after = t.Key
			if e.all || wanted[t.Requester.ID] {
				err = e.ticket(ctx, t)
			} else {
				err = e.messages(t, theirs[t.ID])
			}
			if err != nil {
				return err
			}
		}
	}
}

// saidBy returns what the known people wrote, by ticket. An export of a whole
// project has it in the tickets.
func (e exporter) saidBy(ctx context.Context, known []storage.Known) (map[desk.TicketID][]desk.Utterance, error) {
	in := map[desk.TicketID][]desk.Utterance{}
	if e.all {
		return in, nil
	}
	for _, k := range known {
		said, err := e.tx.SaidBy(ctx, k.ID)
		if err != nil {
			return nil, err
		}
		for _, u := range said {
			in[u.Ticket] = append(in[u.Ticket], u)
		}
	}
	return in, nil
}

// messages writes what a person wrote in another's ticket.
func (e exporter) messages(t *desk.Ticket, said []desk.Utterance) error {
	for _, u := range said {
		if err := e.json.Encode(messageLine{"message", t.Key, asMessage(u)}); err != nil {
			return err
		}
	}
	return nil
}

func (e exporter) person(k storage.Known) personLine {
	line := personLine{
		Kind: "person", Number: int64(k.ID), Handle: k.Handle, Name: k.Name, Language: k.Locale, TimeZone: k.TimeZone, MetAt: k.MetAt,
		Accounts: []string{}, Roles: []string{},
	}
	for _, a := range k.Accounts {
		line.Accounts = append(line.Accounts, a.String())
	}
	if slices.Contains(e.project.Staff, k.Handle) && k.Handle != "" {
		line.Roles = append(line.Roles, desk.RoleStaff)
	}
	if slices.Contains(e.project.Managers, k.Handle) && k.Handle != "" {
		line.Roles = append(line.Roles, desk.RoleManager)
	}
	if k.Role != "" && !slices.Contains(line.Roles, k.Role) {
		line.Roles = append(line.Roles, k.Role)
	}
	return line
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

type entryOf struct {
	At     time.Time            `json:"at"`
	Kind   history.ActivityKind `json:"kind"`
	By     desk.Actor           `json:"by,omitzero"`
	Detail json.RawMessage      `json:"detail"`
}

type callOf struct {
	Clock   desk.ClockName `json:"clock"`
	Step    int            `json:"step"`
	Call    int            `json:"call"`
	State   string         `json:"state"`
	Planned time.Time      `json:"planned"`
	Settled time.Time      `json:"settled,omitzero"`
}

func (e exporter) ticket(ctx context.Context, t *desk.Ticket) error {
	said, err := e.tx.Utterances(ctx, t.ID)
	if err != nil {
		return err
	}
	happened, err := e.tx.Timeline(ctx, t.ID)
	if err != nil {
		return err
	}
	called, err := e.tx.Calls(ctx, t.ID)
	if err != nil {
		return err
	}
	line := ticketLine{
		Kind: "ticket", Key: t.Key, Requester: int64(t.Requester.ID), Type: t.Type, Priority: t.Priority.String(), State: t.State, Line: t.Line,
		Assignee: string(t.Assignee), Text: t.Text, Resolution: t.Resolution, Rating: int(t.Rating), Reopened: t.Reopened, MergedInto: e.ours(t.MergedInto),
		OpenedAt: t.OpenedAt, AckedAt: t.AckedAt, RepliedAt: t.RepliedAt, ReactionDue: t.ReactionDue, ResolutionDue: t.ResolutionDue,
		ResolvedAt: t.ResolvedAt, EndedAt: t.EndedAt,
		Messages: []messageOf{}, Timeline: []entryOf{}, Calls: []callOf{},
	}
	for _, u := range said {
		line.Messages = append(line.Messages, asMessage(u))
	}
	for _, h := range happened {
		if merged, is := h.Event.(history.Merged); is {
			h.Event = history.Merged{Into: e.ours(merged.Into), From: e.ours(merged.From)}
		}
		kind, detail := history.Encode(h.Event)
		line.Timeline = append(line.Timeline, entryOf{h.At, kind, h.By, detail})
	}
	for _, c := range called {
		line.Calls = append(line.Calls, callOf{c.Clock, c.Step, c.Rep, c.State, c.Planned, c.Settled})
	}
	return e.json.Encode(line)
}

// ours returns a ticket of the same project; one of another is not named.
func (e exporter) ours(k desk.Key) desk.Key {
	if k.Project != e.project.Code {
		return desk.Key{}
	}
	return k
}
