package deskfile_test

import "testing"

func TestMistakesInTheShapeOfTheFile(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "an unknown key is named with the nearest known one",
			write:    "reactoin_by:", instead: "reaction_by:",
			want: []string{`59:5: unknown key "reactoin_by"; did you mean "reaction_by"?`},
		},
		{
			sentence: "a key unlike any other lists what is known",
			write:    "colour: red", instead: "currency: RUB",
			want: []string{
				`72:7: the plan hybrid has no "currency"; write currency: RUB`,
				`76:7: unknown key "colour"; known: plan, hours, price, rate, currency, vat, round_up, round, carry_over, after_hours, overage, activities and 2 more`,
			},
		},
		{
			sentence: "a key written twice is found",
			write:    "    day: 8h\n    day: 7h ", instead: "    day: 8h ",
			want: []string{`34:5: "day" is here twice; keep one; the other is on line 33`},
		},
		{
			sentence: "true is written as true",
			write:    "admin: yes", instead: "admin: true",
			want: []string{`7:70: "yes" is neither true nor false; write true or false`},
		},
		{
			sentence: "a list where a mapping is expected is found",
			write:    "[7001]", instead: "{name: Мария Петрова, telegram: 7001}",
			want: []string{"11:10: this person is a list, not a mapping; write its keys: name, telegram, slack, email, phone, locale, timezone, prefers, absences, admin"},
		},
		{
			sentence: "a mapping where a list is expected is found",
			write:    "managers: {olga: 1}", instead: "managers: [olga]",
			want: []string{"97:15: this is a mapping, not a list; write a list, like [a, b]"},
		},
		{
			sentence: "a list where a word is expected is found",
			write:    "contract: [gold]", instead: "contract: gold",
			want: []string{"93:15: this is a list, not a single value; write one word or number"},
		},
		{
			sentence: "a key without a value is found",
			write:    "contract:", instead: "contract: gold",
			want: []string{"93:14: this is empty, not a single value; write one word or number"},
		},
		{
			sentence: "anchors are not followed",
			write:    "contract: &c gold", instead: "contract: gold",
			want: []string{"93:15: this is an anchor or alias, not a single value; write one word or number"},
		},
		{
			sentence: "merge keys are not followed",
			write:    "    <<: {contract: gold}\n    contract: gold", instead: "    contract: gold",
			want: []string{"93:5: this key is a merge key, not a name; write a plain name"},
		},
		{
			sentence: "a tab is found",
			write:    "\tline_1: first-line", instead: "    line_1: first-line",
			want: []string{"94:1: tab character; indent with spaces"},
		},
		{
			sentence: "what is no YAML is found",
			write:    "members: [vera", instead: "members: [vera]",
			want: []string{"28:1: not valid YAML: ',' or ']' must be specified; look at the indentation, quotes and brackets here and on the line before"},
		},
		{
			sentence: "a second document is found",
			write:    "---\nprojects:", instead: "projects:",
			want: []string{
				`2:1: "projects" is missing from the desk; write projects: with the shop to support`,
				"91:1: a second document begins here; keep one in a file, without ---",
			},
		},
	})
}
