package desk

import (
	"slices"
	"time"
)

// A Draft is a form that somebody is filling in for an open ticket. It is stored, so
// that it survives a restart.
type Draft struct {
	Ticket  TicketID
	Form    string // the code of the standard work; "": the questions about an incident
	Plan    FormPlan
	Answers map[string]string
	// Kept are answers to questions that the catalogue does not ask any more, as lines.
	Kept    []string
	At      string  // the field that is asked for; "": all were
	Owner   Account // who fills it in
	Place   Address // where they do
	Asked   time.Time
	Changed bool // the form has changed under their hands, and they were told
	// Sent are the answers that the ticket has already; nil: it was not sent in.
	Sent map[string]string
}

// Adopt continues with a form as it is now. Answers that it does not take are kept as
// lines, so nothing is lost. It reports whether the form has changed.
func (d *Draft) Adopt(plan FormPlan, l Locale, now time.Time) bool {
	if d.Plan.Print() == plan.Print() {
		return false
	}
	for _, f := range d.Plan {
		if next := plan.Field(f.Name); next != nil && next.Kind == f.Kind {
			if _, fault := next.Read(d.Answers[f.Name], now); fault == "" || fault == FaultMissing {
				continue
			}
		}
		d.Kept = append(d.Kept, FormPlan{f}.Words(d.Answers, l)...)
		delete(d.Answers, f.Name)
	}
	d.Plan, d.Changed, d.At = plan, true, ""
	return true
}

// Next returns the field after one; nil: it was the last. "" is the place before the
// first.
func (d *Draft) Next(after string) *FieldPlan {
	asked := d.Plan.Asked(d.Answers)
	i := slices.IndexFunc(asked, func(f FieldPlan) bool { return f.Name == after })
	if i+1 < len(asked) {
		return &asked[i+1]
	}
	return nil
}

// Before returns the field before one; nil: it is the first. "" is the place after the
// last.
func (d *Draft) Before(name string) *FieldPlan {
	asked := d.Plan.Asked(d.Answers)
	i := slices.IndexFunc(asked, func(f FieldPlan) bool { return f.Name == name })
	switch {
	case name == "" && len(asked) > 0:
		return &asked[len(asked)-1]
	case i > 0:
		return &asked[i-1]
	default:
		return nil
	}
}

// Missing returns the first required field without an answer, or nil.
func (d *Draft) Missing() *FieldPlan {
	for _, f := range d.Plan.Asked(d.Answers) {
		if f.Required && d.Answers[f.Name] == "" {
			return &f
		}
	}
	return nil
}

// News returns what was answered since the form was sent in before, as lines; of a
// form that was not, all of it.
func (d *Draft) News(l Locale) []string {
	if d.Sent == nil {
		return d.Words(l)
	}
	fresh := map[string]string{}
	for name, v := range d.Answers {
		if v != d.Sent[name] {
			fresh[name] = v
		}
	}
	return append(d.Plan.Asked(d.Answers).Words(fresh, l), d.Kept...)
}

// Words returns what was answered, as lines.
func (d *Draft) Words(l Locale) []string {
	return append(d.Plan.Asked(d.Answers).Words(d.Answers, l), d.Kept...)
}
