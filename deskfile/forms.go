package deskfile

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// buildForm makes a form, whose fields may depend on those before them.
func (r *reader) buildForm(fields at[[]at[field]]) (form desk.FormPlan) {
	if len(fields.V) > mostFields {
		r.Mistake(fields.Pos, fmt.Sprintf("this form has %d fields", len(fields.V)), fmt.Sprintf("keep %d of them", mostFields))
	}
	for _, at := range fields.V {
		f := at.V
		if !at.OK || !f.name.OK {
			continue
		}
		if form.Field(f.name.V) != nil {
			r.Mistake(f.name.Pos, fmt.Sprintf("there is another field %q in this form", f.name.V), "give it another name")
			continue
		}
		plan := desk.FieldPlan{
			Name: f.name.V, Kind: f.kind.Or(desk.TextField), Label: f.label.V.build(), Hint: f.placeholder.V.build(),
			Options: r.buildOptions(f), Required: f.required.V, When: r.buildWhen(f.when, form), Check: r.buildCheck(f),
		}
		form = append(form, plan)
	}
	return form
}

func (r *reader) buildOptions(f field) (all []desk.OptionPlan) {
	switch choice := f.kind.V == desk.ChoiceField; {
	case f.kind.Given() && !f.kind.OK: // reported
	case choice && len(f.options.V) < 2 && (f.options.OK || !f.options.Given()):
		r.Mistake(f.name.Pos, fmt.Sprintf("%q is a choice, and has %d options", f.name.V, len(f.options.V)), "write two or more in options")
	case !choice && f.options.Given():
		r.Mistake(f.options.Pos, fmt.Sprintf("%q is no choice, and has options", f.name.V), "write type: choice, or leave options out")
	case len(f.options.V) > mostOptions:
		r.Mistake(f.options.Pos, fmt.Sprintf("%q has %d options", f.name.V, len(f.options.V)), fmt.Sprintf("keep %d of them", mostOptions))
	}
	for _, o := range f.options.V {
		all = append(all, desk.OptionPlan{Value: o.Key, Label: o.V.build()})
	}
	return all
}

// buildWhen makes a condition about a field before it.
func (r *reader) buildWhen(w at[when], before desk.FormPlan) *desk.Condition {
	if !w.OK || !w.V.field.OK {
		return nil
	}
	names := before.Names()
	of := before.Field(w.V.field.V)
	if of == nil {
		fix := "this is the first field: leave when out"
		if len(names) > 0 {
			fix = keys.Suggestion(w.V.field.V, names)
		}
		r.Mistake(w.V.field.Pos, fmt.Sprintf("there is no field %q before this one", w.V.field.V), fix)
		return nil
	}
	c := &desk.Condition{Field: of.Name, Is: keys.Values(w.V.is.V)}
	var known []string
	for _, o := range of.Options {
		known = append(known, o.Value)
	}
	for _, is := range w.V.is.V {
		if is.OK && of.Kind == desk.ChoiceField && !slices.Contains(known, is.V) {
			r.Mistake(is.Pos, fmt.Sprintf("%q has no option %q", of.Name, is.V), keys.Suggestion(is.V, known))
		}
	}
	return c
}

// buildCheck makes a check that fits the type of its field.
func (r *reader) buildCheck(f field) desk.Check {
	c, kind := f.check.V, f.kind.Or(desk.TextField)
	if c.pattern.OK && kind != desk.TextField && kind != desk.PersonField {
		r.Mistake(c.pattern.Pos, fmt.Sprintf("a field of the type %s has no pattern", kind), "write min and max, or type: text")
	}
	for _, bound := range []at[string]{c.min, c.max} {
		if !bound.OK || f.kind.Given() && !f.kind.OK {
			continue
		}
		if fix := boundFix(kind, bound.V); fix != "" {
			r.Mistake(bound.Pos, fmt.Sprintf("%q is no limit of a field of the type %s", bound.V, kind), fix)
		}
	}
	if low, high := c.min.V, c.max.V; c.min.OK && c.max.OK && above(kind, low, high) {
		r.Mistake(c.max.Pos, fmt.Sprintf("the most is %s, and the least %s: nothing fits", high, low), "write a max of min or more")
	}
	return desk.Check{Pattern: c.pattern.V, Min: c.min.V, Max: c.max.V, Error: c.err.V.build()}
}

// boundFix returns what to write instead of a limit, "" if it is right.
func boundFix(k desk.FieldKind, bound string) string {
	var err error
	switch k {
	case desk.ChoiceField:
		return "leave it out: the options say what may be chosen"
	case desk.DateField:
		if _, err = time.Parse(time.DateOnly, bound); err != nil && bound != desk.Today {
			return "write a date like 2026-12-31, or today"
		}
		return ""
	case desk.NumberField:
		if _, err = strconv.ParseFloat(bound, 64); err != nil {
			return "write a number"
		}
		return ""
	case desk.TextField, desk.FilesField, desk.PersonField:
		if n, err := strconv.Atoi(bound); err != nil || n < 0 || n > desk.MaxFieldText {
			return fmt.Sprintf("write a whole number from 0 to %d", desk.MaxFieldText)
		}
	}
	return ""
}

// above reports whether a lower limit is above an upper one.
func above(k desk.FieldKind, low, high string) bool {
	if k == desk.DateField {
		return low != desk.Today && high != desk.Today && low > high
	}
	l, lowErr := strconv.ParseFloat(low, 64)
	h, highErr := strconv.ParseFloat(high, 64)
	return lowErr == nil && highErr == nil && l > h
}
