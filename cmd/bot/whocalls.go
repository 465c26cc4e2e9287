package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/notice"
	"vakhta/oncall"
	"vakhta/storage"
)

// whocallsCommand shows who would be called about a request that nobody takes.
type whocallsCommand struct {
	keptOptions
	Project  string   `arg:"" help:"The project's code."`
	Priority string   `arg:"" optional:"" default:"P1" help:"P1 to P4."`
	When     []string `arg:"" optional:"" help:"When it is opened, in the desk's time zone: sat 03:10, tomorrow 22:00, 2026-12-05 03:10. Left out: now."`
	Locale   string   `enum:"en,ru" default:"en" help:"The language, ${enum}."`
}

// Help says what is taken into account.
func (whocallsCommand) Help() string {
	return "Shows each step of the contract's escalation with its time, the people and the messenger, as the ladder would decide it then: " +
		"by desk.yaml, by what was arranged with /cover, /swap and /away, and by who can be reached now. Repetitions of a step are left out. " +
		"Engineers see the same with /oncall ROM P1 sat 03:10."
}

// Run prints the steps.
func (c whocallsCommand) Run(ctx context.Context, std streams) error {
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	d := service.Current()
	code := strings.ToUpper(c.Project)
	if d.Projects[code] == nil {
		return fmt.Errorf("there is no project %q; %s", c.Project, keys.Suggestion(code, slices.Sorted(maps.Keys(d.Projects))))
	}
	urgency, err := desk.ParsePriority(strings.ToUpper(c.Priority))
	if err != nil {
		return err
	}
	now := service.Clock.Now().In(d.TimeZone)
	at := now
	if len(c.When) > 0 {
		var rest string
		var ok bool
		if at, rest, ok = desk.ParseWhen(strings.Join(c.When, " "), now); !ok || rest != "" {
			return fmt.Errorf("%q is no time from now on; write sat 03:10, tomorrow 22:00 or 2026-12-05 03:10", strings.Join(c.When, " "))
		}
	}
	f := notice.WhoIsCalled{Project: code, Priority: urgency, At: at}
	if err := service.Store.View(ctx, func(tx *storage.Tx) (err error) {
		f, err = oncall.WhoIsCalled(ctx, tx, d, f)
		return err
	}); err != nil {
		return err
	}
	card, err := cards.Card(cards.View{Desk: d, Now: now, Locale: desk.Locale(c.Locale), Zone: d.TimeZone}, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(std.out, strings.Join(append([]string{card.Title, card.Lead}, card.Lines...), "\n"))
	return err
}
