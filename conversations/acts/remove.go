package acts

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// remove ends a person's membership: they see nothing of the project any more,
// their tickets go back to their line, and their cards are blanked. It asks for
// confirmation by a button with the person's number.
func remove() Act {
	sure, of, who := maybe(memberRef("member")), maybe(ofProject(turn.Admin)), maybe(person("person"))
	return Act{
		Name: desk.ActRemove, Command: ForAdmins, Button: true, May: turn.Admin, Asks: []Parameter{sure, of, who},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			if m := sure.Of(in); m.id != 0 {
				return removed(ctx, t, m)
			}
			p, called := of.Of(in), who.Of(in)
			if p == nil {
				return nil, needs{field: of}
			}
			if called.words == "" {
				return nil, needs{field: who}
			}
			m, err := memberOf(ctx, t, p, called)
			if err != nil {
				return nil, err
			}
			held, err := t.Tx.TicketsAt(ctx, p.Code, t.Desk.Actor(m.Person).Engineer())
			if err != nil {
				return nil, err
			}
			open := slices.DeleteFunc(held, func(k *desk.Ticket) bool { return !k.State.Open() })
			return inPrivate(t, notice.AskRemove{Project: p.Code, Person: m.ID, Name: m.Name, Role: m.Role, Tickets: len(open)}), nil
		},
	}
}

// removed ends a membership.
func removed(ctx context.Context, t *turn.Turn, ref heldRef) (notice.Facts, error) {
	p := t.Desk.Projects[ref.project]
	if p == nil || !slices.Contains(projectsOf(t, turn.Admin), ref.project) {
		return nil, turn.ErrStale
	}
	all, err := present(ctx, t, p)
	i := slices.IndexFunc(all, func(m storage.ProjectMember) bool { return int64(m.ID) == ref.id })
	if err != nil {
		return nil, err
	}
	if i < 0 {
		return nil, turn.ErrStale
	}
	m := all[i]
	if err := t.Tx.Leave(ctx, m.ID, p.Code); err != nil {
		return nil, err
	}
	tickets.Withdraw(ctx, t.Tx, t.Desk, p.Code, m.Person)
	t.Record(p.Code, t.Actor(), history.Removed{Person: m.ID, Role: m.Role})
	t.Log.Info("a member is removed", "project", p.Code, "person", m.ID, "role", m.Role, "by", t.Who.Person.ID)
	if !slices.Contains(t.Desk.Engineers(p), m.Handle) {
		if err := t.Dismiss(ctx, p.Code, t.Desk.Actor(m.Person).Engineer()); err != nil {
			return nil, err
		}
	}
	id := notice.DoneRemoved
	switch {
	case t.Desk.Names(p, m.Handle):
		id = notice.DoneRemovedNamed
	case !m.Chat.IsZero():
		id = notice.DoneRemovedPresent
	}
	return notice.Text(id, "Who", m.Name, "Project", p.Name), nil
}

// memberRef is a member of a project, as a button carries them.
func memberRef(name string) *Ask[heldRef] {
	return &Ask[heldRef]{Question{Name: name, how: byButton}, func(r *reading) (m heldRef, found bool, err error) {
		first, rest := word(r.rest)
		if m.project, m.id, found = desk.ParseHeldArg(first); found {
			r.rest = rest
		}
		return m, found, nil
	}}
}

// person is everything that remains of the words: a name, no matter whose.
func person(name string) *Ask[call] {
	return &Ask[call]{Question{Name: name, how: byWord}, callOf}
}

// memberOf finds a member who joined a project: by mention, by number, by
// account, or by a name that only one has.
func memberOf(ctx context.Context, t *turn.Turn, p *desk.Project, called call) (storage.ProjectMember, error) {
	all, err := present(ctx, t, p)
	if err != nil {
		return storage.ProjectMember{}, err
	}
	var found []storage.ProjectMember
	for _, m := range all {
		number := "#" + strconv.FormatInt(int64(m.ID), 10)
		switch {
		case !called.mention.IsZero() && m.Account == called.mention, called.words == number, called.words == m.Account.String(), m.Handle != "" && strings.EqualFold(m.Handle, called.words):
			return m, nil
		case called.mention.IsZero() && strings.EqualFold(m.Name, called.words):
			found = append(found, m)
		}
	}
	switch len(found) {
	case 0:
		return storage.ProjectMember{}, notMember(t, p, called)
	case 1:
		return found[0], nil
	default:
		var numbers []string
		for _, m := range found {
			numbers = append(numbers, "#"+strconv.FormatInt(int64(m.ID), 10))
		}
		return storage.ProjectMember{}, turn.Refuse(notice.RefusedNamesakes, "Who", called.words, "Text", strings.Join(numbers, ", "))
	}
}

// notMember refuses to remove somebody who did not join: those of desk.yaml are
// removed there.
func notMember(t *turn.Turn, p *desk.Project, called call) error {
	for handle, m := range t.Desk.People {
		if t.Desk.Names(p, handle) && (strings.EqualFold(handle, strings.TrimPrefix(called.words, "@")) || strings.EqualFold(m.Name, called.words)) {
			return turn.Refuse(notice.RefusedNamedMember, "Who", m.Name)
		}
	}
	return turn.Refuse(notice.RefusedNoMember, "Who", called.words, "Project", p.Name, "Code", p.Code)
}
