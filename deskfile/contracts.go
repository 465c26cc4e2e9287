package deskfile

import (
	"fmt"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A contract as written in the file.
type contract struct {
	validFrom   at[desk.Date]
	calendar    name
	targets     at[targets]
	types       at[targets]
	escalation  at[[]at[step]]
	again       at[desk.Span]
	warnings    at[[]at[step]]
	reactionBy  at[desk.ReactionBy]
	pauseOn     at[[]at[desk.State]]
	onChange    at[desk.OnChange]
	onContract  at[desk.OnContractChange]
	onReopen    at[desk.OnReopen]
	remindTaken at[desk.Span]
	closeAfter  at[desk.Span]
	wait        at[waiting]
	rating      at[rating]
	major       at[time.Duration]
	forgotten   at[time.Duration]
	postMortem  at[time.Duration]
	matrix      at[matrix]
	firstWords  at[firstWords]
	sales       at[[]at[sale]]
	ola         at[ola]
	suppliers   at[dict[within]]
	billing     at[billing]
	report      at[report]
	versions    at[[]at[contract]] // without billing, report and versions of their own
}

// waiting is how a wait ends.
type waiting struct {
	nudge at[desk.Span]
	close at[desk.Span]
}

var waitKind = keys.Mapping("this wait",
	keys.Key("nudge", "How long a customer is waited for before they are reminded, and then once more. While a vendor is waited for, the assignee is reminded each time.",
		spanKind, func(w *waiting) *at[desk.Span] { return &w.nudge }).Default("`1d`, or `8h` if the calendar has no `day`"),
	keys.Key("close", "How long after the second reminder a ticket without the customer's answer is closed. They can reopen it.",
		spanKind, func(w *waiting) *at[desk.Span] { return &w.close }).Default("`3d`, or `24h` if the calendar has no `day`"),
)

// rule returns how a wait ends under a calendar.
func (w waiting) rule(c *desk.Calendar) desk.WaitRule {
	usual := desk.WaitRule{Nudge: desk.Span{Days: 1}, Close: desk.Span{Days: 3}}
	if c != nil && !c.Always && c.Day == 0 {
		usual = desk.WaitRule{Nudge: desk.Span{Time: 8 * time.Hour}, Close: desk.Span{Time: 24 * time.Hour}}
	}
	return desk.WaitRule{Nudge: w.nudge.Or(usual.Nudge), Close: w.close.Or(usual.Close)}
}

// promises returns the keys of what is promised, which a version may change. A
// version has to say from when; the rest it takes from its contract.
func promises(version bool) []keys.Property[contract] {
	from := keys.Key("valid_from", "The first day of the contract or version, from midnight in the desk's time zone. Tickets keep the version under which they were opened.",
		dateKind, func(c *contract) *at[desk.Date] { return &c.validFrom })
	calendar := keys.Key("calendar", "The calendar by which its targets are counted.",
		nameOf("calendar"), func(c *contract) *name { return &c.calendar })
	byPriority := keys.Key("targets", "Targets by priority.", targetsKind(), func(c *contract) *at[targets] { return &c.targets })
	if version {
		from = from.Needed("valid_from: 2027-01-01")
		calendar, byPriority = calendar.Default("the contract's"), byPriority.Default("the contract's")
	} else {
		from = from.Default("always valid")
		calendar, byPriority = calendar.Needed("calendar: always"), byPriority.Needed("targets: with P1 to P4, each {reaction: 1h}")
	}
	return append([]keys.Property[contract]{from, calendar, byPriority},
		keys.Key("types", "Request types that have their own targets, for every priority.",
			typesKind(), func(c *contract) *at[targets] { return &c.types }),
		keys.Key("escalation", "Who is paged, and when, if nobody takes the ticket.",
			keys.List(stepKind), func(c *contract) *at[[]at[step]] { return &c.escalation }).Default("nobody is paged"),
		keys.Key("escalate_again", "If nobody takes the ticket for this long after the last step, managers and admins are told, and the steps begin again. It takes longer each time.",
			spanKind, func(c *contract) *at[desk.Span] { return &c.again }).Default("`30m`"),
		keys.Key("warnings", "Who is paged, and when, as the resolution target runs out.",
			keys.List(stepKind), func(c *contract) *at[[]at[step]] { return &c.warnings }).Default("nobody is warned"),
		keys.Key("reaction_by", "What stops the reaction clock: ack, reply (the first words to the customer) or either.",
			keys.OneOf(desk.ByAck, desk.ByReply, desk.ByEither), func(c *contract) *at[desk.ReactionBy] { return &c.reactionBy }).Default("`either`"),
		keys.Key("pause_on", "States that stop the resolution clock.",
			keys.List(keys.OneOf(desk.WaitingCustomer, desk.WaitingVendor)),
			func(c *contract) *at[[]at[desk.State]] { return &c.pauseOn }).Default("`[waiting_customer]`"),
		keys.Key("on_change", "A new priority's or type's targets count from the opening (recompute) or from the change (restart).",
			keys.OneOf(desk.Recompute, desk.Restart), func(c *contract) *at[desk.OnChange] { return &c.onChange }).Default("`recompute`"),
		keys.Key("on_reopen", "After a reopening the resolution clock continues (resume) or starts again (restart).",
			keys.OneOf(desk.ReopenResume, desk.ReopenRestart), func(c *contract) *at[desk.OnReopen] { return &c.onReopen }).Default("`resume`"),
		keys.Key("remind_taken", "If a taken ticket has no activity for this long, its assignee is reminded. After the same time again it goes back to its line.",
			spanKind, func(c *contract) *at[desk.Span] { return &c.remindTaken }).Default("never"),
		keys.Key("close_after", "A resolved ticket without an answer is closed after this long.",
			spanKind, func(c *contract) *at[desk.Span] { return &c.closeAfter }).Default("never"),
		keys.Key("wait", "How waiting for the customer or a vendor ends.",
			waitKind, func(c *contract) *at[waiting] { return &c.wait }),
		keys.Key("rating", "How long a rating, and the review of a poor one, are waited for.",
			ratingKind, func(c *contract) *at[rating] { return &c.rating }),
		keys.Key("matrix", "The priority of an incident by who is hit and how urgent it is for them, as its customer answers. What somebody chose by hand is not lowered by it.",
			matrixKind, func(c *contract) *at[matrix] { return &c.matrix }).Default("the words of the request decide"),
		keys.Key("forgotten", "How long an open ticket may be without a word of anybody, on the wall clock, before its team is told; its managers after twice that time, and on Mondays.",
			lengthKind, func(c *contract) *at[time.Duration] { return &c.forgotten }).Default("`48h`"),
		keys.Key("post_mortem", "How long after a major incident is over its lines are reminded of the post-mortem, once, on the wall clock.",
			lengthKind, func(c *contract) *at[time.Duration] { return &c.postMortem }).Default("`72h`"),
		keys.Key("alert_notice", "When the shop's chats are told about a ticket that monitoring opened. They are also told when it is over.",
			firstWordsKind(), func(c *contract) *at[firstWords] { return &c.firstWords }).Default("never"),
		keys.Key("sales", "Days on which shops sell most: tickets opened in them have targets of their own, and nothing is deployed in their calm. Of one shop they do not overlap.",
			keys.List(saleKind), func(c *contract) *at[[]at[sale]] { return &c.sales }).Default("none"),
		keys.Key("major_updates", "How long those whom a major incident hits may be without an engineer's word, around the clock, if `updates` of the target is not shorter.",
			lengthKind, func(c *contract) *at[time.Duration] { return &c.major }).Default("`30m`"),
	)
}

var versionKind = keys.Mapping("this version", promises(true)...)

var contractKind = keys.Mapping("this contract", append(promises(false),
	keys.Key("on_contract_change", "What an edited contract or calendar is to open tickets: they are counted again by it (apply), or keep theirs until an admin applies it with /contract (keep).",
		keys.OneOf(desk.ContractApply, desk.ContractKeep), func(c *contract) *at[desk.OnContractChange] { return &c.onContract }).Default("`apply`"),
	keys.Key("billing", "How work is paid.", billingKind, func(c *contract) *at[billing] { return &c.billing }).Default("hours are counted, and nothing is paid"),
	keys.Key("report", "The report that is sent to the managers by itself, at 9 in the morning after its period.",
		reportKind, func(c *contract) *at[report] { return &c.report }).Default("none"),
	keys.Key("ola", "How fast the lines work on what is handed over to them, in all versions.",
		olaKind, func(c *contract) *at[ola] { return &c.ola }).Default("they take it as fast as the customer was promised"),
	keys.Key("suppliers", "How fast people of the third line work on what they have, by the contract with them.",
		keys.Dictionary("supplier", handles, supplierKind).Says("each one's times under their handle"),
		func(c *contract) *at[dict[within]] { return &c.suppliers }),
	keys.Key("versions", "What the contract promises to tickets opened later. "+
		"Several stand side by side, earliest first; what a version does not say is as in the contract itself. Billing has no versions.",
		keys.List(versionKind), func(c *contract) *at[[]at[contract]] { return &c.versions }).Default("none"),
)...)

// over returns a version with what it does not say from its contract.
func (c contract) over(base contract) contract {
	or(&c.calendar, base.calendar)
	or(&c.targets, base.targets)
	or(&c.types, base.types)
	or(&c.escalation, base.escalation)
	or(&c.again, base.again)
	or(&c.warnings, base.warnings)
	or(&c.reactionBy, base.reactionBy)
	or(&c.pauseOn, base.pauseOn)
	or(&c.onChange, base.onChange)
	or(&c.onReopen, base.onReopen)
	or(&c.remindTaken, base.remindTaken)
	or(&c.closeAfter, base.closeAfter)
	or(&c.wait, base.wait)
	or(&c.rating, base.rating)
	or(&c.major, base.major)
	or(&c.forgotten, base.forgotten)
	or(&c.matrix, base.matrix)
	or(&c.postMortem, base.postMortem)
	or(&c.firstWords, base.firstWords)
	or(&c.sales, base.sales)
	c.ola, c.suppliers, c.onContract = base.ola, base.suppliers, base.onContract
	return c
}

func or[V any](own *at[V], base at[V]) {
	if !own.Given() {
		*own = base
	}
}

// all returns the contract and its versions, each complete.
func (c contract) all() []contract {
	all := []contract{c}
	for _, v := range c.versions.V {
		if v.OK {
			all = append(all, v.V.over(c))
		}
	}
	return all
}

func (r *reader) buildContracts(f *file, known map[string]*desk.Calendar, zone *time.Location) map[string]*desk.Contract {
	contracts := make(map[string]*desk.Contract, len(f.contracts.V))
	for _, e := range f.contracts.V {
		c := e.V
		r.resolve(c.billing.V.afterHours.V.calendar, "calendar", f.calendars.V.Names())
		built := r.buildContract(e.Key, c, f, known, zone)
		built.Report = c.report.V.plan()
		built.Billing = r.buildBilling(c.billing, known, c.calendar.V, zone)
		last := c.validFrom
		for _, v := range c.versions.V {
			if !v.OK || !v.V.validFrom.OK {
				continue
			}
			if last.OK && !midnight(v.V.validFrom.V, zone).After(midnight(last.V, zone)) {
				r.Mistake(v.V.validFrom.Pos, fmt.Sprintf("this version is valid from %s, not later than what stands before it", iso(v.V.validFrom.V)),
					"write the versions in the order of their days")
			}
			last = v.V.validFrom
			built.Versions = append(built.Versions, r.buildContract(e.Key, v.V.over(c), f, known, zone))
		}
		contracts[e.Key] = built
	}
	return contracts
}

func midnight(d desk.Date, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// buildContract makes a contract or a version of one, without what only a contract
// has.
func (r *reader) buildContract(named string, c contract, f *file, known map[string]*desk.Calendar, zone *time.Location) *desk.Contract {
	calendars := f.calendars.V.Names()
	r.resolve(c.calendar, "calendar", calendars)
	built := &desk.Contract{
		Name:          named,
		Calendar:      c.calendar.V,
		Targets:       map[desk.Priority]desk.Target{},
		Types:         map[desk.RequestType]desk.Target{},
		Escalation:    r.buildSteps(c.escalation.V, f),
		EscalateAgain: c.again.Or(desk.Span{Time: 30 * time.Minute}),
		Warnings:      r.buildSteps(c.warnings.V, f),
		ReactionBy:    c.reactionBy.Or(desk.ByEither),
		PauseOn:       []desk.State{desk.WaitingCustomer},
		OnChange:      c.onChange.Or(desk.Recompute),
		OnReopen:      c.onReopen.Or(desk.ReopenResume),
		RemindTaken:   c.remindTaken.V,
		CloseAfter:    c.closeAfter.V,
		Wait:          c.wait.V.rule(known[c.calendar.V]),
		Survey:        c.rating.V.rule(known[c.calendar.V]),
		MajorUpdates:  c.major.Or(30 * time.Minute),
		Forgotten:     c.forgotten.Or(48 * time.Hour),
		PostMortem:    c.postMortem.Or(72 * time.Hour),
		Matrix:        r.buildMatrix(c.matrix),
		FirstWords:    c.firstWords.V.rules(),
		OLA:           r.buildOLA(c, f),

		OnContractChange: c.onContract.Or(desk.ContractApply),
	}
	if c.validFrom.OK {
		built.ValidFrom = midnight(c.validFrom.V, zone)
	}
	built.Sales = r.buildSales(named, c, f, zone)
	if c.pauseOn.OK {
		built.PauseOn = keys.Values(c.pauseOn.V)
	}
	for i, p := range desk.Priorities() {
		built.Targets[p] = r.buildTarget(c.targets.V[i].V, calendars)
	}
	for i, t := range desk.RequestTypes() {
		if c.types.V[i].Given() {
			built.Types[t] = r.buildTarget(c.types.V[i].V, calendars)
		}
	}
	return built
}
