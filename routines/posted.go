package routines

import (
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/evidence"
	"vakhta/notice"
	"vakhta/papers"
	"vakhta/reports"
	"vakhta/storage"
	"vakhta/tickets"
)

// A posted report is one that is posted by itself: whose, of what, and when.
type posted struct {
	project *desk.Project
	plan    desk.ReportPlan
	of      desk.Period
}

// postReports sends each project's managers, and the customer's chats that the
// contract names, the report of a period that is over. A
// report that was due while nothing ran is sent afterwards, each period's once.
func postReports(s *tickets.Service) Routine {
	return Routine{
		Name: "reports",
		Next: func(after time.Time) (next time.Time) {
			for _, p := range s.Current().Projects {
				if at, _, ok := planOf(s.Current(), p).Next(after.In(s.Current().ZoneOfProject(p))); ok && (next.IsZero() || at.Before(next)) {
					next = at
				}
			}
			return next
		},
		Do: func(ctx context.Context, m Moment) (Work, error) {
			d := s.Current()
			var all []desk.Notice
			for _, r := range duePosts(d, m) {
				var notices []desk.Notice
				err := s.Store.View(ctx, func(tx *storage.Tx) (err error) {
					notices, err = post(ctx, tx, d, r, m.Now)
					return err
				})
				if err != nil {
					return nil, err
				}
				all = append(all, notices...)
			}
			return func(ctx context.Context, tx *storage.Tx) error { return tx.Enqueue(ctx, m.Now, all...) }, nil
		},
	}
}

func planOf(d *desk.Desk, p *desk.Project) desk.ReportPlan { return d.Contracts[p.Contract].Report }

// duePosts lists the reports from when the routine was due until now.
func duePosts(d *desk.Desk, m Moment) (all []posted) {
	for _, code := range slices.Sorted(maps.Keys(d.Projects)) {
		p := d.Projects[code]
		plan := planOf(d, p)
		at, of, ok := plan.Next(m.Due.Add(-1).In(d.ZoneOfProject(p)))
		for ok && !at.After(m.Now) {
			all = append(all, posted{p, plan, of})
			at, of, ok = plan.Next(at)
		}
	}
	return all
}

// post returns the notices of a report: for each manager and chat the figures, then the files.
func post(ctx context.Context, tx *storage.Tx, d *desk.Desk, r posted, now time.Time) ([]desk.Notice, error) {
	made, err := reports.Make(ctx, tx, reports.Inquiry{Desk: d, Projects: []*desk.Project{r.project}, Period: r.of.Name, Now: now, Breaches: notice.BreachesShown})
	if err != nil {
		return nil, err
	}
	head, err := evidence.Head(ctx, tx, r.project.Code)
	if err != nil {
		return nil, err
	}
	facts := []notice.Facts{notice.ReportCard{Report: made, Chain: head}}
	for _, format := range r.plan.Formats {
		facts = append(facts, notice.ReportFile{
			Projects: []string{r.project.Code}, Of: r.project.Name, Period: r.of.Name, Within: made.Period, At: now,
			Format: format, Name: papers.Name(made, papers.FileFormat(format)),
		})
	}
	chats, err := tx.ManagerChats(ctx, d, r.project)
	if err != nil {
		return nil, err
	}
	chats = append(chats, r.plan.ChatsOf(r.project)...)
	var all []desk.Notice
	for _, to := range chats {
		for i, f := range facts {
			kind := string(f.Kind())
			if i > 0 {
				kind += "/" + r.plan.Formats[i-1]
			}
			all = append(all, desk.Notice{
				Key: "report/" + r.project.Code + "/" + r.of.Name + "/" + to.String() + "/" + kind, To: to, Class: desk.ClassDigest,
				Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
			})
		}
	}
	return all, nil
}
