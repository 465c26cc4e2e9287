package acts

import (
	"context"
	"slices"
	"strings"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/oncall"
	"vakhta/tickets"
)

// cover puts somebody on call for a time, instead of the one who would be.
func cover() Act {
	who, when, team := colleague("person"), span(), maybe(words())
	return Act{
		Name: "cover", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{who, when, team},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			handle, err := handleOf(t, who.Of(in))
			if err != nil {
				return nil, err
			}
			of, err := dutyTeam(t, handle, team.Of(in))
			if err != nil {
				return nil, err
			}
			a := arranging(t)
			f := a.Cover(of, handle, when.Of(in).from, when.Of(in).until)
			return f, arranged(ctx, t, a)
		},
	}
}

// away says that the visitor is away for a time, or back.
func away() Act {
	back, when := saidWord("back", "back,off,отбой,вернулся,вернулась"), maybe(span())
	back.Optional = true
	return Act{
		Name: "away", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{back, when},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			a := arranging(t)
			switch {
			case a.By == "" || len(t.Desk.TeamsOf(a.By)) == 0:
				return nil, turn.Refuse(notice.RefusedDutyPerson, "Who", t.Who.Person.Name)
			case back.Of(in):
				was, err := a.Back(ctx)
				if err != nil {
					return nil, err
				}
				if !was {
					return notice.Text(notice.DoneNotAway), nil
				}
				return notice.Text(notice.DoneBack), arranged(ctx, t, a)
			case when.Of(in).until.IsZero():
				return nil, needs{field: when}
			}
			f := a.Away(when.Of(in).from, when.Of(in).until)
			return f, arranged(ctx, t, a)
		},
	}
}

// arranging begins a change of duty by the visitor.
func arranging(t *turn.Turn) *oncall.Arranging {
	a := &oncall.Arranging{Desk: t.Desk, Tx: t.Tx, By: t.Actor().Handle, Key: string(t.Event.ID), Now: t.Now()}
	if t.InChat() {
		a.Here = t.Place()
	}
	return a
}

// arranged queues what a change tells, and lets this replica know of it after the
// commit. The others read it within a minute.
func arranged(ctx context.Context, t *turn.Turn, a *oncall.Arranging) error {
	t.After(func() {
		if err := t.Tickets.Reload(context.WithoutCancel(ctx)); err != nil {
			t.Log.Warn("read the changed duty", "error", err)
		}
	})
	t.Armed(tickets.RedrawAllHomes(t.Tx, t.Desk, t.Now())...)
	return t.Tx.Enqueue(ctx, t.Now(), a.Notices...)
}

// dutyTeam returns the team whose duty is arranged for a person: the named one,
// the one in whose channel the visitor writes, or the only one that both of them
// belong to. An admin arranges for every team.
func dutyTeam(t *turn.Turn, handle, called string) (*desk.Team, error) {
	all := slices.DeleteFunc(t.Desk.TeamsOf(handle), func(o *desk.Team) bool {
		return !t.Who.Admin && !slices.Contains(o.Members, t.Actor().Handle)
	})
	var names []string
	for _, o := range all {
		if called != "" && (strings.EqualFold(o.Code, called) || strings.EqualFold(o.Name, called)) {
			return o, nil
		}
		names = append(names, o.Name)
	}
	here := t.Desk.TeamByChannel(t.Event.In.Address)
	switch {
	case len(all) == 0:
		return nil, turn.Refuse(notice.RefusedDutyPerson, "Who", t.Desk.People[handle].Name)
	case called == "" && len(all) == 1:
		return all[0], nil
	case called == "" && slices.Contains(all, here):
		return here, nil
	default:
		return nil, turn.Refuse(notice.RefusedDutyTeam, "Text", strings.Join(names, ", "))
	}
}

// handleOf returns the handle of a person of desk.yaml, by handle, name or
// mention.
func handleOf(t *turn.Turn, called call) (string, error) {
	if !called.mention.IsZero() {
		if m := t.Desk.MemberByAccount(called.mention); m != nil {
			return m.Handle, nil
		}
	}
	name := strings.TrimPrefix(called.words, "@")
	var found []string
	for handle, m := range t.Desk.People {
		if strings.EqualFold(handle, name) {
			return handle, nil
		}
		if strings.EqualFold(m.Name, name) {
			found = append(found, handle)
		}
	}
	slices.Sort(found)
	switch len(found) {
	case 0:
		return "", turn.Refuse(notice.RefusedDutyPerson, "Who", called.words)
	case 1:
		return found[0], nil
	default:
		return "", turn.Refuse(notice.RefusedNamesakes, "Who", called.words, "Text", strings.Join(found, ", "))
	}
}

// A dutySpan is a time that somebody wrote.
type dutySpan struct{ from, until time.Time }

// span is a time such as sat..sun, in the visitor's zone.
func span() *Ask[dutySpan] {
	return &Ask[dutySpan]{Question{Name: "when", how: byWord}, func(r *reading) (s dutySpan, found bool, err error) {
		if r.rest == "" {
			return s, false, nil
		}
		var rest string
		s.from, s.until, rest, found = desk.ParseRange(r.rest, r.Now().In(r.Who.Zone))
		if !found || !s.until.After(r.Now()) {
			return s, false, turn.Refuse(notice.RefusedRange, "Text", r.rest)
		}
		r.rest = rest
		return s, true, nil
	}}
}

// colleague is a name before a time: as many words as the time leaves.
func colleague(name string) *Ask[call] {
	return &Ask[call]{Question{Name: name, how: byWord}, func(r *reading) (call, bool, error) {
		all := strings.Fields(r.rest)
		for i := 1; i < len(all); i++ {
			rest := strings.Join(all[i:], " ")
			if _, _, _, ok := desk.ParseRange(rest, r.Now().In(r.Who.Zone)); ok {
				r.rest = strings.Join(all[:i], " ")
				who, found, err := callOf(r)
				r.rest = rest
				return who, found, err
			}
		}
		if len(all) > 1 {
			return call{}, false, turn.Refuse(notice.RefusedRange, "Text", r.rest)
		}
		return call{}, false, nil
	}}
}
