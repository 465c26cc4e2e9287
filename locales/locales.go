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

// strict makes a blank that nobody filled an error; go-i18n on its own prints
// "<no value>" to the reader.
var strict = &template.TextParser{Option: "missingkey=error"}

// A Voice speaks one reader's language in their time zone. It is not safe for
// use by several goroutines.
type Voice struct {
	Locale    desk.Locale
	Zone      *time.Location
	localizer *i18n.Localizer
	errs      []error
}

// New is a voice for a reader; of a language that is not spoken it is Russian,
// and of no zone it is UTC.
func New(l desk.Locale, zone *time.Location) *Voice {
	if l != desk.English {
		l = desk.Russian
	}
	if zone == nil {
		zone = time.UTC
	}
	return &Voice{Locale: l, Zone: zone, localizer: i18n.NewLocalizer(bundle(), string(l))}
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
		return c.MessageID
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
