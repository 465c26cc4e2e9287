package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"vakhta/desk"
	"vakhta/papers"
	"vakhta/reports"
)

// reportCommand writes a report as a file.
type reportCommand struct {
	paperOptions
	Period string `default:"month" help:"today, week, month, 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15."`
	Format string `default:"pdf" enum:"pdf,xlsx,png,csv" help:"pdf, xlsx, png or csv."`
}

// Help says what the command needs.
func (reportCommand) Help() string {
	return "The file is the one that /report sends; --project all is a report of all projects, each counted by its own zone. The figures are read from the database; no messenger is called."
}

// every is what --project says for all projects. It cannot be a code, which is in
// capitals.
const every = "all"

// projects returns the codes of the projects that the report is of.
func (c reportCommand) projects(d *desk.Desk) ([]string, error) {
	if c.Project == every {
		return slices.Sorted(maps.Keys(d.Projects)), nil
	}
	p, err := c.project(d)
	if err != nil {
		return nil, err
	}
	return []string{p.Code}, nil
}

// Run writes the file, completely or not at all.
func (c reportCommand) Run(ctx context.Context, std streams) error {
	service, end, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	d := service.Current()
	codes, err := c.projects(d)
	if err != nil {
		return err
	}
	order := reports.Order{Projects: codes, All: c.Project == every, Period: c.Period, At: desk.WallClock{}.Now(), Format: papers.FileFormat(c.Format), In: c.in(d)}
	return c.write(std, func(to io.Writer) error {
		_, err := reports.Maker{Store: service.Store}.Write(ctx, d, order, to)
		if errors.Is(err, reports.ErrFuture) {
			return fmt.Errorf("--period %s has not begun yet", c.Period)
		}
		return err
	})
}
