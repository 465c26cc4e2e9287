package main

import (
	"context"
	"fmt"
	"io"

	"vakhta/desk"
	"vakhta/ledger"
	"vakhta/papers"
)

// hoursCommand writes the act of a month's work as a file.
type hoursCommand struct {
	paperOptions
	Period string `default:"month" help:"A month, such as 2026-10; month is this one."`
	Format string `default:"csv" enum:"pdf,xlsx,csv" help:"pdf, xlsx or csv."`
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
	p, err := c.project(d)
	if err != nil {
		return err
	}
	now := desk.WallClock{}.Now()
	terms := &d.ContractOf(p).Billing
	period, err := desk.ParsePeriod(c.Period, terms.Here(now))
	if err != nil {
		return err
	}
	if period.From.After(now) {
		return fmt.Errorf("--period %s has not begun yet", c.Period)
	}
	m := desk.MonthOf(period.From)
	if from, to := terms.Span(m); !period.From.Equal(from) || !period.To.Equal(to) {
		return fmt.Errorf("--period %s is no month: write one like 2026-10", c.Period)
	}
	o := ledger.ActOrder{Project: p, Month: m, At: now, Format: papers.FileFormat(c.Format), In: c.in(d)}
	return c.write(std, func(to io.Writer) error { return ledger.WriteAct(ctx, service.Store, d, o, to) })
}
