package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A FormPlan describes a form once, for every messenger and language.
type FormPlan []FieldPlan

// A FieldPlan is one question of a form.
type FieldPlan struct {
	Name     string       `json:"name"`
	Kind     FieldKind    `json:"kind"`
	Label    Bilingual    `json:"label"`
	Hint     Bilingual    `json:"hint,omitempty"`
	Options  []OptionPlan `json:"options,omitempty"` // of a choice
	Required bool         `json:"required,omitempty"`
	When     *Condition   `json:"when,omitempty"` // nil: it is always asked
	Check    Check        `json:"check,omitzero"`
}

// An OptionPlan is one value of a choice.
type OptionPlan struct {
	Value string    `json:"value"`
	Label Bilingual `json:"label"`
}

// A Condition asks a field only if another one before it has one of these values.
type Condition struct {
	Field string   `json:"field"`
	Is    []string `json:"is"`
}

// A Check says which values are taken.
type Check struct {
	Pattern string    `json:"pattern,omitempty"` // a regular expression for the whole text
	Min     string    `json:"min,omitempty"`     // of a number; a date; how many characters or files
	Max     string    `json:"max,omitempty"`
	Error   Bilingual `json:"error,omitempty"` // the sentence that refuses; none: a general one
}

// A FieldKind is the type of a field's value.
type FieldKind string

// The kinds.
const (
	TextField   FieldKind = "text"
	ChoiceField FieldKind = "choice"
	DateField   FieldKind = "date"
	NumberField FieldKind = "number"
	FilesField  FieldKind = "files"
	PersonField FieldKind = "person"
)

// FieldKinds lists the kinds.
func FieldKinds() []FieldKind {
	return []FieldKind{TextField, ChoiceField, DateField, NumberField, FilesField, PersonField}
}

// Print returns a fingerprint of the form, which differs if anything in it does.
func (p FormPlan) Print() string {
	raw, err := json.Marshal(p)
	if err != nil {
		return "" // never: plain data
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:6])
}

// Field returns the field of a name, or nil.
func (p FormPlan) Field(name string) *FieldPlan {
	if i := slices.IndexFunc(p, func(f FieldPlan) bool { return f.Name == name }); i >= 0 {
		return &p[i]
	}
	return nil
}

// Names returns the names of the fields, in the order of the form.
func (p FormPlan) Names() []string {
	names := make([]string, len(p))
	for i, f := range p {
		names[i] = f.Name
	}
	return names
}

// Asked returns the fields that are asked for, given the answers so far. A condition
// about a field that is not asked itself does not hold.
func (p FormPlan) Asked(answers map[string]string) FormPlan {
	var asked FormPlan
	for _, f := range p {
		if f.When == nil || asked.Field(f.When.Field) != nil && slices.Contains(f.When.Is, answers[f.When.Field]) {
			asked = append(asked, f)
		}
	}
	return asked
}

// Branches reports whether the answer to a field decides which others are asked.
func (p FormPlan) Branches(name string) bool {
	return slices.ContainsFunc(p, func(f FieldPlan) bool { return f.When != nil && f.When.Field == name })
}

// A FieldFault says why a value is not taken.
type FieldFault string

// The faults; "" is none.
const (
	FaultMissing FieldFault = "missing"
	FaultOption  FieldFault = "option"
	FaultDate    FieldFault = "date"
	FaultNumber  FieldFault = "number"
	FaultCheck   FieldFault = "check"
	FaultLong    FieldFault = "long"
)

// MaxFieldText is how many characters an answer to a form may have (Slack's
// plain_text_input takes 3000 at most).
const MaxFieldText = 3000

// Today is the bound of a date that moves: the day when it is written.
const Today = "today"

// dateLayout is how a date is stored.
const dateLayout = time.DateOnly

// Read reads an answer to a field, written at a time in its writer's zone: it returns
// the value as it is stored, or why it is not taken. An option may be written as its
// value or its label, a date as people write one.
func (f *FieldPlan) Read(text string, now time.Time) (value string, fault FieldFault) {
	text = strings.TrimSpace(text)
	switch {
	case text == "" && f.Required:
		return "", FaultMissing
	case text == "":
		return "", ""
	case utf8.RuneCountInString(text) > MaxFieldText:
		return "", FaultLong
	}
	switch f.Kind {
	case ChoiceField:
		i := slices.IndexFunc(f.Options, func(o OptionPlan) bool {
			return o.Value == text || slices.ContainsFunc(o.Label.All(), func(l string) bool { return strings.EqualFold(l, text) })
		})
		if i < 0 {
			return "", FaultOption
		}
		return f.Options[i].Value, ""
	case DateField:
		day, _, ok := parseDay(text, now)
		if !ok {
			return "", FaultDate
		}
		text = day.Format(dateLayout)
	case NumberField:
		n, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(text, ",", "."), "\u00a0", ""), 64)
		if err != nil || n != n || n > 1e15 || n < -1e15 {
			return "", FaultNumber
		}
		text = strconv.FormatFloat(n, 'f', -1, 64)
	case PersonField:
		if _, picked := ParseAccount(text); picked { // from the messenger's own list
			return text, ""
		}
	case TextField, FilesField:
	}
	if !f.Check.takes(f.Kind, text, now) {
		return "", FaultCheck
	}
	return text, ""
}

// takes reports whether a value passes a check. Its bounds were checked with
// desk.yaml.
func (c Check) takes(k FieldKind, value string, now time.Time) bool {
	if c.Pattern != "" {
		if p, err := regexp.Compile(`^(?:` + c.Pattern + `)$`); err == nil && !p.MatchString(value) {
			return false
		}
	}
	switch k {
	case DateField: // in this form dates are in the order of their text
		day := strings.NewReplacer(Today, now.Format(dateLayout))
		return (c.Min == "" || value >= day.Replace(c.Min)) && (c.Max == "" || value <= day.Replace(c.Max))
	case NumberField, FilesField:
		return within(value, c.Min, c.Max)
	case TextField, ChoiceField, PersonField:
		return within(strconv.Itoa(utf8.RuneCountInString(value)), c.Min, c.Max)
	default:
		return true
	}
}

func within(value, low, high string) bool {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return false
	}
	bound := func(s string, otherwise float64) float64 {
		if b, err := strconv.ParseFloat(s, 64); err == nil {
			return b
		}
		return otherwise
	}
	return n >= bound(low, n) && n <= bound(high, n)
}

// Shown returns a value as people read it in a language: the label of an option, a
// day as it is written there.
func (f *FieldPlan) Shown(value string, l Locale) string {
	switch f.Kind {
	case ChoiceField:
		for _, o := range f.Options {
			if o.Value == value {
				return o.Label.In(l)
			}
		}
	case DateField:
		if day, err := time.Parse(dateLayout, value); err == nil && l == Russian {
			return day.Format("02.01.2006")
		}
	case TextField, NumberField, FilesField, PersonField:
	}
	return value
}

// Words puts answers into lines, in the order of the form: "Domain: shop.example".
func (p FormPlan) Words(answers map[string]string, l Locale) []string {
	var lines []string
	for _, f := range p {
		if v := answers[f.Name]; v != "" {
			lines = append(lines, strings.TrimRight(f.Label.In(l), ":?")+": "+f.Shown(v, l))
		}
	}
	return lines
}
