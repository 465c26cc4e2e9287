package acts

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
	"vakhta/reload"
)

// mapVersionsShown is how many versions of a map are listed, the latest first.
const mapVersionsShown = 6

// mapHistory lists the versions of a project's map, with who changed what.
func mapHistory(ctx context.Context, t *turn.Turn, p *desk.Project) (notice.Facts, error) {
	rows, err := t.Tx.Journal(ctx, p.Code)
	if err != nil {
		return nil, err
	}
	f := notice.MapHistory{Project: p.Code, At: t.Now(), Inside: amongEngineers(t, p)}
	for _, r := range slices.Backward(rows) {
		if r.Kind != (history.MapChanged{}).Kind() {
			continue
		}
		var changed history.MapChanged
		if err := json.Unmarshal(r.Detail, &changed); err != nil {
			return nil, fmt.Errorf("read a change of a tech map: %w", err)
		}
		if f.Total++; len(f.Versions) < mapVersionsShown {
			f.Versions = append(f.Versions, notice.MapRevision{Version: changed.Version, At: r.At, By: r.By.Name, Changes: changed.Changes})
		}
	}
	return f, nil
}

// mapEffects are the changed maps of a proposal.
func mapEffects(all []reload.MapEffect) (maps []notice.MapRevision) {
	for _, e := range all {
		maps = append(maps, notice.MapRevision{Project: e.Project, Version: e.Version, Changes: e.Changes})
	}
	return maps
}
