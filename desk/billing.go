package desk

import (
	"slices"
	"strings"
	"time"
)

// A Billing is how a contract says that work is paid. The zero Billing says
// nothing: hours are counted, and there is no package and no price.
type Billing struct {
	Plan       BillingPlan
	Hours      time.Duration // the package of a month; 0: none
	Price      Money         // of a month's package
	Rate       Money         // of an hour without a package, or beyond it
	Currency   Currency      // "": no prices
	VAT        VAT
	RoundUp    time.Duration // work is rounded up to a multiple of this; 0: it is exact
	Round      Rounding
	CarryOver  CarryOver
	AfterHours AfterHours
	Overage    Overage
	Activities []WorkActivity
	// LockAfter is how many days after its end a month still takes entries.
	LockAfter int
	// From is the first day of the contract; zero: always. The package of a
	// month that begins earlier is smaller.
	From Date
	Zone *time.Location `json:"-"` // of its days and months
}

// A BillingPlan says what a customer pays for.
type BillingPlan string

// The plans.
const (
	PlanFixed  BillingPlan = "fixed"              // the package; what is beyond it costs nothing more
	PlanByHour BillingPlan = "time_and_materials" // every hour
	PlanHybrid BillingPlan = "hybrid"             // the package, and every hour beyond it
)

// A Rounding says what is rounded up.
type Rounding string

// The roundings.
const (
	RoundEntry Rounding = "entry" // each entry, together with its corrections
	RoundSum   Rounding = "sum"   // the sum of a month
)

// A VAT is a tax on all sums.
type VAT struct {
	Rate     int  // in hundredths of a percent; 0: none
	Included bool // prices contain it
}

// A CarryOver says what becomes of hours of a package that were not used.
type CarryOver struct {
	Months int           // how many months longer they can be used; 0: not at all
	Cap    time.Duration // how many hours are carried over at most, in all; 0: any number
	Last   bool          // the month's own package is used before them
}

// AfterHours is work outside of a calendar's hours. It is not taken from the
// package, and has its own rate.
type AfterHours struct {
	Calendar string // "": no work is after hours
	Rate     Money  // of an hour
}

// An Overage says what becomes of hours beyond the package. The zero value
// bills them all.
type Overage struct {
	// Approval says that only hours are billed that the shop's approvers have
	// agreed to, for each ticket.
	Approval bool
	// Urgent are the priorities on which work needs no agreement, so that nobody
	// is left without help because nobody answers.
	Urgent []Priority
}

// Asks reports whether hours beyond the package on a ticket of a priority need an
// agreement.
func (o Overage) Asks(p Priority) bool { return o.Approval && !slices.Contains(o.Urgent, p) }

// A WorkActivity is a kind of work that the contract distinguishes.
type WorkActivity struct {
	Name string // as people write it
	Free bool   // the customer does not pay for it
}

// Activity finds an activity by a word, in any case.
func (b *Billing) Activity(word string) (WorkActivity, bool) {
	for _, a := range b.Activities {
		if strings.EqualFold(a.Name, word) {
			return a, true
		}
	}
	return WorkActivity{}, false
}

// A Month is a month of the civil calendar. It is comparable.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf returns the month that t falls on in t's own zone.
func MonthOf(t time.Time) Month { return Month{t.Year(), t.Month()} }

// OfMonth returns the month of a day.
func (d Date) OfMonth() Month { return Month{d.Year, d.Month} }

// First returns its first day.
func (m Month) First() Date { return Date{m.Year, m.Month, 1} }

// Add returns the month n months later.
func (m Month) Add(n int) Month {
	return MonthOf(time.Date(m.Year, m.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
}

// Before reports whether m is before n.
func (m Month) Before(n Month) bool { return m.Year < n.Year || m.Year == n.Year && m.Month < n.Month }

// Days returns how many days it has.
func (m Month) Days() int { return time.Date(m.Year, m.Month+1, 0, 0, 0, 0, 0, time.UTC).Day() }

// Begin returns its first moment in a zone.
func (m Month) Begin(zone *time.Location) time.Time {
	return time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, zone)
}

// Since returns how many months lie between an earlier month and m.
func (m Month) Since(earlier Month) int { return (m.Year-earlier.Year)*12 + int(m.Month-earlier.Month) }

// String returns "2026-10".
func (m Month) String() string { return m.Begin(time.UTC).Format("2006-01") }

// In returns the first moment of the day in a zone.
func (d Date) In(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// String returns "2026-10-30".
func (d Date) String() string { return d.In(time.UTC).Format(time.DateOnly) }

// PackageOf returns the hours of a month's package: a share of it, by days, if
// the contract begins in the month, rounded down to a minute, and none before.
func (b *Billing) PackageOf(m Month) time.Duration {
	if b.Plan == PlanByHour {
		return 0
	}
	return (b.Hours * time.Duration(b.daysIn(m)) / time.Duration(m.Days())).Truncate(time.Minute)
}

// PriceOf returns the price of a month's package, of which the same share is
// paid.
func (b *Billing) PriceOf(m Month) Money {
	if b.Plan == PlanByHour {
		return 0
	}
	return b.Price.Times(int64(b.daysIn(m)), int64(m.Days()))
}

// daysIn returns on how many days of a month the contract is valid.
func (b *Billing) daysIn(m Month) int {
	switch {
	case b.From == Date{} || b.From.OfMonth().Before(m):
		return m.Days()
	case b.From.OfMonth() == m:
		return m.Days() - b.From.Day + 1
	default:
		return 0
	}
}

// zone returns the zone of the contract's days.
func (b *Billing) zone() *time.Location {
	if b.Zone == nil {
		return time.UTC
	}
	return b.Zone
}

// Here returns a moment in the contract's zone.
func (b *Billing) Here(now time.Time) time.Time { return now.In(b.zone()) }

// Today returns the contract's day at a moment.
func (b *Billing) Today(now time.Time) Date { return DateOf(b.Here(now)) }

// Span returns when a month begins and ends.
func (b *Billing) Span(m Month) (from, to time.Time) {
	return m.Begin(b.zone()), m.Add(1).Begin(b.zone())
}

// LockedFrom returns when a month is locked.
func (b *Billing) LockedFrom(m Month) time.Time {
	_, end := b.Span(m)
	return end.AddDate(0, 0, b.LockAfter)
}

// CountsIn returns the month in which work of a day counts that is entered now:
// that of the day, or the first one after it that is not locked. Locked is the
// last month that was locked already; zero: none.
func (b *Billing) CountsIn(day Date, locked Month, now time.Time) Month {
	m := day.OfMonth()
	for !now.Before(b.LockedFrom(m)) || !locked.Before(m) {
		m = m.Add(1)
	}
	return m
}
