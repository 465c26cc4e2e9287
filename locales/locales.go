// Package locales has what the desk says, in Russian and in English.
//
// The words are in ru.toml and en.toml, under the same message ids. A message
// may have placeholders, which are filled by name, and plural forms, which are
// CLDR's: Russian has one, few, many and other. A caller makes a Voice, asks it
// for all messages it needs, and checks its error once at the end. A missing
// id, placeholder or plural form is a fault of this program; a test that draws
// every card finds them.
package locales

import (
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"

	"vakhta/desk"
)

//go:embed ru.toml en.toml
var files embed.FS

// All lists the languages of the desk.
func All() []desk.Locale { return []desk.Locale{desk.Russian, desk.English} }

// ByID is no language: its voice puts a message's id before the English words,
// so that a test can tell which messages are used. Nobody can choose it.
const ByID desk.Locale = "ids"

// Said lists the ids in a text of the ByID voice.
func Said(text string) []string {
	var ids []string
	for _, m := range marked.FindAllStringSubmatch(text, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// Unmarked removes the ids from a text of the ByID voice.
func Unmarked(text string) string { return marked.ReplaceAllString(text, "") }

var marked = regexp.MustCompile(`⟦([a-zA-Z0-9_.]+)⟧`)

// bundle is read once, from files in the binary.
var bundle = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.Russian)
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	for _, l := range All() {
		if _, err := b.LoadMessageFileFS(files, string(l)+".toml"); err != nil {
			panic(fmt.Sprintf("the words of %q do not parse: %v", l, err)) // a test reads them
		}
	}
	return b
})

// IDs lists the ids of all messages, sorted.
func IDs() []string {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	file, err := b.LoadMessageFileFS(files, string(desk.English)+".toml")
	if err != nil {
		panic(fmt.Sprintf("the words of English do not parse: %v", err)) // a test reads them
	}
	var ids []string
	for _, m := range file.Messages {
		ids = append(ids, m.ID)
	}
	slices.Sort(ids)
	return ids
}

// strict makes a missing placeholder an error; by default go-i18n prints "<no
// value>".
var strict = &template.TextParser{Option: "missingkey=error"}

// A Voice speaks one reader's language in their time zone. Only one goroutine
// may use it at a time.
type Voice struct {
	Locale    desk.Locale
	Zone      *time.Location
	marks     bool // the ids, before each message
	localizer *i18n.Localizer
	errs      []error
}

// New makes a voice for a reader. An unknown language becomes Russian, a nil
// zone UTC.
func New(l desk.Locale, zone *time.Location) *Voice {
	marks := l == ByID
	switch {
	case marks:
		l = desk.English
	case l != desk.English:
		l = desk.Russian
	}
	if zone == nil {
		zone = time.UTC
	}
	return &Voice{Locale: l, Zone: zone, marks: marks, localizer: i18n.NewLocalizer(bundle(), string(l))}
}

// Say returns a message with its placeholders filled from pairs of name and
// value. If that fails it returns the id, and Err the reason.
func (v *Voice) Say(id string, pairs ...any) string {
	return v.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: blanks(pairs)})
}

// Count returns a message in the plural form of n, which fills the placeholder
// N.
func (v *Voice) Count(id string, n int, pairs ...any) string {
	data := blanks(pairs)
	data["N"] = n
	return v.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: n})
}

// Err returns all errors so far.
func (v *Voice) Err() error { return errors.Join(v.errs...) }

func (v *Voice) localize(c *i18n.LocalizeConfig) string {
	c.TemplateParser = strict
	text, err := v.localizer.Localize(c)
	if err != nil {
		v.errs = append(v.errs, fmt.Errorf("say %s in %s: %w", c.MessageID, v.Locale, err))
	}
	if text == "" {
		text = c.MessageID
	}
	if v.marks {
		text = "⟦" + c.MessageID + "⟧" + text
	}
	return text
}

func blanks(pairs []any) map[string]any {
	data := make(map[string]any, len(pairs)/2+1)
	for i := 0; i+1 < len(pairs); i += 2 {
		data[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return data
}
