package acts

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// maintenance holds the alerts of a project for a time, ends that, or lists what
// is planned.
func maintenance() Act {
	of, off := ofProject(turn.Engineer), saidWord("off", "off,отмена,стоп")
	off.Optional = true
	when := maybe(span())
	return Act{
		Name: "maintenance", Command: ForEngineers, May: turn.Engineer, Asks: []Parameter{of, off, when},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p := of.Of(in)
			switch {
			case off.Of(in):
				ring := desk.Alarm{Subject: desk.Of(desk.AlertsKind, p.Code), Due: t.Now()}
				t.Armed(ring)
				_, err := t.Tx.EndMaintenances(ctx, p.Code, t.Now())
				return notice.Text(notice.DoneMaintenanceOver, "Project", p.Name), errors.Join(err, t.Tx.Arm(ctx, ring))
			case !when.Of(in).until.IsZero():
				m := desk.Maintenance{From: when.Of(in).from, Until: when.Of(in).until}
				t.Tx.AddMaintenance(p.Code, m)
				return notice.Text(notice.DoneMaintenance, "Project", p.Name, "When", windows(t, m)), nil
			}
			return listMaintenance(ctx, t, p)
		},
	}
}

// listMaintenance says what is planned for a project or under way.
func listMaintenance(ctx context.Context, t *turn.Turn, p *desk.Project) (notice.Facts, error) {
	arranged, err := t.Tx.Maintenances(ctx, p.Code, t.Now())
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(slices.Concat(p.Alerts.Maintenance, arranged), func(m desk.Maintenance) bool { return !m.Until.After(t.Now()) })
	if len(all) == 0 {
		return notice.Text(notice.MaintenanceNone, "Project", p.Name), nil
	}
	held, err := t.Tx.HeldAlerts(ctx, p.Code)
	return notice.Text(notice.MaintenanceList, "Project", p.Name, "When", windows(t, all...), "N", strconv.Itoa(held)), err
}

// windows says when maintenance is, for the visitor.
func windows(t *turn.Turn, all ...desk.Maintenance) string {
	voice := locales.New(t.Who.Person.Locale, t.Who.Zone)
	var said []string
	for _, m := range all {
		said = append(said, voice.Say("maintenance.range", "From", voice.When(m.From, t.Now()), "Until", voice.When(m.Until, t.Now())))
	}
	return strings.Join(said, "; ")
}
