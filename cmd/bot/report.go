package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/papers"
	"vakhta/reports"
	"vakhta/storage"
)

// reportCommand writes a report as a file.
type reportCommand struct {
	paperOptions
	Period string `default:"month" help:"today, week, month, 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15."`
	Format string `default:"pdf" enum:"pdf,xlsx,png,csv,text" help:"pdf, xlsx, png, csv or text: what the chat shows."`
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
	if c.Format == "text" {
		return c.text(ctx, std, service.Store, d, codes)
	}
	order := reports.Order{Projects: codes, All: c.Project == every, Period: c.Period, At: desk.WallClock{}.Now(), Format: papers.FileFormat(c.Format), In: c.in(d)}
	return c.write(std, func(to io.Writer) error {
		_, err := reports.Maker{Store: service.Store}.Write(ctx, d, order, to)
		return c.explained(err)
	})
}

// explained returns an error in the words of the command line.
func (c reportCommand) explained(err error) error {
	if errors.Is(err, reports.ErrFuture) {
		return fmt.Errorf("--period %s has not begun yet", c.Period)
	}
	return err
}

// text writes the figures as the chat shows them, without marks and buttons.
func (c reportCommand) text(ctx context.Context, std streams, store *storage.DB, d *desk.Desk, codes []string) error {
	q := reports.Inquiry{Desk: d, All: c.Project == every, Period: c.Period, Now: desk.WallClock{}.Now(), Breaches: notice.BreachesShown}
	for _, code := range codes {
		q.Projects = append(q.Projects, d.Projects[code])
	}
	var made desk.Report
	err := store.View(ctx, func(tx *storage.Tx) (err error) {
		made, err = reports.Make(ctx, tx, q)
		return err
	})
	if err != nil {
		return c.explained(err)
	}
	card, err := cards.Card(cards.View{Desk: d, Now: q.Now, Locale: c.in(d), Zone: d.TimeZone, Traits: desk.Traits{Buttons: true}}, notice.ReportCard{Report: made})
	if err != nil {
		return err
	}
	lines := []string{card.Title, card.Lead}
	for _, f := range card.Fields {
		lines = append(lines, f.Label+": "+f.Value+f.Remark())
	}
	lines = append(append(lines, card.Lines...), card.Footer)
	lines = slices.DeleteFunc(lines, func(s string) bool { return s == "" })
	return c.write(std, func(to io.Writer) error {
		_, err := fmt.Fprintln(to, strings.Join(lines, "\n"))
		return err
	})
}
