package deskfile_test

import (
	"slices"
	"strings"
	"testing"

	"vakhta/deskfile"
)

func TestMistakesInServices(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "a service without a name is found",
			write:    "# name: {ru: Сертификат для домена, en: Certificate for a domain}", instead: "name: {ru: Сертификат для домена, en: Certificate for a domain}",
			want: []string{`138:9: "name" is missing from this service; write name: {ru: Сертификат, en: Certificate}`},
		},
		{
			sentence: "a type that is not there is named with the nearest one",
			write:    "type: dat\n            label", instead: "type: date\n            label",
			want: []string{`160:19: unknown word "dat"; did you mean "date"?`},
		},
		{
			sentence: "a broken pattern is found",
			write:    "pattern: '[A-Z'", instead: "pattern: '[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+'",
			want: []string{`149:30: "[A-Z" is no regular expression; write it in RE2's syntax, for the whole text`},
		},
		{
			sentence: "a condition about a later field is found",
			write:    "when: {field: until, is: wildcard}", instead: "when: {field: kind, is: wildcard}",
			want: []string{`157:27: there is no field "until" before this one; known: domain, kind`},
		},
		{
			sentence: "a condition about an option that is not there is found",
			write:    "is: wildcart", instead: "is: wildcard",
			want: []string{`157:37: "kind" has no option "wildcart"; did you mean "wildcard"?`},
		},
		{
			sentence: "a field that is there twice is found",
			write:    "- field: kind", instead: "- field: until",
			want: []string{`159:20: there is another field "kind" in this form; give it another name`},
		},
		{
			sentence: "a choice with one option is found",
			write:    "options: {one: {ru: На один домен, en: For one domain}}", instead: "options: {one: {ru: На один домен, en: For one domain}, wildcard: {ru: И на поддомены, en: For subdomains too}}",
			want: []string{
				`150:20: "kind" is a choice, and has 1 options; write two or more in options`,
				`157:37: "kind" has no option "wildcard"; known: one`,
			},
		},
		{
			sentence: "a limit that is no date is found",
			write:    "check: {min: 3,", instead: "check: {min: today,",
			want: []string{`162:26: "3" is no limit of a field of the type date; write a date like 2026-12-31, or today`},
		},
		{
			sentence: "limits between which nothing fits are found",
			write:    "check: {min: 300, max: 200}", instead: "check: {max: 200}",
			want: []string{"158:36: the most is 200, and the least 300: nothing fits; write a max of min or more"},
		},
		{
			sentence: "a target before the reaction is found",
			write:    "target: 10m", instead: "target: 16h",
			want: []string{"141:17: it is done within 10m, before the reaction within 2h of a request of P3; write a target as long as the reaction or longer, or a more urgent priority"},
		},
		{
			sentence: "a service of a line that the project has not is found",
			write:    "    # ", instead: "    line_2: shop-dev",
			want: []string{"139:15: this project has no second line; name a team in line_2, or leave this key out"},
		},
	})
}

func TestACatalogueInOneLanguageIsAWarning(t *testing.T) {
	src := strings.NewReplacer(
		"name: {ru: Сертификат для домена, en: Certificate for a domain}", "name: Сертификат для домена",
		"{ru: К какому дню?, en: By which day?}", "{ru: К какому дню?}",
	).Replace(example(t))
	_, warnings, err := deskfile.Read("desk.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range warnings {
		got = append(got, w.String())
	}
	want := []string{
		"desk.yaml:137:15: warning: this text of the service \"certificate\" is in one language only, which everybody reads; write {ru: …, en: …}",
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("the warnings are\n%s", strings.Join(got, "\n"))
	}
}
