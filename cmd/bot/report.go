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
	"vakhta/papers"
	"vakhta/reports"
)

// reportCommand writes a report as a file.
type reportCommand struct {
	keptOptions
	Project string      `required:"" help:"The project's code."`
	Period  string      `default:"month" help:"today, week, month, 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15."`
	Format  string      `default:"pdf" enum:"pdf,xlsx,png,csv" help:"pdf, xlsx, png or csv."`
	Lang    desk.Locale `enum:"ru,en," default:"" help:"ru or en. Default: the desk's language."`
	Out     string      `help:"The file to write, which must not exist yet; only its owner may read it. Default: standard output."`
}

// Help says what the command needs.
func (reportCommand) Help() string {
	return "The file is the one that /report sends. The figures are read from the database; no messenger is called."
}

// Run writes the file, completely or not at all.
func (c reportCommand) Run(ctx context.Context, std streams) error {
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
	now := desk.WallClock{}.Now().In(d.TimeZone)
	period, err := desk.ParsePeriod(c.Period, now)
	if err != nil {
		return err
	}
	if period.From.After(now) {
		return fmt.Errorf("--period %s has not begun yet", c.Period)
	}
	order := reports.Order{Projects: []string{p.Code}, Period: c.Period, At: now, Format: papers.FileFormat(c.Format), In: cmp.Or(c.Lang, d.Locale)}
	write := func(to io.Writer) error {
		_, err := reports.Maker{Store: service.Store}.Write(ctx, d, order, to)
		return err
	}
	if c.Out == "" {
		return write(std.out)
	}
	return toNewFile(c.Out, write)
}
