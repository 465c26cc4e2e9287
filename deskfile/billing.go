package deskfile

import (
	"fmt"
	"regexp"
	"time"

	"vakhta/deskfile/keys"
)

// The plans by which work is paid.
const (
	planFixed  = "fixed"
	planByHour = "time_and_materials"
	planHybrid = "hybrid"
)

type billing struct {
	plan     at[string]
	hours    at[int]
	rate     at[int]
	currency at[string]
	roundUp  at[time.Duration]
}

var billingKind = keys.Mapping("the billing",
	keys.Key("plan", "fixed, time_and_materials, or hybrid (a package, and a rate beyond it). hybrid needs hours and rate, time_and_materials needs rate.",
		keys.OneOf(planFixed, planByHour, planHybrid), func(b *billing) *at[string] { return &b.plan }).Needed("plan: hybrid"),
	keys.Key("hours", "The monthly package, in hours.", keys.Number(0, 10_000), func(b *billing) *at[int] { return &b.hours }),
	keys.Key("rate", "The price of an hour beyond the package. It needs a currency.", keys.Number(0, 100_000_000), func(b *billing) *at[int] { return &b.rate }),
	keys.Key("currency", "The currency of the rate.", currencyKind, func(b *billing) *at[string] { return &b.currency }),
	keys.Key("round_up", "Work is rounded up to a multiple of this, a day at most.", lengthKind, func(b *billing) *at[time.Duration] { return &b.roundUp }),
)

var (
	currencyPattern = regexp.MustCompile(`^[A-Z]{3}$`)
	currencyKind    = keys.Word(keys.Pattern(currencyPattern.String()), parseCurrency).Says("code such as `RUB`")
)

func parseCurrency(s string) (string, error) {
	if !currencyPattern.MatchString(s) {
		return "", keys.Wrong(fmt.Sprintf("%q is not a currency code", s), "write its code of three capital letters, like RUB")
	}
	return s, nil
}

// checkBilling checks that the figures a plan needs are there.
func (r *reader) checkBilling(b at[billing]) {
	plan := b.V.plan
	need := func(given bool, key, example string) {
		if plan.OK && !given {
			r.Mistake(b.Pos, fmt.Sprintf("the plan %s has no %q", plan.V, key), "write "+example)
		}
	}
	if plan.V == planHybrid {
		need(b.V.hours.Given(), "hours", "hours: 40")
	}
	if plan.V == planHybrid || plan.V == planByHour {
		need(b.V.rate.Given(), "rate", "rate: 3500")
	}
	if b.V.rate.Given() {
		need(b.V.currency.Given(), "currency", "currency: RUB")
	}
	if b.V.roundUp.OK && (b.V.roundUp.V <= 0 || b.V.roundUp.V > 24*time.Hour) {
		r.Mistake(b.V.roundUp.Pos, "work cannot be counted in such units", "write a part of an hour, like 15m")
	}
}

type report struct {
	every   at[string]
	formats at[[]at[string]]
}

var reportKind = keys.Mapping("the report",
	keys.Key("every", "How often it is posted.",
		keys.OneOf("week", "month", "quarter"), func(p *report) *at[string] { return &p.every }).Needed("every: month"),
	keys.Key("formats", "The files that come with it.",
		keys.List(keys.OneOf("pdf", "xlsx", "csv")), func(p *report) *at[[]at[string]] { return &p.formats }),
)
