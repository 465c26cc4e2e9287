package cards

import (
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
)

// ping calls people. It is the one card that mentions anybody.
func (w *writer) ping(f Ping) {
	w.card.Tone, w.card.Mention = desk.ToneUrgent, f.Mention
	w.card.Title = w.about(w.pingTitle(f), "Who", f.By, "Priority", w.Ticket.Priority.String())
	t := w.Ticket
	switch {
	case f.Percent == 0 && f.Why == WhyEscalated:
		w.card.Lead = w.say("ping.waits", "In", w.voice.Duration(w.Now.Sub(t.OpenedAt)))
	case f.Percent == 0:
	case f.Why == WhyWarning:
		w.card.Lead = w.say("ping.resolution_share", "Percent", f.Percent)
	case f.Percent < 100:
		w.card.Lead = w.say("ping.reaction_share", "Percent", f.Percent)
	default:
		w.card.Lead = w.say("ping.reaction_late", "Percent", f.Percent)
	}
	switch {
	case f.Text != "":
		w.card.Quote, w.card.Author = f.Text, f.By
	case f.Private:
		w.card.Quote = excerpt(t.Text)
	}
}

func (w *writer) pingTitle(f Ping) string {
	switch {
	case f.Why == WhyByHand && f.By != "":
		return "ping.by_hand_by"
	case f.Why == WhyWarning && f.Percent >= 100:
		return "ping.warning_late"
	default:
		return "ping." + string(f.Why)
	}
}

// delivered offers undo while there is still time for it.
func (w *writer) delivered(f Delivered) {
	w.card.Quiet = true
	if f.Retracted {
		w.card.Lead = w.say("said.retracted")
		return
	}
	w.card.Lead = w.say("said.delivered")
	if w.Now.Before(f.Until) {
		w.row(w.button(w.say("button.undo"), desk.ActUndo, strconv.FormatInt(f.Utterance, 10)))
	}
}

// The families of messages about what happened: for engineers and for requesters.
const (
	happened = "happened."
	yours    = "yours."
)

// event is one line of a timeline: what happened, what it was set to, and by whom.
func (w *writer) event(family string, e desk.Entry) string {
	note := e.Note
	switch e.Kind {
	case desk.EntryType:
		note = w.voice.Type(desk.RequestType(note))
	case desk.EntryPriority:
		note = priority(w.voice, note)
	case desk.EntryWaiting:
		note = w.voice.State(desk.State(note))
		if family == yours {
			note = w.voice.YourState(desk.State(e.Note))
		}
	case desk.EntryEscalated, desk.EntryWarned:
		note = w.called(note)
	case desk.EntrySkipped:
		note = w.passedOver(note)
	}
	text := w.say(family+string(e.Kind), "Note", note)
	if e.By != "" {
		text = w.say("happened.by", "Text", text, "Who", e.By)
	}
	if note != "" && slices.Contains([]desk.EntryKind{desk.EntryReopened, desk.EntryCancelled, desk.EntryResolved}, e.Kind) {
		text = w.say("happened.note", "Text", text, "Note", excerpt(note)) // words, not a value
	}
	return text
}

// called names whom a step called: its note is "2/1 line_2, anna", or one
// audience when somebody escalated by hand.
func (w *writer) called(note string) string {
	step, who, ok := strings.Cut(note, " ")
	if !ok {
		who = step
	}
	var all []desk.Audience
	for a := range strings.SplitSeq(who, ", ") {
		all = append(all, desk.Audience(a))
	}
	return w.audience(all...)
}

// passedOver explains a step that called nobody: its note is "2 line_2 unreachable".
func (w *writer) passedOver(note string) string {
	parts := strings.Fields(note)
	if len(parts) != 3 {
		return note
	}
	return w.audience(desk.Audience(parts[1])) + ", " + w.whyNobody(parts[2], nil)
}

func (w *writer) whyNobody(why string, names []string) string {
	switch {
	case why == "unreachable" && len(names) > 0:
		return w.say("trouble.unreachable_names", "Names", strings.Join(names, ", "))
	case why == "unreachable" || why == "nobody_on_duty":
		return w.say("trouble." + why)
	default:
		return w.say("trouble.nobody")
	}
}
