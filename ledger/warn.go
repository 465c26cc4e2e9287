package ledger

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
)

// levels are the percentages of a package at which managers are warned, the
// highest first.
func levels() []int { return []int{95, 80} }

// Warn tells the managers of both sides once that most of a month's package is
// used, after work was entered. Of two levels that are passed at once they are
// told the higher one.
func Warn(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project, m desk.Month, now time.Time) error {
	if d.ContractOf(p).Billing.PackageOf(m) == 0 {
		return nil
	}
	a, err := Of(ctx, tx, d, p, m, now)
	if err != nil {
		return err
	}
	passed := slices.IndexFunc(levels(), func(level int) bool { return a.Percent() >= level })
	if passed < 0 {
		return nil
	}
	level := levels()[passed]
	name := fmt.Sprintf("hours/%s/%s", p.Code, m)
	told, err := tx.Mark(ctx, name)
	if err != nil {
		return err
	}
	if before, _ := strconv.Atoi(told); before >= level {
		return nil
	}
	if err := tx.SetMark(ctx, name, strconv.Itoa(level)); err != nil {
		return err
	}
	to, err := managers(ctx, tx, d, p)
	if err != nil {
		return err
	}
	f := Card(p, now, a)
	f.Warns = level
	var all []desk.Notice
	for _, home := range to {
		all = append(all, desk.Notice{
			Key: fmt.Sprintf("%s/%d/%s", name, level, home), To: home, Class: desk.ClassAnswer,
			Kind: f.Kind(), Facts: notice.Encode(f), Planned: now,
		})
	}
	return tx.Enqueue(ctx, now, all...)
}

// Card returns the facts of one or more accounts. Rows and entries, which have
// people's words, are left out.
func Card(p *desk.Project, now time.Time, accounts ...MonthAccount) notice.HoursCard {
	f := notice.HoursCard{Project: p.Code, At: now}
	for _, a := range accounts {
		a.Rows, a.Entries = nil, nil
		f.Months = append(f.Months, notice.MonthOfHours{Statement: a.Statement, Locked: a.Locked, Forecast: a.Forecast})
	}
	return f
}

// managers returns the private chats of the customer's managers and of the
// desk's admins.
func managers(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project) ([]desk.Address, error) {
	homes, err := tx.ManagerChats(ctx, d, p)
	for _, m := range d.Admins() {
		if to, ok := d.PrivateOf(m.Handle); ok && !slices.Contains(homes, to) {
			homes = append(homes, to)
		}
	}
	return homes, err
}
