package cards_test

import (
	"time"

	"vakhta/desk"
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
			"first-line": {Name: "first-line", Line: 1, Members: []string{"anna", "boris"}},
			"shop-dev":   {Name: "shop-dev", Line: 2, Members: []string{"vera"}},
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
		{name: "waiting for the customer", facts: notice.StateChanged{Entry: desk.EntryWaiting, By: "Анна Ким", Note: "Пришлите фото экрана."}, ticket: with(waits)},
		{name: "waiting for a vendor", facts: notice.StateChanged{Entry: desk.EntryWaiting}, ticket: with(func(t *desk.Ticket) { waits(t); t.State = desk.WaitingVendor })},
		{name: "resumed", facts: notice.StateChanged{Entry: desk.EntryResumed}, ticket: with(taken)},
		{name: "reopened", facts: notice.StateChanged{Entry: desk.EntryReopened}, ticket: with(taken)},
		{name: "cancelled", facts: notice.StateChanged{Entry: desk.EntryCancelled}, ticket: with(func(t *desk.Ticket) { t.State = desk.Cancelled })},
		{name: "merged", facts: notice.StateChanged{Entry: desk.EntryMerged, Note: "ROM-40"}, ticket: with(func(t *desk.Ticket) { t.State = desk.Cancelled })},
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
		{name: "nobody on duty", facts: notice.NobodyCalled{Step: 1, Notify: []desk.Audience{desk.OnCall}, Cause: desk.SkipNobodyOnDuty}, ticket: fresh()},
		{name: "unreachable", facts: notice.NobodyCalled{Step: 3, Notify: []desk.Audience{desk.Line3}, Cause: desk.SkipUnreachable, Names: []string{"FastHost NOC"}}, ticket: fresh()},
		{name: "nobody", facts: notice.NobodyCalled{Step: 3, Notify: []desk.Audience{desk.Managers}, Cause: desk.SkipNobody}, ticket: fresh()},
		{name: "for an engineer", facts: notice.Status{Engineer: true, Timeline: timeline()}, ticket: with(ended), now: 3 * time.Hour},
		{name: "for the requester", facts: notice.Status{Timeline: timeline()}, ticket: with(ended), now: 3 * time.Hour},
	}...)
}

// timeline has an entry of every kind, with notes as the desk writes them.
func timeline() []desk.Entry {
	var all []desk.Entry
	at := noon.Add(-20 * time.Hour)
	add := func(kind desk.EntryKind, by, note string) {
		all = append(all, desk.Entry{At: at, Kind: kind, By: by, Note: note})
		at = at.Add(7 * time.Minute)
	}
	add(desk.EntryOpened, "Мария Петрова", "")
	add(desk.EntryEscalated, "", "1/1 on_call, vera")
	add(desk.EntrySkipped, "", "2 line_2 unreachable")
	add(desk.EntryUnreachable, "", "FastHost NOC")
	add(desk.EntryAcked, "Анна Ким", "")
	add(desk.EntryNoted, "Анна Ким", secret)
	add(desk.EntrySaid, "Мария Петрова", "")
	add(desk.EntryReplied, "Анна Ким", secret)
	add(desk.EntryRetracted, "Анна Ким", secret)
	at = noon.Add(-time.Hour)
	add(desk.EntryType, "Анна Ким", "service_request")
	add(desk.EntryPriority, "Мария Петрова", "P2")
	add(desk.EntryAssigned, "Анна Ким", "Вера Орлова")
	add(desk.EntryReleased, "Вера Орлова", "")
	add(desk.EntryWaiting, "Анна Ким", "waiting_customer")
	add(desk.EntryResumed, "Мария Петрова", "")
	add(desk.EntryWarned, "", "1/1 assignee")
	add(desk.EntryWorked, "Анна Ким", "1h30m")
	add(desk.EntryReminded, "Анна Ким", "")
	add(desk.EntryEdited, "Анна Ким", secret)
	add(desk.EntrySplit, "Мария Петрова", "ROM-43")
	add(desk.EntryMerged, "Анна Ким", "ROM-40")
	add(desk.EntryResolved, "Анна Ким", "Перезапустили службу печати.")
	add(desk.EntryReopened, "Мария Петрова", "Опять не печатает.")
	add(desk.EntryCancelled, "Мария Петрова", "")
	add(desk.EntryClosed, "", "")
	add(desk.EntryRated, "Мария Петрова", "5")
	return all
}
