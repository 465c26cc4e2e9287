// Package locales is the desk's voice: what it says in Russian and in English.
//
// The words stand in ru.toml and en.toml, message by message under the same
// ids. A message may have blanks, which are filled by name, and forms by number,
// which are CLDR's: Russian has one, few, many and other. Whoever speaks takes a
// Voice, says all there is to say, and asks for its error once at the end: an
// id that is missing, a blank that nobody filled and a form that a language
// lacks are mistakes of ours, and a test that draws every card finds them.
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

// All lists the languages that the desk speaks.
func All() []desk.Locale { return []desk.Locale{desk.Russian, desk.English} }

// ByID is no language: a voice of it puts a message's id before its English
// words, so that a test can tell which messages are said. Nobody can choose it.
const ByID desk.Locale = "ids"

// Said lists the ids in what a voice of ByID said.
func Said(text string) []string {
	var ids []string
	for _, m := range marked.FindAllStringSubmatch(text, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// Unmarked is what a voice of English would have said instead.
func Unmarked(text string) string { return marked.ReplaceAllString(text, "") }

var marked = regexp.MustCompile(`⟦([a-zA-Z0-9_.]+)⟧`)

// bundle is read once: the files are part of the program and never change.
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

// strict makes a blank that nobody filled an error; go-i18n on its own prints
// "<no value>" to the reader.
var strict = &template.TextParser{Option: "missingkey=error"}

// A Voice speaks one reader's language in their time zone. It is not safe for
// use by several goroutines.
type Voice struct {
	Locale    desk.Locale
	Zone      *time.Location
	marks     bool // the ids, before each message
	localizer *i18n.Localizer
	errs      []error
}

// New is a voice for a reader; of a language that is not spoken it is Russian,
// and of no zone it is UTC.
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

// Say is the message id with its blanks filled by pairs of name and value. What
// cannot be said is its id, and Err tells why.
func (v *Voice) Say(id string, pairs ...any) string {
	return v.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: blanks(pairs)})
}

// Count is the message id in the form that goes with n, which fills the blank N.
func (v *Voice) Count(id string, n int, pairs ...any) string {
	data := blanks(pairs)
	data["N"] = n
	return v.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: n})
}

// Err is what went wrong so far.
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
