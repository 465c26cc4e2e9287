package deskfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/deskfile"
)

func TestMistakesInContracts(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "a calendar that is not there is named with the nearest one",
			write:    "calendar: allways", instead: "calendar: always",
			want: []string{`42:15: there is no calendar "allways"; did you mean "always"?`},
		},
		{
			sentence: "a calendar of a target that is not there is found",
			write:    "resolution: 3h, calendar: offise", instead: "resolution: 3d, calendar: office",
			want: []string{`46:52: there is no calendar "offise"; did you mean "office"?`},
		},
		{
			sentence: "a ladder that notifies a role that is none names the nearest",
			write:    "after: 80%, notify: line2", instead: "after: 80%, notify: line_2",
			want: []string{`52:30: there is no person or role "line2"; did you mean "line_2"?`},
		},
		{
			sentence: "a ladder that notifies a handle that is not there names the nearest",
			write:    "[line_3, olgaa]", instead: "[line_3, managers]",
			want: []string{`53:40: there is no person or role "olgaa"; did you mean "olga"?`},
		},
		{
			sentence: "a supplier who is not there is found with the nearest",
			write:    "suppliers: {nok: ", instead: "suppliers: {noc: ",
			want: []string{`88:17: there is no person "nok"; did you mean "noc"?`},
		},
		{
			sentence: "a calendar of a line that is not there is found",
			write:    "resolution: 16h, calendar: offise", instead: "resolution: 16h, calendar: office",
			want: []string{`87:61: there is no calendar "offise"; did you mean "office"?`},
		},
		{
			sentence: "a ticket that a supplier solves before they take it is found",
			write:    "reaction: 30m, resolution: 20m, chase", instead: "reaction: 30m, resolution: 4h, chase",
			want: []string{`88:50: it is solved within 20m, before it is taken within 30m; write a resolution longer than the reaction`},
		},
		{
			sentence: "an unparsable duration is found",
			write:    "remind_taken: 4 hours", instead: "remind_taken: 4h",
			want: []string{`63:19: "4 hours" is not a valid duration; write a number and a unit, like 90s, 15m, 4h, 3d, 1w or 1h30m`},
		},
		{
			sentence: "a reminder that is no duration is found",
			write:    "nudge: soon", instead: "nudge: 1d",
			want: []string{`65:19: "soon" is not a valid duration; write a number and a unit, like 90s, 15m, 4h, 3d, 1w or 1h30m`},
		},
		{
			sentence: "no time at all is not a valid duration",
			write:    "P1: {reaction: 0m", instead: "P1: {reaction: 15m",
			want: []string{`44:22: "0m" is not a valid duration; write a number and a unit, like 90s, 15m, 4h, 3d, 1w or 1h30m`},
		},
		{
			sentence: "a duration that nobody can mean is found",
			write:    "remind_taken: 9999999d", instead: "remind_taken: 4h",
			want: []string{`63:19: "9999999d" is longer than ten years; look at its unit: m is minutes`},
		},
		{
			sentence: "a step that nobody will live to see is found",
			write:    "{after: 99999w, notify: line_2}", instead: "{after: 80%, notify: line_2}",
			want: []string{`52:17: "99999w" is longer than ten years; look at its unit: m is minutes`},
		},
		{
			sentence: "a step far beyond its target is found",
			write:    "{after: 10000%, notify: line_2}", instead: "{after: 80%, notify: line_2}",
			want: []string{`52:17: "10000%" is not a valid share of the target; write a whole share from 1% to 1000%`},
		},
		{
			sentence: "versions that are not in the order of their days are found",
			write:    "    versions: [{valid_from: 2025-01-01}]\n    valid_from: 2026-01-01", instead: "    valid_from: 2026-01-01",
			want: []string{`41:29: this version is valid from 2025-01-01, not later than what stands before it; write the versions in the order of their days`},
		},
		{
			sentence: "an unparsable date is found",
			write:    "valid_from: 2026-13-01", instead: "valid_from: 2026-01-01",
			want: []string{`41:17: "2026-13-01" is not a valid date; write it like 2026-12-31`},
		},
		{
			sentence: "days under a calendar that does not say how long one is are all found",
			write:    "", instead: "    day: 8h                      # what 1d means under this calendar\n",
			want: []string{
				`45:38: 3d is measured in days, and the calendar "office" does not say how long one is; write it in hours, or add day: 8h to office`,
				`46:22: 1d is measured in days, and the calendar "office" does not say how long one is; write it in hours, or add day: 8h to office`,
				`48:34: 1d is measured in days, and the calendar "office" does not say how long one is; write it in hours, or add day: 8h to office`,
			},
		},
		{
			sentence: "every priority needs a target",
			write:    "", instead: "      P4: {reaction: 1d, calendar: office}\n",
			want: []string{`44:7: "P4" is missing from the targets; write P4: {reaction: 1h}`},
		},
		{
			sentence: "every target needs a reaction",
			write:    "P2: {resolution: 8h}", instead: "P2: {reaction: 30m, resolution: 8h}",
			want: []string{`45:11: "reaction" is missing from this target; write reaction: 30m`},
		},
		{
			sentence: "a type needs a reaction of its own",
			write:    "change_request: {calendar: office}", instead: "change_request: {reaction: 1d, calendar: office}",
			want: []string{`49:23: "reaction" is missing from this target; write reaction: 30m`},
		},
		{
			sentence: "an unknown request type is found",
			write:    "chnage_request:", instead: "change_request:",
			want: []string{`49:7: unknown key "chnage_request"; did you mean "change_request"?`},
		},
		{
			sentence: "a resolution due before the reaction is found",
			write:    "reaction: 30m, resolution: 20m", instead: "reaction: 30m, resolution: 8h",
			want: []string{"45:39: the resolution within 20m is due before the reaction within 30m; write a resolution as long as the reaction or longer"},
		},
		{
			sentence: "a resolution in days is compared by the calendar's day",
			write:    "reaction: 30h, resolution: 3d", instead: "reaction: 2h, resolution: 3d",
			want: []string{
				"46:39: the resolution within 3d is due before the reaction within 30h; write a resolution as long as the reaction or longer",
				"141:17: it is done within 16h, before the reaction within 30h of a request of P3; write a target as long as the reaction or longer, or a more urgent priority",
			},
		},
		{
			sentence: "a ladder out of order is found",
			write:    "after: 40%, notify", instead: "after: 80%, notify",
			want: []string{"52:17: this step comes before the one on line 51; write the steps in the order of their time"},
		},
		{
			sentence: "a share of nothing is refused",
			write:    "after: 0%, notify", instead: "after: 50%, notify",
			want: []string{`51:17: "0%" is not a valid share of the target; write a whole share from 1% to 1000%`},
		},
		{
			sentence: "an after that is neither share nor duration is found",
			write:    "after: soon, notify", instead: "after: 50%, notify",
			want: []string{`51:17: "soon" is neither a share nor a duration; write a share of the target like 50%, or a duration like 20m`},
		},
		{
			sentence: "repeating without an end is found",
			write:    "", instead: ", times: 6",
			want: []string{"54:47: this step repeats without an end; add times: 6"},
		},
		{
			sentence: "times without a repeat are found",
			write:    "", instead: ", repeat: 10m",
			want: []string{"54:46: this step does not say how long after each time it repeats; add repeat: 10m"},
		},
		{
			sentence: "times are one at least",
			write:    "times: 0", instead: "times: 6",
			want: []string{`54:59: "0" does not fit here; write a whole number from 1 to 100`},
		},
		{
			sentence: "a step that tells nobody is found",
			write:    "notify: []", instead: "notify: on_call",
			want: []string{"51:30: this step notifies nobody; write notify: on_call"},
		},
		{
			sentence: "only waiting states pause",
			write:    "[resolved] #", instead: "[waiting_customer] #",
			want: []string{`60:16: unknown word "resolved"; known: waiting_customer, waiting_vendor`},
		},
		{
			sentence: "an unknown way to react is found",
			write:    "reaction_by: eiter ", instead: "reaction_by: either ",
			want: []string{`59:18: unknown word "eiter"; did you mean "either"?`},
		},
		{
			sentence: "an unknown plan is found",
			write:    "plan: monthly", instead: "plan: hybrid",
			want: []string{`72:13: unknown word "monthly"; known: fixed, time_and_materials, hybrid`},
		},
		{
			sentence: "a hybrid plan has a package",
			write:    "      ", instead: "      hours: 40 ",
			want: []string{`72:7: the plan hybrid has no "hours"; write hours: 40`},
		},
		{
			sentence: "a price has a currency",
			write:    "", instead: "      currency: RUB\n",
			want: []string{`72:7: the plan hybrid has no "currency"; write currency: RUB`},
		},
		{
			sentence: "a rate has no more digits than its currency",
			write:    "rate: 3500.505", instead: "rate: 3500 ",
			want: []string{`75:13: RUB has amounts with 2 digits after the point at most; write 3500`},
		},
		{
			sentence: "a rate is an amount",
			write:    "rate: 3,500", instead: "rate: 3500 ",
			want: []string{`75:13: "3,500" is not an amount; write digits, with a point before a fraction, like 3500 or 3500.50`},
		},
		{
			sentence: "a currency has three letters",
			write:    "currency: roubles", instead: "currency: RUB",
			want: []string{`76:17: "roubles" is not a currency code; write its code of three capital letters, like RUB`},
		},
		{
			sentence: "a tax is a percentage",
			write:    "percent: 220", instead: "percent: 22",
			want: []string{`77:22: "220" is not a rate of tax; write a percentage from 0 to 99.99, like 20 or 25.5`},
		},
		{
			sentence: "what is rounded up is of some length",
			write:    "round_up: 25h", instead: "round_up: 15m",
			want: []string{`78:17: work cannot be counted in such units; write a part of an hour, like 15m`},
		},
		{
			sentence: "what is rounded needs a unit",
			write:    "", instead: "      round_up: 15m\n",
			want: []string{`78:14: nothing is rounded up here; add round_up: 15m, or leave round out`},
		},
		{
			sentence: "only a package is carried over",
			write:    "plan: time_and_materials", instead: "plan: hybrid",
			want: []string{`80:19: there is no package whose hours could be carried over; write hours: 40 with a plan that has a package, or leave carry_over out`,
				`82:16: the plan time_and_materials bills no hours beyond a package; write it with the plan hybrid, or leave overage out`},
		},
		{
			sentence: "the calendar of after-hours work is there",
			write:    "after_hours: {calendar: offices", instead: "after_hours: {calendar: office",
			want: []string{`81:31: there is no calendar "offices"; did you mean "office"?`},
		},
		{
			sentence: "an activity is one word",
			write:    "activities: {free: {}", instead: "activities: {разработка: {}",
			want: []string{`83:20: "free" is reserved; choose another name`},
		},
		{
			sentence: "an activity is there once",
			write:    "Встреча: {}", instead: "разработка: {}",
			want: []string{`83:42: "Встреча" and "встреча" are the same word; keep one of them`},
		},
		{
			sentence: "a month is locked before the next one ends",
			write:    "lock_after: 40", instead: "lock_after: 3",
			want: []string{`84:19: "40" does not fit here; write a whole number from 0 to 25`},
		},
		{
			sentence: "an unknown report format is found",
			write:    "[pdf, xslx]", instead: "[pdf, xlsx]",
			want: []string{`86:43: unknown word "xslx"; did you mean "xlsx"?`},
		},
		{
			sentence: "a matrix in which less urgent is higher is found",
			write:    "some: {high: P2, medium: P1,", instead: "some: {high: P2, medium: P3,",
			want: []string{"68:32: P1 for what is less urgent, and P2 for what is more; write a priority that falls with the urgency"},
		},
		{
			sentence: "a matrix in which fewer people are more urgent is found",
			write:    "me: {high: P1, ", instead: "me: {high: P3, ",
			want: []string{"69:18: P1 if fewer people are hit, and P2 if more are; write a priority that falls with the impact"},
		},
		{
			sentence: "a matrix without a cell is found",
			write:    "all: {high: P1, medium: P2}", instead: "all: {high: P1, medium: P2, low: P3}",
			want: []string{`67:12: "low" is missing from this row; write low: P4`},
		}, {
			sentence: "an unknown report period is found",
			write:    "every: monthly", instead: "every: month",
			want: []string{`86:21: unknown word "monthly"; did you mean "month"?`},
		},
	})
}

func TestAgreementsThatNeverApplyAreWarnings(t *testing.T) {
	wantWarning(t, strings.Replace(example(t), "suppliers: {noc:", "suppliers: {vera:", 1),
		"88:17: warning: vera is in line_3 of no project with this contract, so nothing is handed over to them")
}

func TestUpdatesThatNeverComeAreAWarning(t *testing.T) {
	wantWarning(t, strings.Replace(example(t), "updates: 30m", "updates: 5h", 1),
		"44:52: warning: the resolution within 4h is due before the first update within 5h")
}

func TestAStepForLeadsWhomNoTeamHasIsAWarning(t *testing.T) {
	src := strings.Replace(example(t), "notify: line_2}", "notify: [line_2, leads]}", 1)
	wantWarning(t, src, "52:39: warning: this step pages no leads in the project ROM: no team of its lines has any, or they have no account")
	wantWarning(t, strings.Replace(src, "members: [anna, boris]", "leads: [anna]\n    members: [anna, boris]", 1))
}

// wantWarning reads a desk.yaml without mistakes.
func wantWarning(t *testing.T, src string, want ...string) {
	t.Helper()
	_, warnings, err := deskfile.Read("desk.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range warnings {
		got = append(got, strings.TrimPrefix(w.String(), "desk.yaml:"))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the warnings (-want +got):\n%s", diff)
	}
}
