package deskfile_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vakhta/desk"
	"vakhta/deskfile"
)

func exampleDesk(t *testing.T) *desk.Desk {
	t.Helper()
	d, _, err := deskfile.Load(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// same compares a part of the example with what is expected.
func same(t *testing.T, what string, want, got any) {
	t.Helper()
	sameZone := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	if diff := cmp.Diff(want, got, sameZone, cmpopts.IgnoreFields(desk.Contract{}, "Digest")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	l, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestTheExampleIsValidAndReadAsItSays(t *testing.T) {
	d := exampleDesk(t)
	moscow := zone(t, "Europe/Moscow")

	same(t, "the name", "Поддержка магазинов", d.Name)
	same(t, "the locale", desk.Russian, d.Locale)
	same(t, "the time zone", moscow, d.TimeZone)
	same(t, "the number of people", 7, len(d.People))
	same(t, "anna", &desk.Member{
		Handle: "anna", Name: "Анна Ким", Admin: true,
		Accounts: []desk.Account{{Platform: desk.Telegram, ID: "5001"}, {Platform: desk.Slack, ID: "U0ANNA"}},
	}, d.People["anna"])
	same(t, "john", &desk.Member{
		Handle: "john", Name: "John Reed", Accounts: []desk.Account{{Platform: desk.Slack, ID: "U0JOHN"}}, Locale: desk.English, TimeZone: zone(t, "Europe/London"),
	}, d.People["john"])
	same(t, "the account that noc prefers", desk.Telegram, d.People["noc"].Accounts[0].Platform)
	same(t, "the teams", map[string]*desk.Team{
		"first-line": {
			Code: "first-line", Name: "first-line", Channel: desk.Address{Platform: desk.Slack, Chat: "C0L1"},
			Members: []string{"anna", "boris"}, Thread: desk.ThreadInternal,
			OnCall: &desk.Schedule{Rotations: []desk.Rotation{{
				Start: time.Date(2026, 11, 2, 10, 0, 0, 0, time.UTC), Zone: moscow, Every: desk.Span{Weeks: 1},
				Order: []desk.RotationMember{{Who: "anna"}, {Who: "boris"}},
			}}},
		},
		"shop-dev": {
			Code: "shop-dev", Name: "shop-dev", Channel: desk.Address{Platform: desk.Slack, Chat: "C0L2"},
			Members: []string{"vera"}, Thread: desk.ThreadInternal,
		},
	}, d.Teams)
	same(t, "the projects", map[string]*desk.Project{"ROM": {
		Code: "ROM", Name: "Ромашка", Contract: "gold", Line1: "first-line", Line2: "shop-dev",
		Line3: []string{"noc"}, Managers: []string{"olga"}, Staff: []string{"maria", "john"},
		Chats: []desk.BoundChat{
			{Chat: desk.Address{Platform: desk.Telegram, Chat: "-1003000000003"}, Intake: desk.IntakeMention},
			{Chat: desk.Address{Platform: desk.Slack, Chat: "C0ROM"}, Intake: desk.IntakeAll},
		},
		Privacy: desk.PrivacyMasked, Retention: 24,
		Alerts: desk.AlertRules{Severities: map[string]desk.Priority{"page": desk.P1, "ticket": desk.P3}, Reopen: time.Hour, SilenceFor: 12 * time.Hour, Limit: desk.UsualAlertLimit},
		Answers: desk.Answers{
			"access": {"": "{name}, нужен временный доступ в админку. Добавьте {engineer}, пожалуйста."},
			"cache": {
				desk.Russian: "{name}, обновите страницу с очисткой кэша: Ctrl+F5. Помогло?",
				desk.English: "{name}, please reload without the cache: Ctrl+F5. Did that help?",
			},
		},
		Catalogue: []*desk.CatalogueItem{certificate()},
		Onboarding: desk.OnboardingPlan{desk.OnboardAudit: {
			Owner: "anna", Due: desk.Date{Year: 2026, Month: 1, Day: 20}, Done: desk.Date{Year: 2026, Month: 1, Day: 19},
		}},
		Approvers: desk.Approvers{
			People: []string{"olga"}, Need: 1, Delegates: map[string]string{"olga": "john"},
			Remind: desk.Span{Time: 4 * time.Hour}, Expire: desk.Span{Time: 24 * time.Hour},
		},
	}}, d.Projects)
}

func TestTheCalendarsOfTheExampleAreReadAsTheySay(t *testing.T) {
	working := []desk.Window{{From: 9 * 60, To: 13 * 60}, {From: 14 * 60, To: 18 * 60}}

	same(t, "the calendars", map[string]*desk.Calendar{
		"always": {Name: "always", Always: true},
		"office": {
			Name: "office", TimeZone: zone(t, "Europe/Moscow"),
			Hours: map[time.Weekday][]desk.Window{
				time.Monday: working, time.Tuesday: working, time.Wednesday: working, time.Thursday: working, time.Friday: working,
				time.Saturday: {{From: 10 * 60, To: 14 * 60}},
			},
			Day: 8 * time.Hour, Holidays: "ru",
			DaysOff:   []desk.Date{{Year: 2026, Month: time.December, Day: 31}},
			WorkDays:  []desk.Date{{Year: 2026, Month: time.November, Day: 7}},
			ShortDays: map[desk.Date]time.Duration{{Year: 2026, Month: time.December, Day: 30}: time.Hour},
		},
	}, exampleDesk(t).Calendars)
}

func TestTheContractOfTheExampleIsReadAsItSays(t *testing.T) {
	in := func(d time.Duration) desk.Span { return desk.Span{Time: d} }
	day := desk.Span{Days: 1}

	same(t, "the contracts", map[string]*desk.Contract{"gold": {
		Name: "gold", Calendar: "always", ValidFrom: time.Date(2026, time.January, 1, 0, 0, 0, 0, exampleDesk(t).TimeZone),
		Targets: map[desk.Priority]desk.Target{
			desk.P1: {Reaction: in(15 * time.Minute), Resolution: in(4 * time.Hour), Updates: in(30 * time.Minute)},
			desk.P2: {Reaction: in(30 * time.Minute), Resolution: in(8 * time.Hour)},
			desk.P3: {Reaction: in(2 * time.Hour), Resolution: desk.Span{Days: 3}, Calendar: "office"},
			desk.P4: {Reaction: day, Calendar: "office"},
		},
		Types: map[desk.RequestType]desk.Target{desk.ChangeRequest: {Reaction: day, Calendar: "office"}},
		Escalation: []desk.Step{
			{After: desk.After{Share: 50}, Notify: []desk.Audience{desk.OnCall}, Times: 1},
			{After: desk.After{Share: 80}, Notify: []desk.Audience{desk.Line2}, Times: 1},
			{After: desk.After{Share: 100}, Notify: []desk.Audience{desk.Line3, desk.Managers}, Times: 1},
			{After: desk.After{Share: 120}, Notify: []desk.Audience{desk.Line3}, Repeat: in(10 * time.Minute), Times: 6},
		},
		Warnings: []desk.Step{
			{After: desk.After{Share: 75}, Notify: []desk.Audience{desk.Assignee}, Times: 1},
			{After: desk.After{Share: 100}, Notify: []desk.Audience{desk.Line2, desk.Managers}, Times: 1},
		},
		ReactionBy: desk.ByEither, PauseOn: []desk.State{desk.WaitingCustomer},
		OnChange: desk.Recompute, OnContractChange: desk.ContractApply, OnReopen: desk.ReopenResume,
		RemindTaken: in(4 * time.Hour), CloseAfter: desk.Span{Days: 3},
		EscalateAgain: in(30 * time.Minute),
		Wait:          desk.WaitRule{Nudge: desk.Span{Days: 1}, Close: desk.Span{Days: 3}},
		Survey:        desk.SurveyRule{Remind: desk.Span{Days: 1}, Expire: desk.Span{Days: 5}, Review: desk.Span{Days: 2}},
		MajorUpdates:  30 * time.Minute,
		Forgotten:     48 * time.Hour,
		PostMortem:    72 * time.Hour,
		Matrix: &desk.Matrix{
			Cells: map[desk.Impact]map[desk.Urgency]desk.Priority{
				desk.HitsAll:  {desk.UrgencyHigh: desk.P1, desk.UrgencyMedium: desk.P2, desk.UrgencyLow: desk.P3},
				desk.HitsSome: {desk.UrgencyHigh: desk.P2, desk.UrgencyMedium: desk.P3, desk.UrgencyLow: desk.P4},
				desk.HitsOne:  {desk.UrgencyHigh: desk.P3, desk.UrgencyMedium: desk.P3, desk.UrgencyLow: desk.P4},
			},
			Examples: map[desk.Priority][]desk.Bilingual{
				desk.P1: {{desk.Russian: "никто не может оплатить", desk.English: "nobody can pay"}},
				desk.P4: {{desk.Russian: "опечатка на странице", desk.English: "a typo on a page"}},
			},
		},
		OLA: map[string]desk.Within{
			"line_2": {Reaction: desk.Span{Time: time.Hour}, Resolution: desk.Span{Time: 16 * time.Hour}, Calendar: "office"},
			"noc":    {Reaction: desk.Span{Time: 30 * time.Minute}, Resolution: desk.Span{Time: 4 * time.Hour}, Chase: desk.Span{Time: time.Hour}},
		},
		Report: desk.ReportPlan{Every: desk.EveryMonth, Formats: []string{"pdf", "xlsx"}},
		Billing: desk.Billing{
			Plan: desk.PlanHybrid, Hours: 40 * time.Hour, Price: 120_000_00, Rate: 3_500_00, Currency: "RUB",
			VAT: desk.VAT{Rate: 22_00, Included: true}, RoundUp: 15 * time.Minute, Round: desk.RoundEntry,
			CarryOver:  desk.CarryOver{Months: 1, Cap: 10 * time.Hour},
			AfterHours: desk.AfterHours{Calendar: "office", Rate: 5_250_00},
			Overage:    desk.Overage{Approval: true, Urgent: []desk.Priority{desk.P1}},
			Activities: []desk.WorkActivity{{Name: "разработка"}, {Name: "встреча", Free: true}},
			LockAfter:  3, From: desk.Date{Year: 2026, Month: time.January, Day: 1}, Zone: zone(t, "Europe/Moscow"),
		},
	}}, exampleDesk(t).Contracts)
}

// certificate is the example's standard work.
func certificate() *desk.CatalogueItem {
	both := func(ru, en string) desk.Bilingual { return desk.Bilingual{desk.Russian: ru, desk.English: en} }
	one := func(text string) desk.Bilingual { return desk.Bilingual{"": text} }
	return &desk.CatalogueItem{
		Code: "certificate", Names: both("Сертификат для домена", "Certificate for a domain"),
		Words: []desk.Bilingual{one("сертификат"), one("ssl"), one("certificate")},
		Line:  2, Priority: desk.P3, Resolution: desk.Span{Time: 16 * time.Hour}, Included: time.Hour,
		Form: desk.FormPlan{
			{
				Name: "domain", Kind: desk.TextField, Label: both("Для какого домена?", "For which domain?"), Hint: one("shop.example"), Required: true,
				Check: desk.Check{Pattern: `[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`, Error: both(
					"Напишите домен без https:// и пути: shop.example", "Write the domain without https:// and a path: shop.example")},
			},
			{
				Name: "kind", Kind: desk.ChoiceField, Label: both("Какой нужен?", "Which kind?"), Required: true,
				Options: []desk.OptionPlan{
					{Value: "one", Label: both("На один домен", "For one domain")}, {Value: "wildcard", Label: both("И на поддомены", "For subdomains too")},
				},
			},
			{
				Name: "subdomains", Kind: desk.TextField, Label: both("На каких поддоменах сайты?", "Which subdomains have sites?"),
				When: &desk.Condition{Field: "kind", Is: []string{"wildcard"}}, Check: desk.Check{Max: "200"},
			},
			{
				Name: "until", Kind: desk.DateField, Label: both("К какому дню?", "By which day?"),
				Check: desk.Check{Min: desk.Today, Error: both("Этот день уже прошёл.", "That day has passed.")},
			},
		},
		Checklist: []desk.Bilingual{
			both("Проверить владение доменом", "Verify the ownership of the domain"),
			both("Установить и проверить в браузере", "Install it and check it in a browser"),
			both("Включить автопродление", "Turn the renewal on"),
		},
	}
}
