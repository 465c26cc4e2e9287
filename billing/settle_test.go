package billing_test

import (
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"vakhta/billing"
	"vakhta/desk"
)

// october is the month of the examples.
var october = desk.Month{Year: 2026, Month: time.October}

// entry is work on a day of october. Its number is its place.
func entry(id int64, spent time.Duration, change ...func(*billing.TimeEntry)) billing.TimeEntry {
	e := billing.TimeEntry{ID: id, Root: id, Day: desk.Date{Year: 2026, Month: time.October, Day: 5}, Month: october, Spent: spent}
	for _, c := range change {
		c(&e)
	}
	return e
}

// hybrid is a package of ten hours.
func hybrid() desk.Billing {
	return desk.Billing{Plan: desk.PlanHybrid, Hours: 10 * time.Hour, Price: 30_000_00, Rate: 3_500_00, Currency: "RUB"}
}

func TestAnEntryIsSplitAtTheEndOfThePackage(t *testing.T) {
	t.Parallel()
	s := billing.Settle(hybrid(), october, billing.BroughtForward{}, []billing.TimeEntry{entry(1, 9*time.Hour), entry(2, 3*time.Hour)})
	want := []billing.LedgerRow{
		{Kind: billing.RowPackage, Spent: 10 * time.Hour, Parcel: october, Sum: 30_000_00},
		{Kind: billing.RowUsed, Entry: 1, Root: 1, Spent: 9 * time.Hour, Parcel: october},
		{Kind: billing.RowUsed, Entry: 2, Root: 2, Spent: time.Hour, Parcel: october},
		{Kind: billing.RowBeyond, Entry: 2, Root: 2, Spent: 2 * time.Hour, Rate: 3_500_00, Sum: 7_000_00},
	}
	if !slices.Equal(s.Rows, want) {
		t.Errorf("the rows are %+v, want %+v", s.Rows, want)
	}
	if s.Used != 10*time.Hour || s.Beyond != 2*time.Hour || s.Left != 0 || s.Total != 37_000_00 || s.Percent() != 120 {
		t.Errorf("used %v, beyond %v, left %v, total %d, %d %%", s.Used, s.Beyond, s.Left, s.Total, s.Percent())
	}
}

func TestRoundingOfEntriesAndOfTheirSum(t *testing.T) {
	t.Parallel()
	terms := hybrid()
	terms.RoundUp, terms.Round = 15*time.Minute, desk.RoundEntry
	work := []billing.TimeEntry{
		entry(1, 10*time.Minute), entry(2, 50*time.Minute),
		entry(3, -20*time.Minute, func(e *billing.TimeEntry) { e.Root, e.Before = 2, 50*time.Minute }),
	}
	each := billing.Settle(terms, october, billing.BroughtForward{}, work)
	terms.Round = desk.RoundSum
	sum := billing.Settle(terms, october, billing.BroughtForward{}, work)
	for _, s := range []billing.Statement{each, sum} {
		if s.Worked != 40*time.Minute || s.ByEntry != 45*time.Minute || s.BySum != 45*time.Minute {
			t.Errorf("worked %v, by entry %v, by sum %v", s.Worked, s.ByEntry, s.BySum)
		}
	}
	if each.Used != 45*time.Minute || sum.Used != 45*time.Minute {
		t.Errorf("used %v by entry and %v by sum", each.Used, sum.Used)
	}
	work = []billing.TimeEntry{entry(1, 10*time.Minute), entry(2, 10*time.Minute), entry(3, 10*time.Minute)}
	terms.Round = desk.RoundEntry
	each = billing.Settle(terms, october, billing.BroughtForward{}, work)
	terms.Round = desk.RoundSum
	sum = billing.Settle(terms, october, billing.BroughtForward{}, work)
	if each.Used != 45*time.Minute || sum.Used != 30*time.Minute || each.BySum != sum.Used || sum.ByEntry != each.Used {
		t.Errorf("used %v by entry and %v by sum", each.Used, sum.Used)
	}
}

func TestUnusedHoursAreCarriedOverWithinTheirLimits(t *testing.T) {
	t.Parallel()
	terms := hybrid()
	terms.CarryOver = desk.CarryOver{Months: 2, Cap: 12 * time.Hour}
	first := billing.Settle(terms, october, billing.BroughtForward{}, []billing.TimeEntry{entry(1, 3*time.Hour)})
	second := billing.Settle(terms, october.Add(1), billing.BroughtForward{Parcels: first.Next}, []billing.TimeEntry{entry(2, 2*time.Hour)})
	third := billing.Settle(terms, october.Add(2), billing.BroughtForward{Parcels: second.Next}, []billing.TimeEntry{entry(3, 4*time.Hour)})
	if first.Left != 7*time.Hour || first.Lapses != 0 || second.Carried != 7*time.Hour {
		t.Errorf("left %v, lapses %v, carried %v", first.Left, first.Lapses, second.Carried)
	}
	// Of 5 hours of October and 10 of November, 12 are carried over.
	if want := []billing.Parcel{{Month: october, Left: 2 * time.Hour}, {Month: october.Add(1), Left: 10 * time.Hour}}; !slices.Equal(second.Next, want) {
		t.Errorf("after two months is left %+v, want %+v", second.Next, want)
	}
	// October's hours end with December; of the 8 of November and 10 of December, 12 are carried over.
	if want := []billing.Parcel{{Month: october.Add(1), Left: 2 * time.Hour}, {Month: october.Add(2), Left: 10 * time.Hour}}; !slices.Equal(third.Next, want) {
		t.Errorf("after three months is left %+v, want %+v", third.Next, want)
	}
	terms.CarryOver.Last = true
	last := billing.Settle(terms, october.Add(1), billing.BroughtForward{Parcels: first.Next}, []billing.TimeEntry{entry(2, 11*time.Hour)})
	if want := []billing.Parcel{{Month: october, Left: 6 * time.Hour}}; !slices.Equal(last.Next, want) {
		t.Errorf("with its own package first is left %+v, want %+v", last.Next, want)
	}
}

func TestThePackageOfAPartialMonthIsSmaller(t *testing.T) {
	t.Parallel()
	terms := hybrid()
	terms.From = desk.Date{Year: 2026, Month: time.October, Day: 22} // ten of 31 days
	s := billing.Settle(terms, october, billing.BroughtForward{}, nil)
	if s.Package != 3*time.Hour+13*time.Minute || s.Price != 9_677_42 {
		t.Errorf("the package is %v for %d", s.Package, s.Price)
	}
	if s := billing.Settle(terms, october.Add(-1), billing.BroughtForward{}, nil); s.Package != 0 || s.Total != 0 {
		t.Errorf("before the contract the package is %v for %d", s.Package, s.Total)
	}
	if s := billing.Settle(terms, october.Add(1), billing.BroughtForward{}, nil); s.Package != 10*time.Hour {
		t.Errorf("in a whole month it is %v", s.Package)
	}
}

func TestEachPlanIsPaidInItsWay(t *testing.T) {
	t.Parallel()
	work := []billing.TimeEntry{
		entry(1, 12*time.Hour), entry(2, 2*time.Hour, func(e *billing.TimeEntry) { e.AfterHours = true }),
		entry(3, time.Hour, func(e *billing.TimeEntry) { e.Free = true }),
	}
	terms := hybrid()
	terms.AfterHours.Rate = 5_000_00
	for plan, want := range map[desk.BillingPlan]desk.Money{
		desk.PlanFixed: 30_000_00 + 10_000_00, desk.PlanHybrid: 30_000_00 + 7_000_00 + 10_000_00, desk.PlanByHour: 42_000_00 + 10_000_00,
	} {
		terms.Plan = plan
		s := billing.Settle(terms, october, billing.BroughtForward{}, work)
		if s.Total != want || s.Free != time.Hour || s.AfterHours != 2*time.Hour {
			t.Errorf("%s: the total is %d, want %d; free %v, after hours %v", plan, s.Total, want, s.Free, s.AfterHours)
		}
	}
}

func TestTheTaxIsAddedOrContained(t *testing.T) {
	t.Parallel()
	terms := hybrid()
	terms.VAT = desk.VAT{Rate: 22_00}
	s := billing.Settle(terms, october, billing.BroughtForward{}, nil)
	if s.Net != 30_000_00 || s.Tax != 6_600_00 || s.Total != 36_600_00 {
		t.Errorf("added: %d + %d = %d", s.Net, s.Tax, s.Total)
	}
	terms.VAT.Included = true
	s = billing.Settle(terms, october, billing.BroughtForward{}, nil)
	if s.Net != 24_590_16 || s.Tax != 5_409_84 || s.Total != 30_000_00 {
		t.Errorf("contained: %d + %d = %d", s.Net, s.Tax, s.Total)
	}
}

func TestALateCorrectionIsCountedAsItsEntryWas(t *testing.T) {
	t.Parallel()
	old := billing.Settle(hybrid(), october, billing.BroughtForward{}, []billing.TimeEntry{entry(1, 9*time.Hour), entry(2, 3*time.Hour)})
	late := func(id int64, back, before time.Duration) billing.TimeEntry {
		return entry(id, -back, func(e *billing.TimeEntry) { e.Root, e.Before, e.Month = 2, before, october.Add(1) })
	}
	terms := hybrid()
	terms.Rate = 4_000_00 // the new price is not that of the old hours
	s := billing.Settle(terms, october.Add(1), billing.BroughtForward{Counted: billing.CountedIn([]billing.Statement{old})},
		[]billing.TimeEntry{late(3, 90*time.Minute, 3*time.Hour), late(4, time.Hour, 90*time.Minute)})
	// Two hours of the entry were beyond the package, one was of it.
	if s.Beyond != -2*time.Hour || s.BeyondSum != -7_000_00 || s.Used != -30*time.Minute || s.Left != 10*time.Hour+30*time.Minute {
		t.Errorf("beyond %v for %d, used %v, left %v", s.Beyond, s.BeyondSum, s.Used, s.Left)
	}
}

func TestHoursThatNobodyAgreedToAreNotBilled(t *testing.T) {
	t.Parallel()
	terms := hybrid()
	terms.Overage.Approval = true
	first, second := desk.Key{Project: "ROM", Number: 1}, desk.Key{Project: "ROM", Number: 2}
	of := func(k desk.Key) func(*billing.TimeEntry) { return func(e *billing.TimeEntry) { e.Ticket = k } }
	o := billing.BroughtForward{Agreed: map[desk.Key]time.Duration{first: 90 * time.Minute}}
	s := billing.Settle(terms, october, o, []billing.TimeEntry{entry(1, 9*time.Hour, of(second)), entry(2, 3*time.Hour, of(first)), entry(3, time.Hour, of(second))})
	if s.Beyond != 90*time.Minute || s.BeyondSum != 5_250_00 || s.Without != 90*time.Minute || s.WithoutSum != 5_250_00 || s.Percent() != 130 {
		t.Errorf("beyond %v for %d, without %v for %d, %d %%", s.Beyond, s.BeyondSum, s.Without, s.WithoutSum, s.Percent())
	}
	if want := map[desk.Key]time.Duration{first: 30 * time.Minute, second: time.Hour}; !maps.Equal(s.Unapproved, want) {
		t.Errorf("without approval are %v, want %v", s.Unapproved, want)
	}
	// What was agreed to is used up in the next month, in which some of the old work is taken back.
	next := billing.BroughtForward{Agreed: o.Agreed, Billed: s.Billed, Counted: billing.CountedIn([]billing.Statement{s})}
	back := entry(4, -time.Hour, of(first), func(e *billing.TimeEntry) { e.Root, e.Before, e.Month = 2, 3*time.Hour, october.Add(1) })
	s = billing.Settle(terms, october.Add(1), next, []billing.TimeEntry{back, entry(5, 11*time.Hour, of(first), func(e *billing.TimeEntry) { e.Month = october.Add(1) })})
	if s.BeyondSum != 0 || s.Beyond != 0 || s.Without != 0 {
		t.Errorf("after half an hour back of each: beyond %v for %d, without %v", s.Beyond, s.BeyondSum, s.Without)
	}
}

func TestUrgentWorkIsBilledByThePriorityAtWhichItWasEntered(t *testing.T) {
	t.Parallel()
	terms := hybrid()
	terms.Overage = desk.Overage{Approval: true, Urgent: []desk.Priority{desk.P1}}
	k := desk.Key{Project: "ROM", Number: 1}
	at := func(p desk.Priority) func(*billing.TimeEntry) {
		return func(e *billing.TimeEntry) { e.Ticket, e.Priority = k, p }
	}
	// An hour is agreed to. The two that were urgent do not use it up, whatever the ticket is now.
	o := billing.BroughtForward{Agreed: map[desk.Key]time.Duration{k: time.Hour}}
	s := billing.Settle(terms, october, o, []billing.TimeEntry{entry(1, 10*time.Hour, at(desk.P3)), entry(2, 2*time.Hour, at(desk.P1)), entry(3, 90*time.Minute, at(desk.P3))})
	if s.Beyond != 3*time.Hour || s.Without != 30*time.Minute || s.Billed[k] != time.Hour {
		t.Errorf("beyond %v, without approval %v, of what was agreed to %v", s.Beyond, s.Without, s.Billed[k])
	}
}

// TestRandomMonthsAreCountedLikeMinutes compares random statements with one that goes through all work minute by
// minute.
func TestRandomMonthsAreCountedLikeMinutes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 16))
		terms := randomTerms(r)
		var ours []billing.Parcel
		agreed, billed := map[desk.Key]time.Duration{{Project: "ROM", Number: 1}: time.Duration(r.IntN(600)) * time.Minute}, map[desk.Key]time.Duration(nil)
		theirs := &counter{terms: terms, agreed: maps.Clone(agreed)}
		for m := october; m.Since(october) < 4; m = m.Add(1) {
			work := randomWork(r, m)
			s := billing.Settle(terms, m, billing.BroughtForward{Parcels: ours, Agreed: agreed, Billed: billed}, work)
			ours, billed = s.Next, s.Billed
			theirs.month(m, work)
			if s.Used != theirs.used || s.Beyond != theirs.beyond || s.Without != theirs.without || s.AfterHours != theirs.after || s.Left != theirs.left() {
				t.Fatalf("seed %d, %s of %+v: used %v, beyond %v, without approval %v, after hours %v, left %v; minute by minute %v, %v, %v, %v, %v", seed, m, terms,
					s.Used, s.Beyond, s.Without, s.AfterHours, s.Left, theirs.used, theirs.beyond, theirs.without, theirs.after, theirs.left())
			}
			checkSums(t, &s)
			theirs.carry(m)
			var left time.Duration
			for _, p := range s.Next {
				left += p.Left
			}
			if left != theirs.left() {
				t.Fatalf("seed %d, %s of %+v: %v are carried over, minute by minute %v", seed, m, terms, left, theirs.left())
			}
		}
	}
}

// checkSums checks that all figures of a statement are the sums of its rows.
func checkSums(t *testing.T, s *billing.Statement) {
	t.Helper()
	spent, sums := map[billing.RowKind]time.Duration{}, map[billing.RowKind]desk.Money{}
	var net desk.Money
	for _, r := range s.Rows {
		spent[r.Kind] += r.Spent
		sums[r.Kind] += r.Sum
		net += r.Sum
		exact := new(big.Rat).Mul(big.NewRat(int64(r.Rate), 1), big.NewRat(int64(r.Spent), int64(time.Hour)))
		if off, _ := new(big.Rat).Sub(exact, big.NewRat(int64(r.Sum), 1)).Float64(); r.Kind != billing.RowPackage && (off > 0.5 || off < -0.5) {
			t.Fatalf("the row %+v is off by %v", r, off)
		}
	}
	all := s.Net
	if s.Terms.VAT.Included {
		all = s.Total
	}
	if spent[billing.RowUsed] != s.Used || spent[billing.RowBeyond] != s.Beyond || spent[billing.RowPackage] != s.Package ||
		spent[billing.RowCarried] != s.Carried || -spent[billing.RowLapsed] != s.Lapses || spent[billing.RowAfterHours] != s.AfterHours ||
		sums[billing.RowBeyond] != s.BeyondSum || spent[billing.RowWithout] != s.Without || sums[billing.RowWithout] != 0 || net != all || s.Net+s.Tax != s.Total || s.Available()-s.Used != s.Left {
		t.Fatalf("the rows come to %v and %v, and the statement is %+v", spent, sums, s)
	}
}

func randomTerms(r *rand.Rand) desk.Billing {
	one := func(all ...time.Duration) time.Duration { return all[r.IntN(len(all))] }
	return desk.Billing{
		Plan:  []desk.BillingPlan{desk.PlanFixed, desk.PlanByHour, desk.PlanHybrid}[r.IntN(3)],
		Hours: time.Duration(1+r.IntN(20)) * time.Hour, Price: desk.Money(r.IntN(100_000_00)), Rate: desk.Money(r.IntN(5_000_00)), Currency: "RUB",
		RoundUp: one(0, 5*time.Minute, 15*time.Minute, time.Hour), Round: []desk.Rounding{desk.RoundEntry, desk.RoundSum}[r.IntN(2)],
		CarryOver:  desk.CarryOver{Months: r.IntN(4), Cap: one(0, 2*time.Hour, 9*time.Hour), Last: r.IntN(2) == 0},
		AfterHours: desk.AfterHours{Rate: desk.Money(r.IntN(9_000_00))}, VAT: desk.VAT{Rate: r.IntN(3) * 10_55, Included: r.IntN(2) == 0},
		From:    desk.Date{Year: 2026, Month: time.October, Day: 1 + r.IntN(31)},
		Overage: desk.Overage{Approval: r.IntN(2) == 0, Urgent: []desk.Priority{desk.P1}},
	}
}

// randomWork is some entries, and corrections of them.
func randomWork(r *rand.Rand, m desk.Month) (all []billing.TimeEntry) {
	net := map[int64]time.Duration{}
	for id := int64(1); id <= int64(r.IntN(12)); id++ {
		e := billing.TimeEntry{ID: id, Root: id, Day: m.First(), Month: m, Spent: time.Duration(1+r.IntN(300)) * time.Minute, Free: r.IntN(6) == 0, AfterHours: r.IntN(6) == 0}
		e.Priority = desk.Priority(1 + r.IntN(3))
		e.Ticket = desk.Key{Project: "ROM", Number: 1 + r.IntN(2)} // nobody has agreed to the second one's hours
		if root := r.Int64N(id) + 1; root < id && net[root] > 0 {
			was := all[root-1]
			e.Root, e.Before, e.Free, e.AfterHours, e.Ticket, e.Priority = root, net[root], was.Free, was.AfterHours, was.Ticket, was.Priority
			e.Spent = -time.Duration(1+r.Int64N(int64(net[root]/time.Minute))) * time.Minute
		}
		net[e.Root] += e.Spent
		all = append(all, e)
	}
	return all
}

// A counter has hours as single minutes, each with the month of its package.
type counter struct {
	terms                        desk.Billing
	stock                        []desk.Month // minutes that can be used, in their order
	drawn                        []minute     // that were used in the month
	agreed                       map[desk.Key]time.Duration
	used, beyond, without, after time.Duration
}

// A minute that was used.
type minute struct {
	month  desk.Month // zero: beyond
	ticket desk.Key
	billed bool
}

func (c *counter) left() time.Duration { return time.Duration(len(c.stock)) * time.Minute }

// month counts a month's work.
func (c *counter) month(m desk.Month, work []billing.TimeEntry) {
	c.used, c.beyond, c.without, c.after, c.drawn = 0, 0, 0, 0, nil
	for range int(c.terms.PackageOf(m) / time.Minute) {
		c.stock = append(c.stock, m)
	}
	c.order(m)
	rounded := map[int64]time.Duration{} // what each root has come to
	net := map[int64]time.Duration{}
	usual, after := time.Duration(0), time.Duration(0)
	for _, e := range work {
		if e.Free {
			continue
		}
		net[e.Root] += e.Spent
		step := e.Spent
		if c.terms.Round == desk.RoundEntry {
			now := up(net[e.Root], c.terms.RoundUp)
			step = now - rounded[e.Root]
			rounded[e.Root] = now
		}
		if e.AfterHours {
			c.after += step
			after += step
		} else {
			c.spend(m, e, step)
			usual += step
		}
	}
	if c.terms.Round == desk.RoundSum {
		c.spend(m, billing.TimeEntry{}, up(usual, c.terms.RoundUp)-usual)
		c.after += up(after, c.terms.RoundUp) - after
	}
}

// up rounds up by adding minutes.
func up(d, unit time.Duration) time.Duration {
	for unit > 0 && d%unit != 0 {
		d += time.Minute
	}
	return d
}

// spend uses minutes for an entry, none for the rounding of a sum, or gives them back.
func (c *counter) spend(m desk.Month, e billing.TimeEntry, d time.Duration) {
	ticket, urgent := e.Ticket, e.Priority == desk.P1
	for ; d > 0; d -= time.Minute {
		if len(c.stock) > 0 {
			c.drawn = append(c.drawn, minute{c.stock[0], ticket, true})
			c.stock = c.stock[1:]
			c.used += time.Minute
			continue
		}
		switch {
		case urgent:
			c.beyond += time.Minute
			c.drawn = append(c.drawn, minute{billed: true})
			continue
		case !c.terms.Overage.Approval, ticket.IsZero() && c.beyond > 0:
		case c.agreed[ticket] > 0:
			c.agreed[ticket] -= time.Minute
		default:
			c.without += time.Minute
			c.drawn = append(c.drawn, minute{ticket: ticket})
			continue
		}
		c.beyond += time.Minute
		c.drawn = append(c.drawn, minute{ticket: ticket, billed: true})
	}
	for ; d < 0; d += time.Minute {
		last := c.drawn[len(c.drawn)-1]
		c.drawn = c.drawn[:len(c.drawn)-1]
		switch {
		case last.month != desk.Month{}:
			c.stock = append(c.stock, last.month)
			c.used -= time.Minute
			c.order(m)
		case !last.billed:
			c.without -= time.Minute
		default:
			c.beyond -= time.Minute
			if c.terms.Overage.Approval && !last.ticket.IsZero() {
				c.agreed[last.ticket] += time.Minute
			}
		}
	}
}

// order sorts the stock as it is used.
func (c *counter) order(m desk.Month) {
	slices.SortStableFunc(c.stock, func(a, b desk.Month) int {
		if c.terms.CarryOver.Last && (a == m) != (b == m) {
			if a == m {
				return -1
			}
			return 1
		}
		return a.Since(b)
	})
}

// carry drops what the next month cannot use.
func (c *counter) carry(m desk.Month) {
	slices.SortFunc(c.stock, func(a, b desk.Month) int { return a.Since(b) })
	c.stock = slices.DeleteFunc(c.stock, func(p desk.Month) bool { return m.Add(1).Since(p) > c.terms.CarryOver.Months })
	if limit := int(c.terms.CarryOver.Cap / time.Minute); limit > 0 && len(c.stock) > limit {
		c.stock = c.stock[len(c.stock)-limit:]
	}
}
