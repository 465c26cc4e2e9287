package locales

import (
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
)

// Type returns a request type in words; an unknown one is returned as it is.
func (v *Voice) Type(t desk.RequestType) string {
	if !t.Valid() {
		return string(t)
	}
	return v.Say("type." + string(t))
}

// State returns a state in the desk's words; an unknown one is returned as it
// is.
func (v *Voice) State(s desk.State) string { return v.state("state.", s) }

// YourState returns a state in words for the requester.
func (v *Voice) YourState(s desk.State) string { return v.state("your_state.", s) }

func (v *Voice) state(family string, s desk.State) string {
	if !slices.Contains(desk.States(), s) {
		return string(s)
	}
	return v.Say(family + string(s))
}

// Priority returns a priority and its meaning: "P1 — критический".
func (v *Voice) Priority(p desk.Priority) string {
	if !p.Valid() {
		return p.String()
	}
	return v.Say("priority." + p.String())
}

// PriorityNamed does the same for a priority's stored name; anything else is
// returned as it is.
func (v *Voice) PriorityNamed(name string) string {
	p, err := desk.ParsePriority(name)
	if err != nil {
		return name
	}
	return v.Priority(p)
}

// Decimal returns a number with at most one decimal place.
func (v *Voice) Decimal(f float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
	if v.Locale == desk.Russian {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}
