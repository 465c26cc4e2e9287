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
	if err := record(ctx, s, p, a); err != nil {
		return err
	}
	lines := json.NewEncoder(to)
	lines.SetEscapeHTML(false) // people read it, too
	return s.Store.View(ctx, func(tx *storage.Tx) error {
		known, err := a.people(ctx, tx, p)
		if err != nil {
			return err
		}
		e := exporter{tx: tx, project: p, json: lines, all: a.Person == ""}
		return e.write(ctx, s.Clock.Now(), known)
	})
}

// record puts into the project's history that its data is handed out, before it is.
func record(ctx context.Context, s *tickets.Service, p *desk.Project, a Scope) error {
	return s.Store.Update(ctx, func(tx *storage.Tx) error {
		known, err := a.people(ctx, tx, p)
		if err != nil {
			return err
		}
		var what history.Exported
		if a.Person != "" {
			what.Person = known[0].ID
		}
		tx.Record(storage.JournalRow{Project: p.Code, At: s.Clock.Now(), Event: what})
		return nil
	})
}

// people returns whose data is exported: of all the project's people, or of one.
func (a Scope) people(ctx context.Context, tx *storage.Tx, p *desk.Project) ([]storage.Known, error) {
	known, err := tx.KnownTo(ctx, p.Code, slices.Concat(p.Staff, p.Managers))
	if err != nil || a.Person == "" {
		return known, err
	}
	if known = slices.DeleteFunc(known, func(k storage.Known) bool { return !named(k, a.Person) }); len(known) == 0 {
		return nil, fmt.Errorf("%q in %s: %w", a.Person, a.Project, desk.ErrNotFound)
	}
	return known, nil
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
	if err := e.journal(ctx); err != nil {
		return err
	}
	theirs, err := e.saidBy(ctx, known)
	if err != nil {
		return err
	}
	if err := e.tickets(ctx, wanted, theirs); err != nil {
		return err
	}
	return e.chain(ctx)
}

// tickets writes the tickets of those who are wanted, or of all, and of others'
// tickets what is theirs.
func (e exporter) tickets(ctx context.Context, wanted map[desk.PersonID]bool, theirs map[desk.TicketID][]desk.Utterance) error {
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

// journal writes what happened in the project without a ticket. It names those who
// did it, so it is not handed out to one person.
func (e exporter) journal(ctx context.Context) error {
	if !e.all {
		return nil
	}
	rows, err := e.tx.Journal(ctx, e.project.Code)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := e.json.Encode(journalLine{"journal", asEntry(r)}); err != nil {
			return err
		}
	}
	return nil
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

func (e exporter) ticket(ctx context.Context, t *desk.Ticket) error {
	said, err := e.tx.Utterances(ctx, t.ID)
	if err != nil {
		return err
	}
	happened, err := e.timeline(ctx, t.ID)
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
		Messages: []messageOf{}, Timeline: happened, Calls: []callOf{},
	}
	for _, u := range said {
		line.Messages = append(line.Messages, asMessage(u))
	}
	for _, c := range called {
		line.Calls = append(line.Calls, callOf{c.Clock, c.Step, c.Rep, c.State, c.Planned, c.Settled})
	}
	return e.json.Encode(line)
}

// timeline returns what happened to a ticket. Only in an export of the whole project
// does an entry say by which message it was done, and has what its link is checked
// with: it says where others write.
func (e exporter) timeline(ctx context.Context, t desk.TicketID) ([]entryOf, error) {
	happened, err := e.tx.Timeline(ctx, t)
	if err != nil {
		return nil, err
	}
	rows, err := e.tx.Entries(ctx, t)
	if err != nil {
		return nil, err
	}
	all := make([]entryOf, len(rows))
	for i, r := range rows {
		one := asEntry(r)
		switch ours, less := e.told(happened[i].Event); {
		case less:
			_, one.Detail = history.Encode(ours)
			one.Note, one.Withheld = nil, true
		case r.Detail == nil:
			_, one.Detail = history.Encode(happened[i].Event)
		}
		if !e.all {
			one.Entry, one.Source, one.Note = 0, "", nil
		}
		all[i] = one
	}
	return all, nil
}

func asEntry(r storage.EntryRow) entryOf {
	e := entryOf{Entry: r.Entry, At: r.At.UTC(), Kind: r.Kind, By: r.By, Source: r.Source, Detail: r.Detail}
	if r.Detail == nil {
		e.Note = &r.Note
	}
	return e
}

// told returns an event of a ticket without the numbers of other projects, and
// whether there were any.
func (e exporter) told(event history.Activity) (ours history.Activity, less bool) {
	if merged, is := event.(history.Merged); is {
		told := history.Merged{Into: e.ours(merged.Into), From: e.ours(merged.From)}
		return told, told != merged
	}
	if linked, is := event.(history.LinkedTo); is {
		told := history.LinkedTo{To: e.ours(linked.To)}
		return told, told != linked
	}
	return event, false
}

// ours returns a ticket of the same project; one of another is not named.
func (e exporter) ours(k desk.Key) desk.Key {
	if k.Project != e.project.Code {
		return desk.Key{}
	}
	return k
}
