package cards_test

import (
	"time"

	"vakhta/desk"
	"vakhta/history"
	"vakhta/mask"
	"vakhta/notice"
)

// moscow has a name of its own, so that tests need no zone files.
var moscow = time.FixedZone("MSK", 3*60*60)

// noon is when the samples are read, a Tuesday.
var noon = time.Date(2026, 11, 10, 14, 0, 0, 0, moscow)

func after(d time.Duration) time.Time { return noon.Add(d) }

const secret = "пароль от кассы qwerty"

func sampleDesk() *desk.Desk {
	return &desk.Desk{
		Name: "Поддержка магазинов", Locale: desk.Russian, TimeZone: moscow,
		People: map[string]*desk.Member{
			"anna":  {Handle: "anna", Name: "Анна Ким"},
			"boris": {Handle: "boris", Name: "Boris Lee"},
			"vera":  {Handle: "vera", Name: "Вера Орлова"},
			"noc":   {Handle: "noc", Name: "FastHost NOC"},
		},
		Teams: map[string]*desk.Team{
			"first-line": {Name: "first-line", Members: []string{"anna", "boris"}},
			"shop-dev":   {Name: "shop-dev", Members: []string{"vera"}},
		},
		Projects: map[string]*desk.Project{
			"ROM": {Code: "ROM", Name: "Ромашка", Line1: "first-line", Line2: "shop-dev", Line3: []string{"noc"}},
			"VAS": {Code: "VAS", Name: "Василёк", Line1: "first-line"},
		},
	}
}

var key = desk.Key{Project: "ROM", Number: 42}

// fresh is a ticket that nobody has taken yet.
func fresh() *desk.Ticket {
	return &desk.Ticket{
		Key: key, Revision: 3, State: desk.New, Type: desk.Incident, Priority: desk.P1,
		Sureness: 0.64, TypeBy: desk.ByGuess, Cue: "касса",
		Text:      "Касса 3 не пробивает чеки, очередь стоит. <b>Помогите</b> @everyone!",
		Requester: desk.Person{ID: 7, Name: "Мария Петрова"},
		Origin:    desk.MessageRef{Address: desk.Address{Platform: desk.Telegram, Chat: "-100300"}, Message: "11"},
		Place:     desk.Address{Platform: desk.Telegram, Chat: "7001"},
		Line:      1, OpenedAt: noon, ReactionFrom: noon, LadderFrom: noon,
		ReactionDue: after(15 * time.Minute), ResolutionDue: after(28 * time.Hour),
	}
}

func with(change func(t *desk.Ticket)) *desk.Ticket {
	t := fresh()
	change(t)
	return t
}

func shared(t *desk.Ticket) *desk.Ticket {
	t.Shared, t.Place = true, t.Origin.Address
	return t
}

func taken(t *desk.Ticket) {
	t.State, t.Assignee, t.Revision = desk.InProgress, "anna", 4
	t.AckedAt, t.ReactedAt = after(2*time.Minute), after(2*time.Minute)
}

func waits(t *desk.Ticket) {
	taken(t)
	t.State = desk.WaitingCustomer
	t.Pauses = []desk.Pause{{From: after(3 * time.Minute)}}
}

func solved(t *desk.Ticket) {
	taken(t)
	t.State, t.ResolvedAt = desk.Resolved, after(65*time.Minute)
	t.Resolution = "Перезапустили службу печати, чеки идут."
}

func ended(t *desk.Ticket) {
	solved(t)
	t.State, t.EndedAt, t.Rating, t.Reopened = desk.Closed, after(2*time.Hour), 5, 2
}

// A sample is facts and what they are drawn with.
type sample struct {
	name   string
	facts  notice.Facts
	ticket *desk.Ticket
	now    time.Duration // after noon
	slack  bool
}

func samples() []sample {
	all := append(requesterSamples(), engineerSamples()...)
	return append(all, talkSamples()...)
}

func requesterSamples() []sample {
	ask := notice.RequestCard{Ask: true, Second: desk.ServiceRequest}
	return []sample{
		{name: "sure", facts: notice.RequestCard{}, ticket: with(func(t *desk.Ticket) { t.TypeBy = desk.ByOverride })},
		{name: "asks for the type", facts: ask, ticket: fresh()},
		{name: "may belong to others", facts: notice.RequestCard{Attach: []desk.Key{{Project: "ROM", Number: 40}}}, ticket: fresh()},
		{name: "in a shared place", facts: notice.RequestCard{}, ticket: shared(fresh())},
		{name: "something is hidden", facts: notice.RequestCard{}, ticket: with(func(t *desk.Ticket) { t.Hidden = true })},
		{name: "tomorrow", facts: notice.RequestCard{}, ticket: with(func(t *desk.Ticket) { t.ReactionDue = after(19 * time.Hour) })},
		{name: "nothing promised", facts: notice.RequestCard{}, ticket: with(func(t *desk.Ticket) { t.ReactionDue, t.ResolutionDue = time.Time{}, time.Time{} })},
		{name: "we are late", facts: notice.RequestCard{}, ticket: fresh(), now: time.Hour},
		{name: "types unfolded", facts: notice.RequestCard{Menu: notice.MenuType}, ticket: fresh()},
		{name: "priorities unfolded", facts: notice.RequestCard{Menu: notice.MenuPriority}, ticket: fresh()},
		{name: "taken", facts: ask, ticket: with(taken)},
		{name: "waiting", facts: ask, ticket: with(waits)},
		{name: "resolved", facts: ask, ticket: with(solved)},
		{name: "closed", facts: ask, ticket: with(ended)},
		{name: "waiting for a vendor", facts: notice.RequestCard{}, ticket: with(func(t *desk.Ticket) { waits(t); t.State = desk.WaitingVendor })},
		{name: "cancelled", facts: notice.RequestCard{}, ticket: with(func(t *desk.Ticket) { t.State = desk.Cancelled })},
		{name: "merged", facts: notice.RequestCard{}, ticket: with(func(t *desk.Ticket) {
			t.State, t.MergedInto = desk.Cancelled, desk.Key{Project: "ROM", Number: 40}
		})},
		{name: "plain", facts: notice.DeskSaid{Author: "Анна Ким", Text: "Смотрим. Какая касса?"}, ticket: with(taken)},
		{name: "edited in a shared place", facts: notice.DeskSaid{Author: "Анна Ким", Text: "Какая касса?", Edited: true}, ticket: shared(with(taken))},
		{name: "in time", facts: notice.Taken{Name: "Анна Ким", In: 130 * time.Second, Met: true}, ticket: with(taken)},
		{name: "at once", facts: notice.Taken{Name: "Анна Ким", Met: true}, ticket: with(taken)},
		{name: "late", facts: notice.Taken{Name: "Анна Ким", In: 65 * time.Minute}, ticket: with(taken)},
		{name: "waiting for the customer", facts: notice.StateChanged{By: anna, Event: history.PutOnHold{On: desk.WaitingCustomer, Text: "Пришлите фото экрана."}}, ticket: with(waits)},
		{name: "waiting for a vendor", facts: notice.StateChanged{Event: history.PutOnHold{On: desk.WaitingVendor}}, ticket: with(func(t *desk.Ticket) { waits(t); t.State = desk.WaitingVendor })},
		{name: "resumed", facts: notice.StateChanged{Event: history.Resumed{}}, ticket: with(taken)},
		{name: "reopened", facts: notice.StateChanged{Event: history.Reopened{}}, ticket: with(taken)},
		{name: "cancelled", facts: notice.StateChanged{Event: history.Cancelled{}}, ticket: with(func(t *desk.Ticket) { t.State = desk.Cancelled })},
		{name: "merged", facts: notice.StateChanged{Event: history.Merged{Into: desk.Key{Project: "ROM", Number: 40}}}, ticket: with(func(t *desk.Ticket) { t.State = desk.Cancelled })},
		{name: "asks", facts: notice.AskHelped{By: "Анна Ким", Text: "Перезапустили службу печати."}, ticket: with(solved)},
		{name: "afterwards", facts: notice.AskHelped{}, ticket: with(ended)},
		{name: "asks for a rating", facts: notice.AskRating{}, ticket: with(func(t *desk.Ticket) { ended(t); t.Rating = 0 })},
		{name: "by time", facts: notice.AskRating{ByTime: true}, ticket: with(func(t *desk.Ticket) { ended(t); t.Rating = 0 })},
		{name: "rated", facts: notice.AskRating{}, ticket: with(ended)},
		{name: "added", facts: notice.Belongs{Utterance: 17}, ticket: fresh()},
		{name: "resolved", facts: notice.AskReopen{Utterance: 17, Held: 5}, ticket: with(solved)},
		{name: "ended", facts: notice.AskReopen{Utterance: 17, Held: 5}, ticket: with(ended)},
	}
}

func engineerSamples() []sample {
	called := with(func(t *desk.Ticket) { t.Line = 2 })
	all := []sample{
		{name: "new", facts: notice.WorkCard{Reason: desk.ReasonNew}, ticket: fresh()},
		{name: "overdue, called in private", facts: notice.WorkCard{For: "vera", Reason: desk.ReasonEscalated}, ticket: called, now: time.Hour},
		{name: "of somebody who left", facts: notice.WorkCard{For: "vera", Over: true}, ticket: with(taken)},
		{name: "in progress", facts: notice.WorkCard{}, ticket: with(taken)},
		{name: "assigned in private", facts: notice.WorkCard{For: "anna", Reason: desk.ReasonAssigned}, ticket: with(taken)},
		{name: "waiting", facts: notice.WorkCard{}, ticket: with(waits)},
		{name: "resolved", facts: notice.WorkCard{}, ticket: with(solved)},
		{name: "closed", facts: notice.WorkCard{}, ticket: with(ended)},
		{name: "type by rule", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { t.TypeBy = desk.ByOverride })},
		{name: "type guessed without a word", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { t.Cue = "" })},
		{name: "nothing promised", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { solved(t); t.ReactionDue, t.ResolutionDue = time.Time{}, time.Time{} })},
		{name: "resolved late", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { solved(t); t.ResolvedAt = after(30 * time.Hour) }), now: 31 * time.Hour},
		{name: "resolution overdue", facts: notice.WorkCard{For: "vera", Reason: desk.ReasonWarning}, ticket: with(taken), now: 31 * time.Hour},
		{name: "called by hand", facts: notice.WorkCard{For: "vera", Reason: desk.ReasonByHand}, ticket: with(taken)},
		{name: "waiting for a vendor", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { waits(t); t.State = desk.WaitingVendor })},
		{name: "merged", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) {
			t.State, t.MergedInto = desk.Cancelled, desk.Key{Project: "ROM", Number: 40}
		})},
		{name: "something is hidden", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { taken(t); t.Hidden = true })},
		{name: "something is hidden, and nobody has it", facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { t.Hidden = true })},
		{name: "cancelled, menu forgotten", facts: notice.WorkCard{Menu: notice.MenuMore}, ticket: with(func(t *desk.Ticket) { t.State = desk.Cancelled })},
	}
	for _, m := range []notice.Menu{notice.MenuMore, notice.MenuType, notice.MenuPriority, notice.MenuAssign, notice.MenuWait} {
		all = append(all, sample{name: "menu " + string(m), facts: notice.WorkCard{Menu: m}, ticket: with(taken)})
	}
	vera := []desk.Mention{{Account: desk.Account{Platform: desk.Slack, ID: "U0VERA"}, Name: "Вера Орлова"}}
	return append(all, []sample{
		{name: "half of the time", facts: notice.Ping{Mention: vera, Why: desk.ReasonEscalated, Percent: 50, Line: 1}, ticket: fresh(), now: 450 * time.Second},
		{name: "too late, in private", facts: notice.Ping{Why: desk.ReasonEscalated, Percent: 120, Line: 3, Private: true}, ticket: fresh(), now: 18 * time.Minute},
		{name: "after a fixed time", facts: notice.Ping{Mention: vera, Why: desk.ReasonEscalated, Line: 2}, ticket: fresh(), now: 10 * time.Minute},
		{name: "by hand", facts: notice.Ping{Mention: vera, Why: desk.ReasonByHand, By: "Анна Ким", Text: "Это в коде кассы."}, ticket: with(taken)},
		{name: "by hand, in private, without words", facts: notice.Ping{Why: desk.ReasonByHand, By: "Анна Ким", Private: true}, ticket: with(taken)},
		{name: "by hand, by nobody known", facts: notice.Ping{Mention: vera, Why: desk.ReasonByHand}, ticket: with(taken)},
		{name: "assigned", facts: notice.Ping{Why: desk.ReasonAssigned, By: "Анна Ким", Private: true}, ticket: with(taken)},
		{name: "warning", facts: notice.Ping{Mention: vera, Why: desk.ReasonWarning, Percent: 75}, ticket: with(taken)},
		{name: "resolution overdue", facts: notice.Ping{Mention: vera, Why: desk.ReasonWarning, Percent: 100}, ticket: with(taken)},
		{name: "new", facts: notice.Ping{Why: desk.ReasonNew, Mention: vera}, ticket: fresh()},
		{name: "with a file", facts: notice.CustomerSaid{Author: "Мария Петрова", Text: "Вот фото", Files: []desk.File{{Name: "kassa.jpg", Kind: "photo"}}}, ticket: with(taken)},
		{name: "with what has no name", facts: notice.CustomerSaid{Author: "Мария Петрова", Files: []desk.File{{Kind: "photo"}, {Kind: "voice"}}}, ticket: with(taken)},
		{name: "edited", facts: notice.CustomerSaid{Author: "Мария Петрова", Text: "Касса 4", Edited: true}, ticket: with(taken)},
		{name: "note", facts: notice.NoteSaid{Author: "Вера Орлова", Text: secret}, ticket: with(taken)},
		{name: "may be undone", facts: notice.Delivered{Utterance: 17, Until: after(10 * time.Second)}, ticket: with(taken)},
		{name: "for good", facts: notice.Delivered{Utterance: 17, Until: noon}, ticket: with(taken)},
		{name: "taken back", facts: notice.Delivered{Utterance: 17, Retracted: true}, ticket: with(taken)},
		{name: "of each kind", facts: notice.Hidden{Secrets: []mask.Secret{
			{Kind: mask.Card, Value: "4111 1111 1111 1111"}, {Kind: mask.Code, Value: "123"},
			{Kind: mask.Password, Value: "hunter2"}, {Kind: mask.Token, Value: "sk_live_51H8xYzAbCdEf"},
		}}, ticket: with(taken)},
		{name: "nobody on duty", facts: notice.NobodyCalled{Step: 1, Notify: []desk.Audience{desk.OnCall}, Cause: desk.SkipNobodyOnDuty}, ticket: fresh()},
		{name: "unreachable", facts: notice.NobodyCalled{Step: 3, Notify: []desk.Audience{desk.Line3}, Cause: desk.SkipUnreachable, Names: []string{"FastHost NOC"}}, ticket: fresh()},
		{name: "nobody", facts: notice.NobodyCalled{Step: 3, Notify: []desk.Audience{desk.Managers}, Cause: desk.SkipNobody}, ticket: fresh()},
		{name: "for an engineer", facts: notice.Status{Engineer: true, Timeline: timeline()}, ticket: with(ended), now: 3 * time.Hour},
		{name: "for the requester", facts: notice.Status{Timeline: timeline()}, ticket: with(ended), now: 3 * time.Hour},
	}...)
}

// Who does things in the samples.
var (
	anna  = desk.Actor{Person: 2, Handle: "anna", Name: "Анна Ким"}
	maria = desk.Actor{Person: 1, Name: "Мария Петрова"}
	noc   = desk.Actor{Handle: "noc", Name: "FastHost NOC"}
)

// timeline has an entry of every kind.
func timeline() []history.Entry {
	var all []history.Entry
	at := noon
	add := func(by desk.Actor, e history.Activity) {
		all = append(all, history.Entry{At: at, By: by, Event: e})
		at = at.Add(time.Minute)
	}
	clock := desk.Actor{}
	add(maria, history.Opened{})
	add(clock, history.Escalated{Step: 1, Rep: 1, Calls: []history.Called{{Audience: desk.OnCall, Actor: desk.Actor{Handle: "anna", Name: "Анна Ким"}}, {Audience: desk.OnCall}}})
	add(clock, history.Skipped{Step: 2, Audience: desk.Line2, Cause: desk.SkipUnreachable})
	add(clock, history.Escalated{Step: 3, Rep: 1, Calls: []history.Called{{Audience: desk.Line3, Actor: desk.Actor{Handle: "noc", Name: "FastHost NOC"}}}})
	add(clock, history.Unreachable{Who: maria})
	add(anna, history.Acknowledged{})
	add(anna, history.Commented{})
	add(maria, history.Wrote{})
	add(anna, history.Replied{})
	add(anna, history.Retracted{})
	add(maria, history.Retracted{Deleted: true})
	at = at.Add(2 * time.Hour)
	add(anna, history.Retyped{To: desk.ServiceRequest})
	add(maria, history.Prioritized{To: desk.P2})
	add(anna, history.Assigned{To: noc})
	add(clock, history.Released{From: noc})
	add(anna, history.Escalated{Calls: []history.Called{{Audience: desk.Line2}}, Text: secret})
	add(anna, history.PutOnHold{On: desk.WaitingCustomer, Text: secret})
	add(maria, history.Resumed{})
	add(clock, history.Warned{Step: 1, Rep: 1, Calls: []history.Called{{Audience: desk.Assignee, Actor: desk.Actor{Handle: "anna", Name: "Анна Ким"}}}})
	add(clock, history.Reminded{Who: anna})
	add(anna, history.Reworded{})
	add(anna, history.Unmasked{})
	add(maria, history.Split{Text: "И ещё закончилась лента."})
	add(anna, history.Merged{From: desk.Key{Project: "ROM", Number: 40}})
	add(anna, history.Resolved{Text: "Перезапустили службу печати."})
	add(maria, history.Reopened{Text: "Опять не печатает."})
	add(maria, history.Cancelled{})
	add(clock, history.Closed{})
	add(maria, history.Rated{Stars: 5})
	return all
}
