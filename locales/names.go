package locales

import (
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
)

// Type is a request type in words; one that is unknown is itself.
func (v *Voice) Type(t desk.RequestType) string {
	if !t.Valid() {
		return string(t)
	}
	return v.Say("type." + string(t))
}

// State is a state in the desk's words; one that is unknown is itself.
func (v *Voice) State(s desk.State) string { return v.state("state.", s) }

// YourState is a state in the words of a requester, who is the customer.
func (v *Voice) YourState(s desk.State) string { return v.state("your_state.", s) }

func (v *Voice) state(family string, s desk.State) string {
	if !slices.Contains(desk.States(), s) {
		return string(s)
	}
	return v.Say(family + string(s))
}

// Priority is a priority and what it means: "P1 — критический".
func (v *Voice) Priority(p desk.Priority) string {
	if !p.Valid() {
		return p.String()
	}
	return v.Say("priority." + p.String())
}

// PriorityNamed is the same of a priority's stored name; anything else is itself.
func (v *Voice) PriorityNamed(name string) string {
	p, err := desk.ParsePriority(name)
	if err != nil {
		return name
	}
	return v.Priority(p)
}

// Decimal is a number with one digit behind the point, where it needs one.
func (v *Voice) Decimal(f float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
	if v.Locale == desk.Russian {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}
