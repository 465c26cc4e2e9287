package acts

import (
	"context"
	"slices"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	steps "vakhta/onboarding"
	"vakhta/papers"
)

// agreementReaders see what is promised to a project.
const agreementReaders = turn.Manager | turn.Approver | turn.Engineer | turn.Admin

// agreement shows what is promised to a project, and takes the yes of both sides: the
// shop's approvers or managers, and the leads and admins. A button carries the version
// that was read, so nobody accepts a promise that changed meanwhile.
func agreement() Act {
	of, as := maybe(ofProject(agreementReaders)), maybe(fileFormat())
	accept, read := saidWord("accept", notice.ArgAccept), maybe(digest("version"))
	accept.Optional = true
	return Act{
		Name: desk.ActAgreement, Command: ForManagers, Button: true, May: agreementReaders, Asks: []Parameter{of, as, accept, read},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			p, err := theProject(t, of.Of(in), agreementReaders)
			if err != nil {
				return nil, err
			}
			if as.Of(in) != "" {
				return agreementFiles(t, p), nil
			}
			state, err := steps.Agreed(ctx, t.Tx, t.Desk, p)
			if err != nil {
				return nil, err
			}
			side := sideOf(t, p)
			if accept.Of(in) {
				return accepts(ctx, t, accepted{p, side, read.Of(in) == state.Version})
			}
			if _, done := state.Of(side); done {
				side = ""
			}
			return inPrivate(t, notice.AgreementCard{Project: p.Code, At: t.Now(), State: state, For: side}), nil
		},
	}
}

// sideOf returns for which side the visitor may accept, "" for none. Who is of the shop
// does not accept for the other side, whatever else they are.
func sideOf(t *turn.Turn, p *desk.Project) desk.Side {
	for _, side := range desk.Sides() {
		if slices.Contains(t.Desk.Accepters(p, side), t.Actor().Handle) {
			return side
		}
	}
	return ""
}

// accepted is what somebody says yes to.
type accepted struct {
	project *desk.Project
	side    desk.Side
	same    bool // what was read is what is promised now
}

func accepts(ctx context.Context, t *turn.Turn, a accepted) (notice.Facts, error) {
	switch {
	case a.side == "":
		return nil, turn.Refuse(notice.RefusedAccept, "Project", a.project.Name)
	case !a.same:
		return nil, turn.Refuse(notice.RefusedAgreementChanged, "Project", a.project.Name)
	}
	first, err := steps.Accept(ctx, t.Tx, t.Desk, steps.Accepting{Project: a.project, Side: a.side, Who: t.Who.Person, Source: t.Source(), Now: t.Now()})
	if err != nil {
		return nil, err
	}
	if !first {
		return notice.Text(notice.DoneAcceptedBefore), nil
	}
	return notice.Text(notice.DoneAccepted, "Project", a.project.Name), nil
}

// agreementFiles posts the annex in both languages.
func agreementFiles(t *turn.Turn, p *desk.Project) notice.Facts {
	to := t.Event.From.Private()
	if t.InChat() && t.Who.Only == nil {
		to = t.Place()
	}
	for _, in := range []desk.Locale{desk.Russian, desk.English} {
		t.Post(to, notice.AgreementFile{Project: p.Code, At: t.Now(), In: in, Name: p.Code + " agreement " + string(in) + "." + string(papers.PDF)})
	}
	if t.InChat() {
		return nil
	}
	return notice.Text(notice.DoneFileComing)
}
