package billing

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
)

// Settle computes the statement of a month. Entries are those that count in it,
// in any order.
func Settle(terms desk.Billing, m desk.Month, o BroughtForward, entries []TimeEntry) Statement {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b TimeEntry) int { return cmp.Compare(a.ID, b.ID) })
	s := &settling{
		Statement: Statement{Month: m, Terms: terms, Entries: entries, Billed: map[desk.Key]time.Duration{}, Unapproved: map[desk.Key]time.Duration{}},
		counted:   map[int64]Counted{}, agreed: o.Agreed,
	}
	maps.Copy(s.counted, o.Counted)
	maps.Copy(s.Billed, o.Billed)
	s.accrue(o.Parcels)
	var usual, after time.Duration
	for _, e := range entries {
		if e.Free {
			s.Free += e.Spent
			continue
		}
		s.Worked += e.Spent
		s.ByEntry += e.rounded(terms.RoundUp)
		spent := e.Spent
		if terms.Round != desk.RoundSum {
			spent = e.rounded(terms.RoundUp)
		}
		s.count(e, spent)
		if e.AfterHours {
			after += e.Spent
		} else {
			usual += e.Spent
		}
	}
	s.BySum = RoundUp(usual, terms.RoundUp) + RoundUp(after, terms.RoundUp)
	if terms.Round == desk.RoundSum {
		s.use(TimeEntry{}, RoundUp(usual, terms.RoundUp)-usual)
		s.afterHours(TimeEntry{}, RoundUp(after, terms.RoundUp)-after)
	}
	s.close()
	return s.Statement
}

// settling is a statement that is being computed.
type settling struct {
	Statement
	parcels []Parcel          // in the order in which they are used
	draws   []draw            // what was used, the last one last
	counted map[int64]Counted // of entries of locked months
	agreed  map[desk.Key]time.Duration
}

// A draw is some hours that were used: of a parcel, or beyond all of them.
type draw struct {
	parcel int      // or beyond, or without
	ticket desk.Key // zero: the rounding of a sum
	spent  time.Duration
}

// What a draw takes hours from if no parcel has any.
const (
	beyond  = -1 // billed
	without = -2 // not approved
)

// accrue adds the month's package and what was carried over.
func (s *settling) accrue(carried []Parcel) {
	own := Parcel{s.Month, s.Terms.PackageOf(s.Month)}
	s.Package, s.Price = own.Left, s.Terms.PriceOf(s.Month)
	if own.Left > 0 || s.Price > 0 {
		s.row(LedgerRow{Kind: RowPackage, Spent: own.Left, Parcel: s.Month, Sum: s.Price})
	}
	for _, p := range carried {
		s.Carried += p.Left
		s.row(LedgerRow{Kind: RowCarried, Spent: p.Left, Parcel: p.Month})
	}
	s.parcels = append(slices.Clone(carried), own)
	if s.Terms.CarryOver.Last {
		s.parcels = append([]Parcel{own}, carried...)
	}
}

func (s *settling) row(r LedgerRow) { s.Rows = append(s.Rows, r) }

// count counts an entry.
func (s *settling) count(e TimeEntry, spent time.Duration) {
	switch {
	case e.AfterHours:
		s.afterHours(e, spent)
	case spent < 0 && e.Late():
		s.giveBack(e, -spent)
	default:
		s.use(e, spent)
	}
}

func (s *settling) afterHours(e TimeEntry, spent time.Duration) {
	if spent == 0 {
		return
	}
	rate := s.Terms.AfterHours.Rate
	sum := rate.Of(spent)
	s.row(LedgerRow{Kind: RowAfterHours, Entry: e.ID, Root: e.Root, Spent: spent, Rate: rate, Sum: sum})
	s.AfterHours += spent
	s.AfterSum += sum
}

// use takes hours from the parcels in their order, and what they do not have is
// beyond, billed as far as it may be. Less than nothing is given back to where the last hours came from.
func (s *settling) use(e TimeEntry, spent time.Duration) {
	for i := range s.parcels {
		p := &s.parcels[i]
		if take := min(spent, p.Left); take > 0 {
			p.Left -= take
			spent -= take
			s.draw(e, i, take)
		}
	}
	if spent > 0 {
		billed := s.billable(e, spent)
		s.draw(e, beyond, billed)
		s.draw(e, without, spent-billed)
		return
	}
	for spent < 0 && len(s.draws) > 0 {
		last := &s.draws[len(s.draws)-1]
		back := min(-spent, last.spent)
		last.spent -= back
		spent += back
		if last.parcel >= 0 {
			s.parcels[last.parcel].Left += back
		}
		s.note(e, *last, -back)
		if last.spent == 0 {
			s.draws = s.draws[:len(s.draws)-1]
		}
	}
	if spent < 0 { // a correction of a locked month of which nothing is known
		s.credit(e, -spent)
	}
}

// billable returns how many hours beyond the package are billed of some: those
// that the customer has agreed to for the ticket, and those on a priority that needs no
// agreement. The rounding of a sum is billed if anything is.
func (s *settling) billable(e TimeEntry, spent time.Duration) time.Duration {
	switch {
	case !s.Terms.Overage.Asks(e.Priority), e.Ticket.IsZero() && s.Beyond > 0:
		return spent
	default:
		return min(spent, max(s.agreed[e.Ticket]-s.Billed[e.Ticket], 0))
	}
}

func (s *settling) draw(e TimeEntry, parcel int, spent time.Duration) {
	if spent == 0 {
		return
	}
	d := draw{parcel, e.Ticket, spent}
	if !s.Terms.Overage.Asks(e.Priority) {
		d.ticket = desk.Key{} // nobody's agreement is used up
	}
	s.draws = append(s.draws, d)
	s.note(e, d, spent)
}

// note adds the row of a draw, or of a part of one that is given back.
func (s *settling) note(e TimeEntry, d draw, spent time.Duration) {
	switch d.parcel {
	case beyond:
		s.beyond(e, spent, s.rate())
		s.bill(d.ticket, spent)
	case without:
		s.without(e, spent)
		s.Unapproved[d.ticket] += spent
	default:
		s.row(LedgerRow{Kind: RowUsed, Entry: e.ID, Root: e.Root, Spent: spent, Parcel: s.parcels[d.parcel].Month})
		s.Used += spent
	}
}

// bill notes hours beyond the package that are billed, if it matters of which
// ticket they are.
func (s *settling) bill(k desk.Key, spent time.Duration) {
	if s.Terms.Overage.Approval && !k.IsZero() {
		s.Billed[k] += spent
	}
}

func (s *settling) beyond(e TimeEntry, spent time.Duration, rate desk.Money) {
	sum := rate.Of(spent)
	s.row(LedgerRow{Kind: RowBeyond, Entry: e.ID, Root: e.Root, Spent: spent, Rate: rate, Sum: sum})
	s.Beyond += spent
	s.BeyondSum += sum
}

// without adds work that is not billed, because nobody has agreed to it.
func (s *settling) without(e TimeEntry, spent time.Duration) {
	s.row(LedgerRow{Kind: RowWithout, Entry: e.ID, Root: e.Root, Spent: spent})
	s.Without += spent
	s.WithoutSum += s.rate().Of(spent)
}

// rate is that of an hour beyond the package.
func (s *settling) rate() desk.Money {
	if s.Terms.Plan == desk.PlanFixed {
		return 0
	}
	return s.Terms.Rate
}

// giveBack takes back hours of a locked month as they were counted there: what
// was not billed costs nothing, what was beyond is a credit at its rate, what was
// of the package is added to this month's.
func (s *settling) giveBack(e TimeEntry, back time.Duration) {
	was := s.counted[e.Root]
	if was == (Counted{}) {
		s.use(e, -back)
		return
	}
	if unbilled := min(back, max(was.Without, 0)); unbilled > 0 { // these were the last
		s.without(e, -unbilled)
		was.Without -= unbilled
		back -= unbilled
	}
	if credit := min(back, max(was.Beyond, 0)); credit > 0 {
		s.beyond(e, -credit, was.Rate)
		s.bill(e.Ticket, -credit)
		was.Beyond -= credit
		back -= credit
	}
	if back > 0 {
		s.credit(e, back)
		was.Package -= back
	}
	s.counted[e.Root] = was
}

// credit adds hours to the month's package, or pays them back if there is none.
func (s *settling) credit(e TimeEntry, back time.Duration) {
	if s.Terms.Plan == desk.PlanByHour || s.Terms.Hours == 0 {
		s.beyond(e, -back, s.rate())
		return
	}
	own := slices.IndexFunc(s.parcels, func(p Parcel) bool { return p.Month == s.Month })
	s.parcels[own].Left += back
	s.note(e, draw{parcel: own}, -back)
}

// close computes what is left and the sums.
func (s *settling) close() {
	slices.SortFunc(s.parcels, func(a, b Parcel) int { return a.Month.Since(b.Month) })
	var total time.Duration
	for _, p := range s.parcels {
		s.Left += p.Left
		if p.Left > 0 && s.Month.Add(1).Since(p.Month) <= s.Terms.CarryOver.Months {
			s.Next = append(s.Next, p)
			total += p.Left
		}
	}
	if limit := s.Terms.CarryOver.Cap; limit > 0 {
		for i := range s.Next { // what would end first
			lost := min(max(total-limit, 0), s.Next[i].Left)
			s.Next[i].Left -= lost
			total -= lost
		}
		s.Next = slices.DeleteFunc(s.Next, func(p Parcel) bool { return p.Left == 0 })
	}
	s.Lapses = s.Left - total
	nothing := func(_ desk.Key, d time.Duration) bool { return d == 0 }
	maps.DeleteFunc(s.Billed, nothing)
	maps.DeleteFunc(s.Unapproved, nothing)
	for _, p := range s.parcels {
		kept := time.Duration(0)
		if i := slices.IndexFunc(s.Next, func(n Parcel) bool { return n.Month == p.Month }); i >= 0 {
			kept = s.Next[i].Left
		}
		if p.Left > kept {
			s.row(LedgerRow{Kind: RowLapsed, Spent: kept - p.Left, Parcel: p.Month})
		}
	}
	s.Net = s.Price + s.BeyondSum + s.AfterSum
	s.Total = s.Net
	switch vat := s.Terms.VAT; {
	case vat.Included:
		s.Tax = s.Total.Times(int64(vat.Rate), int64(10_000+vat.Rate))
		s.Net -= s.Tax
	default:
		s.Tax = s.Net.Times(int64(vat.Rate), 10_000)
		s.Total += s.Tax
	}
}
