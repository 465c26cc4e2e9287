package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
	"vakhta/oncall"
	"vakhta/storage"
)

// drill rehearses a project's ladder: everybody whom it would call is called, with
// a mark, and answers by a press.
func drill() Act {
	of, urgency := ofProject(turn.Admin), maybe(priorityWord())
	stop, weekly := saidWord("stop", "stop,стоп"), saidWord("weekly", "weekly,еженедельно")
	stop.Optional, weekly.Optional = true, true
	when := maybe(moment("when"))
	return Act{
		Name: "drill", Command: ForAdmins, May: turn.Admin, Asks: []Parameter{of, urgency, stop, weekly, when},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p := of.Of(in)
			if stop.Of(in) {
				_, err := t.Tx.StopDrills(ctx, p.Code)
				return notice.Text(notice.DoneDrillsStopped, "Project", p.Name), err
			}
			f := storage.Drill{Project: p.Code, Priority: urgency.Of(in), Began: when.Of(in), By: t.Actor().Handle, Weekly: weekly.Of(in)}
			if f.Priority == 0 {
				f.Priority = desk.P1
			}
			if f.Began.IsZero() {
				f.Began = t.Now()
			}
			alarm, err := oncall.PlanDrill(ctx, t.Tx, f)
			t.Armed(alarm)
			at := locales.New(t.Who.Person.Locale, t.Who.Zone).When(f.Began, t.Now())
			return notice.Text(notice.DoneDrillPlanned, "Project", p.Name, "At", at), err
		},
	}
}

// here answers a call of a drill.
func here() Act {
	id := number("call")
	return Act{
		Name: desk.ActHere, Button: true, May: turn.Engineer | turn.ThirdLine | turn.Admin, Asks: []Parameter{id},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			n, err := t.Tx.AnswerDrill(ctx, id.Of(in), t.Actor().Handle, t.Now())
			if err == nil && n == 0 {
				return notice.Text(notice.DoneHereAlready), nil
			}
			return notice.Text(notice.DoneHere), err
		},
	}
}
