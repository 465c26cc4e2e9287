package routines_test

import (
	"context"
	"slices"
	"testing"

	"vakhta/desk"
	"vakhta/files"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/routines"
)

// noRights is a desk whose messengers say nothing about the bot's rights.
func noRights(context.Context, *desk.Desk) []desk.Finding { return nil }

// TestMissingRightsAreToldDailyAndTheirRepairOnce goes through four mornings: a right is
// missing, the messenger does not answer, the right is there, and nothing is new.
func TestMissingRightsAreToldDailyAndTheirRepairOnce(t *testing.T) {
	t.Parallel()
	group := desk.Address{Platform: desk.Telegram, Chat: "-1001"}
	lacks := desk.Right{In: group, Name: "Ромашка", Lack: desk.LackPrivacy}
	w := testdesk.New(t)
	for i, morning := range []struct {
		found             []desk.Finding
		missing, repaired int
	}{
		{[]desk.Finding{{Of: lacks}}, 1, 0},
		{nil, 1, 0},
		{[]desk.Finding{{Of: desk.Right{In: group}}}, 1, 0},
		{[]desk.Finding{{OK: true, Of: desk.Right{In: group}}}, 0, 1},
		{[]desk.Finding{{OK: true, Of: desk.Right{In: group}}}, 0, 0},
	} {
		w = later(t, w, 0, 0, 1)
		all := routines.All(w.Tickets, nil, files.Limit{}, routines.Outside{Rights: func(context.Context, *desk.Desk) []desk.Finding { return morning.found }})
		r := all[slices.IndexFunc(all, func(r routines.Routine) bool { return r.Name == "rights" })]
		work, err := r.Do(t.Context(), routines.Moment{Due: w.Now(), Now: w.Now()})
		must(t, err)
		w.Update(work)
		var missing, repaired int
		for _, l := range w.Post() {
			if f, ok := l.Facts.(notice.BotRights); ok {
				missing, repaired = missing+len(f.Missing), repaired+len(f.Repaired)
			}
		}
		if missing != morning.missing || repaired != morning.repaired {
			t.Errorf("on morning %d %d are missing and %d repaired, want %+v", i+1, missing, repaired, morning)
		}
	}
}
