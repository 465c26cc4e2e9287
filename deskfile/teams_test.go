package deskfile_test

import "testing"

func TestMistakesInTeams(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "a member who is not there is found",
			write:    "members: [viera]", instead: "members: [vera]",
			want: []string{`26:15: there is no person "viera"; did you mean "vera"?`},
		},
		{
			sentence: "someone on duty must be a member of the team",
			write:    "order: [anna, vera]", instead: "order: [anna, boris]",
			want: []string{`22:68: vera is not a member of "first-line"; add them to its members, or remove them here`},
		},
		{
			sentence: "someone on duty who is nobody is named with the nearest member",
			write:    "order: [anna, borys]", instead: "order: [anna, boris]",
			want: []string{`22:68: there is no person "borys"; did you mean "boris"?`},
		},
		{
			sentence: "a person named twice in a list is found",
			write:    "members: [anna, boris, anna]", instead: "members: [anna, boris]",
			want: []string{`19:28: "anna" is in this list twice; keep one`},
		},
		{
			sentence: "a channel of two teams is found",
			write:    "channel: slack:C0L1", instead: "channel: slack:C0L2",
			want: []string{"25:14: slack:C0L1 is linked twice: here as the channel of shop-dev, on line 18 as the channel of first-line; keep one"},
		},
		{
			sentence: "a rotation starts at a date with a time",
			write:    "start: 2026-11-02", instead: "start: 2026-11-02T10:00",
			want: []string{`22:25: "2026-11-02" is not a valid date and time; write it like 2026-11-02T10:00, in the desk's time zone`},
		},
		{
			sentence: "a rotation of seconds is refused",
			write:    "every: 30s", instead: "every: 1w",
			want: []string{"22:50: a turn of 30s is too short; write a minute at least; a week is every: 1w"},
		},
		{
			sentence: "a rotation of nobody is refused",
			write:    "order: []", instead: "order: [anna, boris]",
			want: []string{"22:61: nobody is in this rotation; name members of the team in their order"},
		},
		{
			sentence: "a team of nobody is refused",
			write:    "members: []", instead: "members: [vera]",
			want: []string{`26:14: the team "shop-dev" has nobody in it; name its people`},
		},
		{
			sentence: "a team has line 1 or 2",
			write:    "line: 3\n    channel: slack:C0L2", instead: "line: 2\n    channel: slack:C0L2",
			want: []string{`24:11: "3" does not fit here; write a whole number from 1 to 2`},
		},
		{
			sentence: "an unknown thread mode is found",
			write:    "thread: intern ", instead: "thread: internal ",
			want: []string{`20:13: unknown word "intern"; did you mean "internal"?`},
		},
	})
}
