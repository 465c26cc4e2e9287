package acts

import (
	"context"
	"maps"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/mask"
	"vakhta/notice"
)

// audit opens a ticket with the questions about a shop's site. The answers come to the
// first line as a tech map to check in.
func audit() Act {
	of := maybe(ofProject(mapReaders))
	return Act{
		Name: "audit", Command: ForManagers, May: mapReaders, Asks: []Parameter{of},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := theProject(t, of.Of(in), mapReaders)
			if err != nil {
				return nil, err
			}
			return nil, openWork(ctx, t, p.Code, deskfile.Audit())
		},
	}
}

// audited sends the tech map that the answers to the audit make to those who check it
// in: the first line.
func audited(t *turn.Turn, p *desk.Project, d desk.Draft) {
	answers := maps.Clone(d.Answers)
	asked := d.Plan.Asked(answers)
	maps.DeleteFunc(answers, func(name, _ string) bool { return asked.Field(name) == nil })
	for _, name := range slices.Collect(maps.Keys(answers)) {
		answers[name], _ = mask.Text(answers[name])
	}
	answers["today"] = desk.DateOf(t.Now().In(t.Desk.ZoneOfProject(p))).String()
	to := t.Event.From.Private()
	if first := t.Desk.Teams[p.Line1]; first != nil && !first.Channel.IsZero() {
		to = first.Channel
	}
	t.Post(to, notice.AuditFile{Project: p.Code, Answers: answers, Name: p.Code + ".map.yaml"})
}
