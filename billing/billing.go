// Package billing counts hours and money: what a contract gives each month,
// what was used, and what it costs.
//
// There is no balance that is changed. Each entry of work is a row that stays;
// a correction is a further row. A month's [Statement] is computed from the
// contract's terms, from what the months before left, and from the month's
// rows: it lists what was accrued (the package, hours carried over) and what
// was used, and each sum is the sum of its rows. Nothing here knows the time or
// a store.
//
// Hours are durations, whole seconds. Money is in minor units; only the sum of
// a row is rounded, so the rows always add up.
package billing

import (
	"time"

	"vakhta/desk"
)

// A TimeEntry is work that somebody entered, or a correction of it.
type TimeEntry struct {
	ID     int64
	Root   int64 // the entry that it corrects; its own ID: it corrects none
	Ticket desk.Key
	Person desk.PersonID
	Name   string // of the person; "": forgotten
	At     time.Time
	Day    desk.Date  // on which the work was done
	Month  desk.Month // in which it counts; later than the day's own if that was locked
	Spent  time.Duration
	// Before is what the root and its earlier corrections came to.
	Before     time.Duration
	Activity   string
	Free       bool // the customer does not pay for it
	AfterHours bool
	Text       string // what was done
	// Priority is that of the ticket when the work was entered, or when the entry was
	// that is corrected.
	Priority desk.Priority
}

// Late reports whether the entry counts in a later month than its work was done
// in.
func (e TimeEntry) Late() bool { return e.Day.OfMonth().Before(e.Month) }

// rounded returns what the entry adds if each entry is rounded up together with
// its corrections.
func (e TimeEntry) rounded(up time.Duration) time.Duration {
	return RoundUp(e.Before+e.Spent, up) - RoundUp(e.Before, up)
}

// RoundUp returns the smallest multiple of up that is d or more; up 0 changes
// nothing. Less than nothing is rounded up as well: −20 minutes are −15 of
// quarters.
func RoundUp(d, up time.Duration) time.Duration {
	if up <= 0 {
		return d
	}
	rest := d % up
	switch {
	case rest > 0:
		return d - rest + up
	default:
		return d - rest
	}
}

// A Parcel is what is left of one month's package.
type Parcel struct {
	Month desk.Month
	Left  time.Duration
}

// BroughtForward is what a month begins with.
type BroughtForward struct {
	Parcels []Parcel // carried over, the oldest first
	// Counted says of the entries that late rows correct how they were counted
	// in the months that are locked, corrections included, by their ID.
	Counted map[int64]Counted
	// Agreed is how many hours beyond the package the customer has agreed to for
	// a ticket, and Billed how many of them were billed in the months before.
	// Both matter only if the contract asks for approval.
	Agreed, Billed map[desk.Key]time.Duration
}

// Counted says how an entry was counted.
type Counted struct {
	Package time.Duration // taken from the package
	Beyond  time.Duration
	Without time.Duration // beyond the package, without approval
	Rate    desk.Money    // of an hour beyond
}

// A RowKind says what a row of a statement is.
type RowKind string

// The kinds of rows. The first two add hours, the third removes what is not
// carried over, the others are work.
const (
	RowPackage    RowKind = "package"
	RowCarried    RowKind = "carried"
	RowLapsed     RowKind = "lapsed"
	RowUsed       RowKind = "used"        // from the package
	RowBeyond     RowKind = "beyond"      // beyond the package, or without one
	RowWithout    RowKind = "without"     // beyond the package without approval: not billed
	RowAfterHours RowKind = "after_hours" // at its own rate
)

// A LedgerRow is one row of a statement. An entry that crosses the end of the
// package has two: what was left of it, and what is beyond; likewise one that
// crosses the end of what the customer has agreed to.
type LedgerRow struct {
	Kind   RowKind
	Entry  int64 `json:",omitempty"` // 0: no single one: an accrual, or the rounding of a sum
	Root   int64 `json:",omitempty"`
	Spent  time.Duration
	Parcel desk.Month `json:",omitzero"` // the month of the package
	Rate   desk.Money `json:",omitempty"`
	Sum    desk.Money `json:",omitempty"`
}

// A Statement is the account of a month.
type Statement struct {
	Month   desk.Month
	Terms   desk.Billing
	Entries []TimeEntry `json:"-"` // of the month, in the order in which they were entered
	Rows    []LedgerRow

	Package time.Duration // the month's own, which a partial month makes smaller
	Carried time.Duration // from earlier months
	Used    time.Duration // of both
	Left    time.Duration
	Lapses  time.Duration // of what is left, at the month's end

	Worked     time.Duration // all that is paid for, as it was entered
	ByEntry    time.Duration // the same, each entry rounded up
	BySum      time.Duration // the same, the sum rounded up
	Beyond     time.Duration
	Without    time.Duration // beyond the package without approval; not billed
	AfterHours time.Duration
	Free       time.Duration // the customer does not pay for it

	Price, BeyondSum, AfterSum desk.Money
	Net, Tax, Total            desk.Money // before VAT, the tax itself, with it
	WithoutSum                 desk.Money // what the hours without approval would cost
	Next                       []Parcel   // what the next month begins with
	// Billed is how many hours beyond the package were billed for each ticket, in
	// all months so far, and Unapproved how many were not, in this month.
	Billed     map[desk.Key]time.Duration `json:",omitempty"`
	Unapproved map[desk.Key]time.Duration `json:",omitempty"`
}

// Available returns the hours of the package and what was carried over.
func (s *Statement) Available() time.Duration { return s.Package + s.Carried }

// Over returns the hours beyond the package, billed or not.
func (s *Statement) Over() time.Duration { return s.Beyond + s.Without }

// Percent returns how much of the available hours is used, with what is beyond,
// rounded down; 0 if there is no package.
func (s *Statement) Percent() int {
	if s.Available() <= 0 {
		return 0
	}
	return int((s.Used + s.Over()) * 100 / s.Available())
}

// Forecast returns how many hours would be used by the end of the month if work
// continued as until now, after some of the month's working time has passed. It is
// false as long as that says too little: in the first twentieth of the month.
func (s *Statement) Forecast(passed, whole time.Duration) (time.Duration, bool) {
	if passed <= 0 || passed*20 < whole {
		return 0, false
	}
	return time.Duration(float64(s.Used+s.Over()) * float64(max(whole, passed)) / float64(passed)).Round(time.Minute), true
}

// CountedIn says how the entries of some statements were counted, by their
// roots.
func CountedIn(all []Statement) map[int64]Counted {
	counted := map[int64]Counted{}
	for _, s := range all {
		for _, r := range s.Rows {
			c := counted[r.Root]
			switch r.Kind {
			case RowUsed:
				c.Package += r.Spent
			case RowBeyond:
				c.Beyond += r.Spent
				c.Rate = r.Rate
			case RowWithout:
				c.Without += r.Spent
			case RowPackage, RowCarried, RowLapsed, RowAfterHours:
				continue
			}
			counted[r.Root] = c
		}
	}
	delete(counted, 0) // the rounding of sums
	return counted
}
