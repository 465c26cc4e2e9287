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
// told the higher one. It returns the month's account; where there is no package,
// an empty one.
func Warn(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project, m desk.Month, now time.Time) (MonthAccount, error) {
	if d.ContractOf(p).Billing.PackageOf(m) == 0 {
		return MonthAccount{}, nil
	}
	a, err := Of(ctx, tx, d, p, m, now)
	if err != nil {
		return a, err
	}
	passed := slices.IndexFunc(levels(), func(level int) bool { return a.Percent() >= level })
	if passed < 0 {
		return a, nil
	}
	level := levels()[passed]
	name := fmt.Sprintf("hours/%s/%s", p.Code, m)
	told, err := tx.Mark(ctx, name)
	if err != nil {
		return a, err
	}
	if before, _ := strconv.Atoi(told); before >= level {
		return a, nil
	}
	if err := tx.SetMark(ctx, name, strconv.Itoa(level)); err != nil {
		return a, err
	}
	f := Card(p, now, a)
	f.Warns = level
	return a, tell(ctx, tx, d, p, fmt.Sprintf("%s/%d", name, level), f, nil)
}

// An Overrun is work on a ticket beyond the package that nobody has agreed to.
type Overrun struct {
	Project *desk.Project
	Account MonthAccount
	Ticket  desk.Key
	Known   []desk.Address // who are told otherwise
}

// Mark tells the managers of both sides of an overrun, once a month for each
// ticket.
func Mark(ctx context.Context, tx *storage.Tx, d *desk.Desk, o Overrun, now time.Time) error {
	name := fmt.Sprintf("overrun/%s/%s", o.Ticket, o.Account.Month)
	told, err := tx.Mark(ctx, name)
	if err != nil || told != "" {
		return err
	}
	if err := tx.SetMark(ctx, name, "told"); err != nil {
		return err
	}
	f := Card(o.Project, now, o.Account)
	f.Overrun = o.Ticket
	return tell(ctx, tx, d, o.Project, name, f, o.Known)
}

// tell sends the managers of both sides an account, but not to some chats.
func tell(ctx context.Context, tx *storage.Tx, d *desk.Desk, p *desk.Project, key string, f notice.HoursCard, but []desk.Address) error {
	to, err := managers(ctx, tx, d, p)
	if err != nil {
		return err
	}
	var all []desk.Notice
	for _, home := range to {
		if slices.ContainsFunc(but, func(at desk.Address) bool { return at.Root() == home.Root() }) {
			continue
		}
		all = append(all, desk.Notice{
			Key: fmt.Sprintf("%s/%s", key, home), To: home, Class: desk.ClassAnswer, Kind: f.Kind(), Facts: notice.Encode(f), Planned: f.At,
		})
	}
	return tx.Enqueue(ctx, f.At, all...)
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
