package desk

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// A Bilingual is a text in the languages in which it was written. "" is for readers
// of any other.
type Bilingual map[Locale]string

// In returns the text in a language, or in another one it is written in.
func (b Bilingual) In(l Locale) string {
	for _, one := range []Locale{l, "", English, Russian} {
		if text := b[one]; text != "" {
			return text
		}
	}
	return ""
}

// All lists the text in all its languages.
func (b Bilingual) All() []string {
	var all []string
	for _, l := range slices.Sorted(maps.Keys(b)) {
		all = append(all, b[l])
	}
	return all
}

// A CatalogueItem is a standard work that was agreed with a shop.
type CatalogueItem struct {
	Code  string // the key in desk.yaml
	Names Bilingual
	Words []Bilingual // what people call it, besides its names
	Form  FormPlan
	// Line is who does it; 0: the first line, as of any request.
	Line       int
	Priority   Priority      // 0: as of any request
	Resolution Span          // zero: the contract's
	Included   time.Duration // hours of work that are agreed; 0: nothing is said
	Checklist  []Bilingual   // for the engineer
}

// Item returns the standard work with a code, or nil.
func (p *Project) Item(code string) *CatalogueItem {
	for _, one := range p.Catalogue {
		if one.Code == code {
			return one
		}
	}
	return nil
}

// AgreedWork is the standard work that a ticket is about, as it was when somebody
// chose it: what was promised stays, whatever happens to the catalogue.
type AgreedWork struct {
	Code       string        `json:"code"`
	Names      Bilingual     `json:"names"`
	Resolution Span          `json:"resolution,omitzero"`
	Included   time.Duration `json:"included,omitempty"` // in nanoseconds
	Checklist  []Tick        `json:"checklist,omitempty"`
	HasForm    bool          `json:"has_form,omitempty"`
	Filled     bool          `json:"filled,omitempty"` // its form was sent in
}

// A Tick is a step of a checklist. A zero At means that it is still to be done.
type Tick struct {
	Names Bilingual  `json:"names"`
	By    EngineerID `json:"by,omitempty"`
	At    time.Time  `json:"at,omitzero"`
}

// Agreed returns the standard work as it is now.
func (i *CatalogueItem) Agreed() *AgreedWork {
	w := &AgreedWork{Code: i.Code, Names: i.Names, Resolution: i.Resolution, Included: i.Included, HasForm: len(i.Form) > 0}
	for _, step := range i.Checklist {
		w.Checklist = append(w.Checklist, Tick{Names: step})
	}
	return w
}

// Unfilled reports whether the work has a form that nobody has sent in.
func (w *AgreedWork) Unfilled() bool { return w != nil && w.HasForm && !w.Filled }

// Done returns how many steps of the checklist are done.
func (w *AgreedWork) Done() (n int) {
	for _, t := range w.Checklist {
		if !t.At.IsZero() {
			n++
		}
	}
	return n
}

// Called reports whether somebody calls the standard work by this name: its code, or
// its name in any language.
func (i *CatalogueItem) Called(name string) bool {
	return strings.EqualFold(i.Code, name) || slices.ContainsFunc(i.Names.All(), func(n string) bool { return strings.EqualFold(n, name) })
}

// AuditCode is the standard work that every shop has without desk.yaml: the questions
// about its site. No name in desk.yaml can be the same.
const AuditCode = "vakhta:audit"
