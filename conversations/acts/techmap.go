package acts

import (
	"context"
	"time"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/papers"
	"vakhta/techmap"
)

// confirmedWithin is how far back incidents confirm the risks of a map.
const confirmedWithin = 90 * 24 * time.Hour

// mapReaders see a project's map. The shop's staff do not: it says where the site is
// weak.
const mapReaders = turn.Manager | turn.Engineer | turn.Admin

// techMap shows a project's map: the picture, the risks by their urgency, and what is
// out of date. With the word history it lists the map's versions.
func techMap() Act {
	of, as, past := maybe(ofProject(mapReaders)), maybe(fileFormat()), saidWord("history", "history,история")
	past.Optional, past.phrases = true, []string{"history,история"}
	return Act{
		Name: desk.ActTechMap, Command: ForManagers, Button: true, May: mapReaders, Asks: []Parameter{of, as, past},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := theProject(t, of.Of(in), mapReaders)
			if err != nil {
				return nil, err
			}
			if p.TechMap == nil {
				return nil, turn.Refuse(notice.RefusedNoMap, "Text", p.Name)
			}
			if past.Of(in) {
				return mapHistory(ctx, t, p)
			}
			all, err := t.Tx.Incidents(ctx, p.Code, t.Now().Add(-confirmedWithin))
			if err != nil {
				return nil, err
			}
			card := notice.MapCard{Project: p.Code, At: t.Now(), Inside: amongEngineers(t, p), State: techmap.StateOf(p.TechMap, all)}
			f := notice.MapFile{MapCard: card, Format: string(papers.PDF), Name: p.Code + " map.pdf"}
			if as.Of(in) == papers.PNG || as.Of(in) == "" {
				f.Format, f.Name = string(papers.PNG), p.Code+" map.png"
			}
			to := t.Event.From.Private() // what only one person sees has no files
			if t.InChat() {
				to = t.Place()
			}
			t.Post(to, f)
			if as.Of(in) != "" {
				if t.InChat() {
					return nil, nil
				}
				return notice.Text(notice.DoneFileComing), nil
			}
			return card, nil
		},
	}
}

// amongEngineers reports whether the visitor is one of a project's engineers and no
// customer reads the answer.
func amongEngineers(t *turn.Turn, p *desk.Project) bool {
	if t.Who.In(p.Code)&(turn.Engineer|turn.Admin) == 0 {
		return false
	}
	return t.Event.In.Private || !t.InChat() || t.Desk.TeamByChannel(t.Event.In.Address) != nil
}
