package deskfile_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vakhta/desk"
	"vakhta/deskfile"
)

const examplePath = "../desk.example.yaml"

func example(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// A mistaken is the example with one text replaced, and the mistakes that have
// to be reported.
type mistaken struct {
	sentence       string
	write, instead string
	want           []string // "line:column: what is wrong; what to write"
}

func find(t *testing.T, all []mistaken) {
	t.Helper()
	right := example(t)
	for _, m := range all {
		t.Run(m.sentence, func(t *testing.T) {
			if n := strings.Count(right, m.instead); n != 1 {
				t.Fatalf("%q is in the example %d times, want once", m.instead, n)
			}
			wantMistakes(t, strings.Replace(right, m.instead, m.write, 1), m.want...)
		})
	}
}

func wantMistakes(t *testing.T, src string, want ...string) {
	t.Helper()
	_, _, err := deskfile.Read("desk.yaml", []byte(src))
	var found deskfile.Mistakes
	if !errors.As(err, &found) {
		t.Fatalf("the error is %v (%T), want Mistakes", err, err)
	}
	got := make([]string, len(found))
	for i, m := range found {
		got[i] = strings.TrimPrefix(m.Error(), "desk.yaml:")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the mistakes (-want +got):\n%s", diff)
	}
}

func read(t *testing.T, src string) *desk.Desk {
	t.Helper()
	d, _, err := deskfile.Read("desk.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAFileThatIsNotThereIsAnError(t *testing.T) {
	_, _, err := deskfile.Load("no/such/desk.yaml")
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want that there is no such file", err)
	}
}

func TestAFileWithNothingInItIsAMistake(t *testing.T) {
	for _, src := range []string{"", "\n\n", "# people: later\n"} {
		wantMistakes(t, src, "1:1: the file is empty; copy desk.example.yaml to start")
	}
}

func TestAFileThatIsTooLargeIsNotRead(t *testing.T) {
	wantMistakes(t, example(t)+strings.Repeat("# more\n", 200_000),
		"1:1: the file is larger than 1 MB; keep nothing but the desk in it")
}

func TestAFileThatIsMadeToBreakTheParserIsAMistake(t *testing.T) {
	const deep = "this is nested too deep; write it as desk.example.yaml does"
	for what, bomb := range map[string]struct{ src, want string }{
		"brackets":           {strings.Repeat("[", 100_000), "1:33: " + deep},
		"closed brackets":    {strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), "1:33: " + deep},
		"braces":             {strings.Repeat("{a: ", 50_000), "1:129: " + deep},
		"dashes":             {strings.Repeat("- ", 100_000), "1:201: " + deep},
		"question marks":     {strings.Repeat("? ", 100_000), "1:201: " + deep},
		"keys on one line":   {strings.Repeat("a: ", 100_000), "1:151: " + deep},
		"anchors":            {strings.Repeat("&a ", 100_000), "1:151: " + deep},
		"anchors in a list":  {"a: [" + strings.Repeat("&a ", 100_000), "1:155: " + deep},
		"tags":               {strings.Repeat("!!x ", 50_000), "1:301: " + deep},
		"keys without end":   {strings.Repeat("a:\n", 100_000), "20001:1: the file has more than 20000 lines; keep nothing but the desk in it"},
		"quotation marks":    {strings.Repeat(`"`, 100_000), "1:201: " + deep},
		"an alias of itself": {strings.Replace(small, "people: {", "people: &p {x: *p, ", 1), "2:9: this is an anchor or alias, not a mapping; write a mapping, each person under its name"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			wantMistakes(t, bomb.src, bomb.want)
		})
	}
}

func TestAFileOfAnotherEncodingIsAMistake(t *testing.T) {
	wantMistakes(t, "# ы\nname: \"д\xcf\"\n", "2:9: this is not UTF-8; save the file as UTF-8")
}

func TestAFileAsWindowsWritesItIsRead(t *testing.T) {
	read(t, "\ufeff"+strings.ReplaceAll(example(t), "\n", "\r\n"))
}

func TestEveryMistakeIsToldAtOnceFromTopToBottom(t *testing.T) {
	src := strings.NewReplacer(
		"locale: ru  ", "locale: fr  ",
		"prefers: telegram", "prefers: viber",
		"after: 50%", "after: half",
		"staff: [maria, john]", "staff: [maria, jonh]",
	).Replace(example(t))

	wantMistakes(t, src,
		`3:9: unknown word "fr"; known: ru, en`,
		`13:71: unknown word "viber"; known: telegram, slack`,
		`51:17: "half" is neither a share nor a duration; write a share of the target like 50%, or a duration like 20m`,
		`98:20: there is no person "jonh"; did you mean "john"?`,
	)
}

func TestASectionThatCannotBeReadIsComplainedOfOnce(t *testing.T) {
	before, after, _ := strings.Cut(example(t), "people:")
	_, after, _ = strings.Cut(after, "teams:")

	wantMistakes(t, before+"people: [anna]\nteams:"+after,
		"6:9: this is a list, not a mapping; write a mapping, each person under its name")
}

// small is a desk without anything optional.
const small = `
people: {anna: {telegram: 1}}
teams: {first: {line: 1, channel: slack:C1, members: [anna]}}
calendars: {always: {hours: 24x7}}
contracts:
  gold:
    calendar: always
    targets: {P1: {reaction: 1h}, P2: {reaction: 1h}, P3: {reaction: 1h}, P4: {reaction: 1d}}
projects:
  ROM: {contract: gold, line_1: first, chats: [{chat: telegram:-5}]}
`

func TestWhatMayBeLeftOutHasASensibleDefault(t *testing.T) {
	hour := desk.Target{Reaction: desk.Span{Time: time.Hour}}
	want := &desk.Desk{
		Name: "Vakhta", Locale: desk.English, TimeZone: time.UTC,
		People: map[string]*desk.Member{"anna": {Handle: "anna", Name: "anna", Accounts: []desk.Account{{Platform: desk.Telegram, ID: "1"}}}},
		Teams: map[string]*desk.Team{"first": {
			Code: "first", Name: "first", Channel: desk.Address{Platform: desk.Slack, Chat: "C1"},
			Members: []string{"anna"}, Thread: desk.ThreadInternal,
		}},
		Calendars: map[string]*desk.Calendar{"always": {Name: "always", Always: true}},
		Contracts: map[string]*desk.Contract{"gold": {
			Name: "gold", Calendar: "always",
			Targets: map[desk.Priority]desk.Target{
				desk.P1: hour, desk.P2: hour, desk.P3: hour, desk.P4: {Reaction: desk.Span{Days: 1}},
			},
			Types:      map[desk.RequestType]desk.Target{},
			ReactionBy: desk.ByEither, PauseOn: []desk.State{desk.WaitingCustomer},
			OnChange: desk.Recompute, OnContractChange: desk.ContractApply, OnReopen: desk.ReopenResume,
			EscalateAgain: desk.Span{Time: 30 * time.Minute},
			Wait:          desk.WaitRule{Nudge: desk.Span{Days: 1}, Close: desk.Span{Days: 3}},
			Survey:        desk.SurveyRule{Remind: desk.Span{Days: 1}, Expire: desk.Span{Days: 5}, Review: desk.Span{Days: 2}},
			MajorUpdates:  30 * time.Minute,
			Forgotten:     48 * time.Hour, PostMortem: 72 * time.Hour,
			Billing: desk.Billing{Round: desk.RoundEntry, LockAfter: 3, Zone: time.UTC},
		}},
		Projects: map[string]*desk.Project{"ROM": {
			Code: "ROM", Name: "ROM", Contract: "gold", Line1: "first",
			Chats:   []desk.BoundChat{{Chat: desk.Address{Platform: desk.Telegram, Chat: "-5"}, Intake: desk.IntakeMention}},
			Privacy: desk.PrivacyMasked, Retention: 36,
			Alerts: desk.AlertRules{Reopen: time.Hour, SilenceFor: 12 * time.Hour, Limit: desk.UsualAlertLimit},
		}},
	}
	sameZone := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	if diff := cmp.Diff(want, read(t, small), sameZone, cmpopts.IgnoreFields(desk.Contract{}, "Digest")); diff != "" {
		t.Errorf("the desk (-want +got):\n%s", diff)
	}
}

func TestATopicBesideItsWholeChatIsNoMistake(t *testing.T) {
	src := strings.Replace(small, "[{chat: telegram:-5}]", "[{chat: telegram:-5}, {chat: telegram:-5/7, intake: all}]", 1)
	_, intake := read(t, src).ProjectByChat(desk.Address{Platform: desk.Telegram, Chat: "-5", Thread: "7"})
	if intake != desk.IntakeAll {
		t.Errorf("the topic's intake is %q, want its own", intake)
	}
}

func TestALadderThatLeadsToNobodyIsAMistake(t *testing.T) {
	for name, test := range map[string]struct{ ladder, want string }{
		"nobody is on duty":            {"escalation: [{after: 50%, notify: on_call}]", "9:17: the ladder escalation"},
		"there is no second line":      {"escalation: [{after: 50%, notify: line_2}]", "9:17: the ladder escalation"},
		"there is no third line":       {"escalation: [{after: 50%, notify: [line_3, managers]}]", "9:17: the ladder escalation"},
		"nobody has what nobody took":  {"escalation: [{after: 50%, notify: assignee}]", "9:17: the ladder escalation"},
		"no team has a lead":           {"escalation: [{after: 50%, notify: leads}]", "9:17: the ladder escalation"},
		"there are no managers at all": {"warnings: [{after: 50%, notify: managers}]", "9:15: the ladder warnings"},
	} {
		t.Run(name, func(t *testing.T) {
			src := strings.Replace(small, "projects:", "    "+test.ladder+"\nprojects:", 1)
			wantMistakes(t, src, test.want+` of "gold" pages nobody in the project ROM; `+
				`notify line_1, which every project has, or a person with an account`)
		})
	}
}

func TestALadderWithOneStepThatLeadsSomewhereIsNoMistake(t *testing.T) {
	for _, ladder := range []string{
		"escalation: [{after: 50%, notify: line_2}, {after: 90%, notify: [managers, anna]}]",
		"escalation: [{after: 50%, notify: on_call}, {after: 20m, notify: line_1}]",
		"warnings: [{after: 75%, notify: assignee}]",
	} {
		read(t, strings.Replace(small, "projects:", "    "+ladder+"\nprojects:", 1))
	}
}

func TestALadderInDaysIsLookedAtUnderEveryCalendarItIsClimbedBy(t *testing.T) {
	src := strings.NewReplacer(
		"{always:", "{office: {hours: {mon-fri: 09:00-18:00}}, always:",
		"P2: {reaction: 1h}", "P2: {reaction: 1h, calendar: office}",
		"projects:", "    escalation: [{after: 1d, notify: line_1}]\nprojects:",
	).Replace(small)

	wantMistakes(t, src, `9:26: 1d is measured in days, and the calendar "office" does not say how long one is; `+
		`write it in hours, or add day: 8h to office`)
}

func TestAWaitIsCountedByTheContractsCalendar(t *testing.T) {
	office := strings.NewReplacer(
		"{always:", "{office: {hours: {mon-fri: 09:00-18:00}}, always:",
		"calendar: always", "calendar: office",
		"P4: {reaction: 1d}", "P4: {reaction: 9h}").Replace(small)

	want := desk.WaitRule{Nudge: desk.Span{Time: 8 * time.Hour}, Close: desk.Span{Time: 24 * time.Hour}}
	if got := read(t, office).Contracts["gold"].Wait; got != want {
		t.Errorf("under a calendar that knows no days, a wait ends by %+v, want %+v", got, want)
	}
	wantMistakes(t, strings.Replace(office, "projects:", "    wait: {nudge: 2d}\nprojects:", 1),
		`9:19: 2d is measured in days, and the calendar "office" does not say how long one is; `+
			`write it in hours, or add day: 8h to office`)
}
