package deskfile

import (
	_ "embed"
	"fmt"
	"io"
	"strings"
	"text/template"

	"vakhta/desk"
)

// A Beginning is what a small desk.yaml is made of.
type Beginning struct {
	Locale   desk.Locale
	TimeZone string // an IANA name
	Shop     string // its name
	Code     string // the first part of its tickets' keys
	Line     desk.Address
	Chats    []desk.Address // of the shop; none: they can be bound later
	People   []BeginPerson
	Office   bool // the promise counts in office hours; otherwise round the clock
	Reaction string
	Solution string // to a critical request, as a duration
}

// A BeginPerson is one of the people of a Beginning.
type BeginPerson struct {
	Handle, Name string
	Accounts     []desk.Account
	Engineer     bool // of the first line; others are the shop's managers
}

//go:embed begin.yaml.tmpl
var beginText string

// Begin writes a small desk.yaml with remarks, in the desk's language. Its first
// engineer is an admin.
func Begin(w io.Writer, b Beginning) error {
	t, err := template.New("desk.yaml").Funcs(template.FuncMap{
		"say": func(ru, en string) string {
			if b.Locale == desk.Russian {
				return ru
			}
			return en
		},
		"quote":     quoted,
		"engineers": func() string { return handlesOf(b.People, true) },
		"managers":  func() string { return handlesOf(b.People, false) },
		"admin":     func(i int) bool { return strings.HasPrefix(handlesOf(b.People, true)+",", b.People[i].Handle+",") },
	}).Parse(beginText)
	if err != nil {
		return fmt.Errorf("the desk.yaml to begin with: %w", err)
	}
	return t.Execute(w, b)
}

// quoted writes a text so that YAML reads it as it is.
func quoted(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

func handlesOf(all []BeginPerson, engineers bool) string {
	var names []string
	for _, p := range all {
		if p.Engineer == engineers {
			names = append(names, p.Handle)
		}
	}
	return strings.Join(names, ", ")
}
