package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/ledger"
	"vakhta/papers"
)

// hoursCommand writes the act of a month's work as a file.
type hoursCommand struct {
	keptOptions
	Project string      `required:"" help:"The project's code."`
	Period  string      `default:"month" help:"A month, such as 2026-10; month is this one."`
	Format  string      `default:"csv" enum:"pdf,xlsx,csv" help:"pdf, xlsx or csv."`
	Lang    desk.Locale `enum:"ru,en," default:"" help:"ru or en. Default: the desk's language."`
	Out     string      `help:"The file to write, which must not exist yet; only its owner may read it. Default: standard output."`
}

// Help says what the command needs.
func (hoursCommand) Help() string {
	return "The act has every entry of work of the month, how it was counted, and what it costs. Until the month is locked it says that it is not final."
}

// Run writes the file, completely or not at all.
func (c hoursCommand) Run(ctx context.Context, std streams) error {
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	d := service.Current()
	p := d.Projects[c.Project]
	if p == nil {
		return fmt.Errorf("--project %s: %s", c.Project, keys.Suggestion(c.Project, slices.Sorted(maps.Keys(d.Projects))))
	}
	now := desk.WallClock{}.Now()
	terms := &d.ContractOf(p).Billing
	period, err := desk.ParsePeriod(c.Period, terms.Here(now))
	if err != nil {
		return err
	}
	m := desk.MonthOf(period.From)
	if from, to := terms.Span(m); !period.From.Equal(from) || !period.To.Equal(to) {
		return fmt.Errorf("--period %s is no month: write one like 2026-10", c.Period)
	}
	a, err := ledger.Act(ctx, service.Store, d, p, m, now)
	if err != nil {
		return err
	}
	write := func(to io.Writer) error {
		return papers.WriteAct(to, papers.FileFormat(c.Format), a, cmp.Or(c.Lang, d.Locale))
	}
	if c.Out == "" {
		return write(std.out)
	}
	return toNewFile(c.Out, write)
}
