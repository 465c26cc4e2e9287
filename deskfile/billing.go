package deskfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A billing as written in the file.
type billing struct {
	plan       at[desk.BillingPlan]
	hours      at[int]
	price      at[string]
	rate       at[string]
	currency   at[desk.Currency]
	vat        at[vat]
	roundUp    at[time.Duration]
	round      at[desk.Rounding]
	carryOver  at[carryOver]
	afterHours at[afterHours]
	overage    at[overage]
	activities at[dict[activity]]
	lockAfter  at[int]
	from       at[desk.Date]
}

type vat struct {
	percent  at[int] // in hundredths
	included at[bool]
}

type carryOver struct {
	months at[int]
	cap    at[int]
	use    at[string]
}

type afterHours struct {
	calendar name
	rate     at[string]
}

type overage struct {
	approval at[bool]
	urgent   at[[]at[desk.Priority]]
}

type activity struct{ billable at[bool] }

// The order in which hours are used.
const (
	carriedFirst = "first"
	carriedLast  = "last"
)

var billingKind = keys.Mapping("the billing",
	keys.Key("plan", "fixed (a package), time_and_materials (every hour), or hybrid (a package, and every hour beyond it). hybrid needs hours and rate, time_and_materials needs rate.",
		keys.OneOf(desk.PlanFixed, desk.PlanByHour, desk.PlanHybrid), func(b *billing) *at[desk.BillingPlan] { return &b.plan }).Needed("plan: hybrid"),
	keys.Key("hours", "The monthly package, in hours.", keys.Number(0, 10_000), func(b *billing) *at[int] { return &b.hours }),
	keys.Key("price", "The price of the monthly package.", moneyKind, func(b *billing) *at[string] { return &b.price }),
	keys.Key("rate", "The price of an hour beyond the package, or of every hour.", moneyKind, func(b *billing) *at[string] { return &b.rate }),
	keys.Key("currency", "The currency of the prices.", currencyKind, func(b *billing) *at[desk.Currency] { return &b.currency }),
	keys.Key("vat", "The value added tax on all sums.", vatKind, func(b *billing) *at[vat] { return &b.vat }).Default("none"),
	keys.Key("round_up", "Work is rounded up to a multiple of this, a day at most.", lengthKind, func(b *billing) *at[time.Duration] { return &b.roundUp }).Default("it is exact"),
	keys.Key("round", "What is rounded up: each entry, or the sum of the month.",
		keys.OneOf(desk.RoundEntry, desk.RoundSum), func(b *billing) *at[desk.Rounding] { return &b.round }).Default("`entry`"),
	keys.Key("carry_over", "What becomes of the package's hours that were not used.",
		carryKind, func(b *billing) *at[carryOver] { return &b.carryOver }).Default("they lapse at the month's end"),
	keys.Key("after_hours", "Work outside of a calendar's hours, which is paid by its own rate and not taken from the package.",
		outsideKind, func(b *billing) *at[afterHours] { return &b.afterHours }).Default("no work is after hours"),
	keys.Key("overage", "What becomes of hours beyond the package. Only hybrid has it.",
		overageKind, func(b *billing) *at[overage] { return &b.overage }).Default("all of them are billed"),
	keys.Key("activities", "Kinds of work, by the word that is written with /time.",
		keys.Dictionary("activity", activityNames, activityKind), func(b *billing) *at[dict[activity]] { return &b.activities }).Default("none"),
	keys.Key("lock_after", "How many days after its end a month is locked. Entries for a locked month count in the next one.",
		keys.Number(0, 25), func(b *billing) *at[int] { return &b.lockAfter }).Default("3"),
	keys.Key("from", "The first day that is paid for. The package of its month is smaller by the days before it.",
		dateKind, func(b *billing) *at[desk.Date] { return &b.from }).Default("always"),
)

var vatKind = keys.Mapping("the VAT",
	keys.Key("percent", "Its rate.", percentKind, func(v *vat) *at[int] { return &v.percent }).Needed("percent: 20"),
	keys.Key("included", "The prices contain it.", keys.Flag(), func(v *vat) *at[bool] { return &v.included }).Default("`false`"),
)

var carryKind = keys.Mapping("the carry-over",
	keys.Key("months", "For how many months more they can be used.", keys.Number(1, 24), func(c *carryOver) *at[int] { return &c.months }).Needed("months: 1"),
	keys.Key("cap", "How many hours are carried over at most, in all.", keys.Number(1, 10_000), func(c *carryOver) *at[int] { return &c.cap }).Default("any number"),
	keys.Key("use", "Whether they are used before the month's own package (first) or after it (last).",
		keys.OneOf(carriedFirst, carriedLast), func(c *carryOver) *at[string] { return &c.use }).Default("`first`"),
)

var outsideKind = keys.Mapping("the after-hours work",
	keys.Key("calendar", "The calendar outside of whose hours it is.", nameOf("calendar"), func(a *afterHours) *name { return &a.calendar }).Needed("calendar: office"),
	keys.Key("rate", "The price of an hour.", moneyKind, func(a *afterHours) *at[string] { return &a.rate }).Needed("rate: 5000"),
)

var overageKind = keys.Mapping("the overage",
	keys.Key("approval", "Only hours are billed that the project's approvers have agreed to, for each ticket. They are asked when the package runs out, and with /overage.",
		keys.Flag(), func(o *overage) *at[bool] { return &o.approval }).Needed("approval: true"),
	keys.Key("urgent", "The priorities on which work needs no agreement and is billed without one.",
		keys.List(priorityKind), func(o *overage) *at[[]at[desk.Priority]] { return &o.urgent }).Default("`[P1]`"),
)

var activityKind = keys.Mapping("this activity",
	keys.Key("billable", "The customer pays for it.", keys.Flag(), func(a *activity) *at[bool] { return &a.billable }).Default("`true`"),
)

var activityNames = keys.Naming{
	Pattern: regexp.MustCompile(`^\p{L}[\p{L}\p{N}_-]{1,29}$`),
	Fix:     "write one word of letters, digits, - or _",
	// /time reads these as something else.
	Reserved: []string{"free", "undo", "today", "yesterday", "бесплатно", "отмена", "сегодня", "вчера"},
}

var (
	moneyPattern = regexp.MustCompile(`^[0-9]{1,9}(\.[0-9]{1,3})?$`)
	moneyKind    = keys.Word(keys.Schema{"type": "number", "minimum": 0, "maximum": 999_999_999}, parseAmount).Says("amount such as `3500` or `3500.50`")

	currencyPattern = regexp.MustCompile(`^[A-Z]{3}$`)
	currencyKind    = keys.Word(keys.Pattern(currencyPattern.String()), parseCurrency).Says("code such as `RUB`")

	percentPattern = regexp.MustCompile(`^([0-9]{1,2})(?:\.([0-9]{1,2}))?$`)
	percentKind    = keys.Word(keys.Schema{"type": "number", "minimum": 0, "exclusiveMaximum": 100}, parsePercent).Says("number such as `20` or `25.5`")
)

func parseAmount(s string) (string, error) {
	if !moneyPattern.MatchString(s) {
		return "", keys.Wrong(fmt.Sprintf("%q is not an amount", s), "write digits, with a point before a fraction, like 3500 or 3500.50")
	}
	return s, nil
}

func parseCurrency(s string) (desk.Currency, error) {
	if !currencyPattern.MatchString(s) {
		return "", keys.Wrong(fmt.Sprintf("%q is not a currency code", s), "write its code of three capital letters, like RUB")
	}
	return desk.Currency(s), nil
}

// parsePercent returns hundredths of a percent.
func parsePercent(s string) (int, error) {
	m := percentPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, keys.Wrong(fmt.Sprintf("%q is not a rate of tax", s), "write a percentage from 0 to 99.99, like 20 or 25.5")
	}
	return strconv.Atoi(m[1] + (m[2] + "00")[:2])
}

// buildBilling checks a billing and converts it.
func (r *reader) buildBilling(b at[billing], calendars map[string]*desk.Calendar, own string, desks *time.Location) desk.Billing {
	v := b.V
	r.checkPlan(b)
	built := desk.Billing{
		Plan: v.plan.V, Hours: time.Duration(v.hours.V) * time.Hour, Currency: v.currency.V,
		Price: r.money(v.price, v.currency), Rate: r.money(v.rate, v.currency),
		VAT:     desk.VAT{Rate: v.vat.V.percent.V, Included: v.vat.V.included.V},
		RoundUp: v.roundUp.V, Round: v.round.Or(desk.RoundEntry),
		CarryOver: desk.CarryOver{
			Months: v.carryOver.V.months.V, Cap: time.Duration(v.carryOver.V.cap.V) * time.Hour, Last: v.carryOver.V.use.V == carriedLast,
		},
		AfterHours: desk.AfterHours{Calendar: v.afterHours.V.calendar.V, Rate: r.money(v.afterHours.V.rate, v.currency)},
		Overage:    v.overage.V.rule(),
		LockAfter:  v.lockAfter.Or(3), From: v.from.V, Zone: desks,
	}
	if c := calendars[own]; c != nil && c.TimeZone != nil {
		built.Zone = c.TimeZone
	}
	for _, a := range v.activities.V {
		if other, taken := built.Activity(a.Key); taken {
			r.Mistake(a.Pos, fmt.Sprintf("%q and %q are the same word", other.Name, a.Key), "keep one of them")
		}
		built.Activities = append(built.Activities, desk.WorkActivity{Name: a.Key, Free: a.V.billable.OK && !a.V.billable.V})
	}
	return built
}

// rule is the overage as written. Where it says nothing else, the most urgent
// tickets wait for nobody.
func (o overage) rule() (rule desk.Overage) {
	if rule.Approval = o.approval.V; !rule.Approval {
		return rule
	}
	if !o.urgent.Given() {
		rule.Urgent = []desk.Priority{desk.P1}
	}
	for _, p := range o.urgent.V {
		rule.Urgent = append(rule.Urgent, p.V)
	}
	return rule
}

// checkPlan checks that the figures that a plan needs are there, and no others.
func (r *reader) checkPlan(b at[billing]) {
	v := b.V
	need := func(given bool, key, example string) {
		if v.plan.OK && !given {
			r.Mistake(b.Pos, fmt.Sprintf("the plan %s has no %q", v.plan.V, key), "write "+example)
		}
	}
	if v.plan.V == desk.PlanHybrid {
		need(v.hours.Given(), "hours", "hours: 40")
	}
	if v.plan.V == desk.PlanHybrid || v.plan.V == desk.PlanByHour {
		need(v.rate.Given(), "rate", "rate: 3500")
	}
	if v.rate.Given() || v.price.Given() || v.afterHours.Given() {
		need(v.currency.Given(), "currency", "currency: RUB")
	}
	if v.overage.Given() && v.plan.OK && v.plan.V != desk.PlanHybrid {
		r.Mistake(v.overage.Pos, fmt.Sprintf("the plan %s bills no hours beyond a package", v.plan.V), "write it with the plan hybrid, or leave overage out")
	}
	if v.roundUp.OK && (v.roundUp.V <= 0 || v.roundUp.V > 24*time.Hour) {
		r.Mistake(v.roundUp.Pos, "work cannot be counted in such units", "write a part of an hour, like 15m")
	}
	if v.round.Given() && !v.roundUp.Given() {
		r.Mistake(v.round.Pos, "nothing is rounded up here", "add round_up: 15m, or leave round out")
	}
	if v.carryOver.Given() && (v.plan.V == desk.PlanByHour || v.hours.OK && v.hours.V == 0) {
		r.Mistake(v.carryOver.Pos, "there is no package whose hours could be carried over", "write hours: 40 with a plan that has a package, or leave carry_over out")
	}
}

// money converts an amount, which must not have more digits than its currency.
func (r *reader) money(written at[string], currency at[desk.Currency]) desk.Money {
	if !written.OK || currency.Given() && !currency.OK {
		return 0
	}
	m, ok := desk.ParseMoney(written.V, currency.V)
	if !ok {
		whole, _, _ := strings.Cut(written.V, ".")
		r.Mistake(written.Pos, fmt.Sprintf("%s has amounts with %d digits after the point at most", currency.V, currency.V.Digits()), "write "+whole)
	}
	return m
}

type report struct {
	every   at[desk.ReportRhythm]
	formats at[[]at[string]]
	chats   at[[]at[desk.Address]]
}

func (p report) plan() desk.ReportPlan {
	plan := desk.ReportPlan{Every: p.every.V}
	for _, f := range p.formats.V {
		plan.Formats = append(plan.Formats, f.V)
	}
	for _, c := range p.chats.V {
		plan.Chats = append(plan.Chats, c.V)
	}
	return plan
}

var reportKind = keys.Mapping("the report",
	keys.Key("every", "How often it is sent.",
		keys.OneOf(desk.EveryWeek, desk.EveryMonth, desk.EveryQuarter), func(p *report) *at[desk.ReportRhythm] { return &p.every }).Needed("every: month"),
	keys.Key("formats", "The files that come with it.",
		keys.List(keys.OneOf("pdf", "xlsx", "csv")), func(p *report) *at[[]at[string]] { return &p.formats }),
	keys.Key("chats", "The customers' chats that have it as well, each a chat of a project with this contract.",
		keys.List(chatKind), func(p *report) *at[[]at[desk.Address]] { return &p.chats }).Default("none"),
)
