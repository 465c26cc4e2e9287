package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/desk"
)

// Home shows the visitor's own page: a new request, their tickets, and for the
// desk's people the queue and who is on call. Each part is what the command of the
// same name answers, so it shows what the visitor may see and nothing else.
func Home(ctx context.Context, t *turn.Turn) error {
	if len(NewIn(t)) > 0 {
		t.Home(nil, desk.Button{
			Label: t.Say("form." + string(desk.ActNew)), Press: desk.Press{Action: desk.ActNew}, Style: desk.StylePrimary,
		})
	}
	for _, name := range []desk.Action{"my", "queue", "oncall"} {
		a := named(name)
		if !t.Who.Known() || a.May != turn.Anybody && t.Who.Anywhere()&a.May == 0 {
			continue
		}
		f, err := a.Do(ctx, t, Input{values: map[string]any{}})
		if err != nil {
			return err
		}
		t.Home(f)
	}
	return nil
}
