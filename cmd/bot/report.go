package main

import (
	"context"
	"errors"
	"fmt"
	"io"

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
	p, err := c.project(d)
	if err != nil {
		return err
	}
	order := reports.Order{Projects: []string{p.Code}, Period: c.Period, At: desk.WallClock{}.Now(), Format: papers.FileFormat(c.Format), In: c.in(d)}
	return c.write(std, func(to io.Writer) error {
		_, err := reports.Maker{Store: service.Store}.Write(ctx, d, order, to)
		if errors.Is(err, reports.ErrFuture) {
			return fmt.Errorf("--period %s has not begun yet", c.Period)
		}
		return err
	})
}
