package deskfile

import (
	"fmt"
	"regexp"
	"time"

	"vakhta/deskfile/form"
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

var billingKind = form.Mapping("the billing",
	form.Key("plan", "How work is paid: fixed, time_and_materials, or hybrid (a package, and what is beyond it). hybrid needs hours and rate, time_and_materials a rate.",
		form.OneOf(planFixed, planByHour, planHybrid), func(b *billing) *at[string] { return &b.plan }).Needed("plan: hybrid"),
	form.Key("hours", "The package of each month, in hours.", form.Number(0, 10_000), func(b *billing) *at[int] { return &b.hours }),
	form.Key("rate", "What an hour beyond the package costs. It needs a currency.", form.Number(0, 100_000_000), func(b *billing) *at[int] { return &b.rate }),
	form.Key("currency", "The currency of the rate.", currencyKind, func(b *billing) *at[string] { return &b.currency }),
	form.Key("round_up", "Work is counted in pieces of this length, a day at most.", lengthKind, func(b *billing) *at[time.Duration] { return &b.roundUp }),
)

var (
	currencyPattern = regexp.MustCompile(`^[A-Z]{3}$`)
	currencyKind    = form.Word(form.Pattern(currencyPattern.String()), parseCurrency).Says("code such as `RUB`")
)

func parseCurrency(s string) (string, error) {
	if !currencyPattern.MatchString(s) {
		return "", form.Wrong(fmt.Sprintf("%q is no currency", s), "write its code of three capital letters, like RUB")
	}
	return s, nil
}

// checkBilling asks for the figures that a plan is made of.
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
		r.Mistake(b.V.roundUp.Pos, "no work is counted in such pieces", "write a part of an hour, like 15m")
	}
}

type report struct {
	every   at[string]
	formats at[[]at[string]]
}

var reportKind = form.Mapping("the report",
	form.Key("every", "How often it is posted.",
		form.OneOf("week", "month", "quarter"), func(p *report) *at[string] { return &p.every }).Needed("every: month"),
	form.Key("formats", "The files that come with it.",
		form.List(form.OneOf("pdf", "xlsx", "csv")), func(p *report) *at[[]at[string]] { return &p.formats }),
)
