package cards

import (
	"fmt"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/locales"
)

// Card puts facts into the reader's words. React and Remove are no cards.
func Card(v View, f Facts) (desk.Card, error) {
	w := newWriter(v)
	if !w.talk(f) {
		if v.Ticket == nil {
			return desk.Card{}, fmt.Errorf("card %s: it is about no ticket", f.Kind())
		}
		if !w.requester(f) && !w.engineer(f) {
			return desk.Card{}, fmt.Errorf("card %s: this kind is no card", f.Kind())
		}
	}
	if err := w.voice.Err(); err != nil {
		return desk.Card{}, fmt.Errorf("card %s: %w", f.Kind(), err)
	}
	return w.card, nil
}

// A writer writes one card.
type writer struct {
	View
	voice *locales.Voice
	card  desk.Card
}

func newWriter(v View) *writer {
	if v.Desk != nil && v.Locale == "" {
		v.Locale = v.Desk.Locale
	}
	if v.Desk != nil && v.Zone == nil {
		v.Zone = v.Desk.TimeZone
	}
	return &writer{View: v, voice: locales.New(v.Locale, v.Zone)}
}

func (w *writer) say(id string, pairs ...any) string { return w.voice.Say(id, pairs...) }

// about is say with the ticket's address, which most messages have a blank for.
func (w *writer) about(id string, pairs ...any) string {
	return w.voice.Say(id, append(pairs, "Key", w.Ticket.Key.String())...)
}

func (w *writer) field(label, value string) {
	w.card.Fields = append(w.card.Fields, desk.Field{Label: w.say(label), Value: value})
}

// at is a field that the platform shows in the reader's own zone; the fallback
// names the zone, for a channel's readers live in several.
func (w *writer) at(label string, t time.Time) {
	w.card.Fields = append(w.card.Fields, desk.Field{
		Label: label, Value: w.voice.When(t, w.Now) + " " + w.voice.ZoneName(t), At: t,
	})
}

func (w *writer) line(text string) { w.card.Lines = append(w.card.Lines, text) }

// perRow is how many buttons stand side by side legibly on a phone.
const perRow = 3

// row adds buttons, in as many rows as they need.
func (w *writer) row(buttons ...desk.Button) {
	for len(buttons) > perRow {
		w.card.Buttons = append(w.card.Buttons, buttons[:perRow:perRow])
		buttons = buttons[perRow:]
	}
	if len(buttons) > 0 {
		w.card.Buttons = append(w.card.Buttons, buttons)
	}
}

// button is about the ticket at hand.
func (w *writer) button(label string, a desk.Action, arg string) desk.Button {
	return desk.Button{Label: label, Press: desk.Press{Action: a, Key: w.Ticket.Key, Arg: arg}}
}

// person is the name behind a handle of desk.yaml; anything else is itself.
func (w *writer) person(handle string) string {
	if m := w.Desk.People[handle]; m != nil {
		return m.Name
	}
	return handle
}

func (w *writer) project(code string) string {
	if p := w.Desk.Projects[code]; p != nil {
		return p.Name
	}
	return code
}

// audience names those whom a step calls.
func (w *writer) audience(who ...desk.Audience) string {
	var names []string
	for _, a := range who {
		switch a {
		case desk.OnCall, desk.Line1, desk.Line2, desk.Line3, desk.Managers, desk.Assignee:
			names = append(names, w.say("audience."+string(a)))
		default:
			names = append(names, w.person(string(a)))
		}
	}
	return strings.Join(names, ", ")
}

// command is how a command is given where the card is read.
func (w *writer) command(name string) string {
	if w.Platform == desk.Slack {
		return "/desk " + name
	}
	return "/" + name
}

// state is where a ticket is, in the desk's words; one that was merged did not
// just end.
func (w *writer) state(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return w.say("state.merged")
	}
	return w.voice.State(t.State)
}

// yourState is the same in the requester's words.
func (w *writer) yourState(t *desk.Ticket) string {
	if !t.MergedInto.IsZero() {
		return w.say("your_state.merged")
	}
	return w.voice.YourState(t.State)
}

func tone(t *desk.Ticket) desk.Tone {
	switch t.State {
	case desk.New:
		if t.Priority == desk.P1 {
			return desk.ToneUrgent
		}
		return desk.ToneNew
	case desk.InProgress:
		return desk.ToneProgress
	case desk.WaitingCustomer, desk.WaitingVendor:
		return desk.ToneWaiting
	case desk.Resolved:
		return desk.ToneDone
	default:
		return desk.ToneEnded
	}
}

// How much of a request is shown: on the card, and as a name of it in one line.
const (
	quoteRunes   = 1200
	excerptRunes = 60
)

// excerpt is text in one line, cut at a word.
func excerpt(text string) string { return cut(strings.Join(strings.Fields(text), " "), excerptRunes) }

// cut shortens text to n runes, the ellipsis among them, at a word where one ends near.
func cut(text string, n int) string {
	runes := []rune(strings.TrimSpace(text))
	if len(runes) <= n {
		return string(runes)
	}
	kept := string(runes[:n-1])
	if i := strings.LastIndexAny(kept, " \n"); i > len(kept)*2/3 {
		kept = kept[:i]
	}
	return strings.TrimRight(kept, " \n,.;:") + "…"
}
