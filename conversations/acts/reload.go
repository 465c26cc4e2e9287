package acts

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/reload"
	"vakhta/tickets"
)

// Limits of what /reload lists.
const (
	realignedShown = 15
	mistakesShown  = 15
	digestShown    = 16 // characters of a digest that a button carries
)

// reloadDesk brings a changed desk.yaml into force, without a restart. It says first
// what changes for running tickets, and asks for confirmation.
func reloadDesk() Act {
	seen := maybe(digest("digest"))
	return Act{
		Name: desk.ActReload, Command: ForAdmins, Button: true, May: turn.Admin, Asks: []Parameter{seen},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := t.Reload.Read()
			if err != nil {
				return inPrivate(t, badDesk(err)), nil
			}
			if shown := seen.Of(in); shown == "" {
				return foresee(ctx, t, p)
			} else if !strings.HasPrefix(p.Seal(), shown) || len(shown) != digestShown {
				return nil, turn.Refuse(notice.RefusedReloadChanged)
			}
			e, changes, err := t.Reload.Apply(ctx, t.Tx, p, reload.Cause{By: t.Actor(), Source: t.Source()})
			if errors.Is(err, reload.ErrSame) {
				return nil, turn.Refuse(notice.RefusedReloadSame)
			}
			if err != nil {
				return nil, err
			}
			t.Changed(changes)
			t.After(func() { t.Reload.Adopt(p) })
			t.Log.Info("another desk.yaml is in force", "digest", p.Digest, "by", t.Who.Person.ID, "tickets", len(e.Tickets))
			return notice.Text(notice.DoneReloaded, "N", strconv.Itoa(len(e.Tickets))), nil
		},
	}
}

// digest is the beginning of a digest, as a button carries it.
func digest(name string) *Ask[string] {
	return &Ask[string]{Question{Name: name, how: byButton}, func(r *reading) (s string, found bool, err error) {
		s, r.rest = word(r.rest)
		return s, s != "", nil
	}}
}

// badDesk lists the mistakes of a desk.yaml.
func badDesk(err error) notice.BadDesk {
	all := strings.Split(err.Error(), "\n")
	return notice.BadDesk{Mistakes: all[:min(len(all), mistakesShown)], Total: len(all)}
}

// foresee says what a desk.yaml would change.
func foresee(ctx context.Context, t *turn.Turn, p *reload.Proposal) (notice.Facts, error) {
	e, err := reload.Foresee(ctx, t.Tx, t.Tickets, p)
	if err != nil {
		return nil, err
	}
	if len(e.Differences) == 0 && len(e.Tickets) == 0 && len(e.Maps) == 0 {
		return nil, turn.Refuse(notice.RefusedReloadSame)
	}
	f := notice.AskReload{Digest: p.Seal()[:digestShown], Total: len(e.Tickets), Lost: e.Lost, Kept: e.Kept, Maps: mapEffects(e.Maps)}
	for _, d := range e.Differences {
		f.Changes = append(f.Changes, notice.DeskChange{Path: d.Path, Is: string(d.Is)})
	}
	for _, m := range e.Tickets[:min(len(e.Tickets), realignedShown)] {
		f.Tickets = append(f.Tickets, realigned(t.Desk, m))
	}
	for _, w := range p.Warnings {
		f.Warnings = append(f.Warnings, w.String())
	}
	return inPrivate(t, f), nil
}

// realigned says what changes for a ticket.
func realigned(d *desk.Desk, m tickets.Realigned) notice.RealignedEntry {
	k := m.Ticket
	e := notice.RealignedEntry{Key: k.Key}
	if k.Assignee != "" {
		e.Assignee = d.EngineerOf(k, k.Assignee).Name
	}
	if !k.ReactionDue.Equal(m.Reaction) {
		e.Reaction, e.WasReaction = k.ReactionDue, m.Reaction
	}
	if !k.ResolutionDue.Equal(m.Resolution) {
		e.Resolution, e.WasResolution = k.ResolutionDue, m.Resolution
	}
	return e
}
