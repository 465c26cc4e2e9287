package pen

import (
	"slices"
	"strings"

	"vakhta/desk"
)

// The families of messages about what happened: for engineers and for requesters.
const (
	Happened = "happened."
	Yours    = "yours."
)

// Event is one line of a timeline: who, what happened, and what was set or said.
// The name stands apart, for Russian verbs would have to agree with its gender.
func (p *Pen) Event(family string, e desk.Entry) string {
	note := p.noteOf(family, e)
	text := p.Say(family+string(e.Kind), "Note", note)
	if e.By != "" {
		text = p.Say("happened.by", "Text", text, "Who", e.By)
	}
	if note != "" && slices.Contains([]desk.EntryKind{desk.EntryReopened, desk.EntryCancelled, desk.EntryResolved}, e.Kind) {
		text = p.Say("happened.note", "Text", text, "Note", Excerpt(note)) // words, not a value
	}
	return text
}

// noteOf puts the value that was set into words; other notes are words already.
func (p *Pen) noteOf(family string, e desk.Entry) string {
	switch e.Kind {
	case desk.EntryType:
		return p.Voice.Type(desk.RequestType(e.Note))
	case desk.EntryPriority:
		return p.Voice.PriorityNamed(e.Note)
	case desk.EntryWaiting:
		if family == Yours {
			return p.Voice.YourState(desk.State(e.Note))
		}
		return p.Voice.State(desk.State(e.Note))
	case desk.EntryEscalated, desk.EntryWarned:
		return p.called(e.Note)
	case desk.EntrySkipped:
		return p.passedOver(e.Note)
	default:
		return e.Note
	}
}

// called names whom a step called: its note is "2/1 line_2, anna", or one
// audience when somebody escalated by hand.
func (p *Pen) called(note string) string {
	step, who, ok := strings.Cut(note, " ")
	if !ok {
		who = step
	}
	var all []desk.Audience
	for a := range strings.SplitSeq(who, ", ") {
		all = append(all, desk.Audience(a))
	}
	return p.Audience(all...)
}

// passedOver explains a step that called nobody: its note is "2 line_2 unreachable".
func (p *Pen) passedOver(note string) string {
	parts := strings.Fields(note)
	if len(parts) != 3 {
		return note
	}
	return p.Audience(desk.Audience(parts[1])) + ", " + p.WhyNobody(desk.SkipCause(parts[2]), nil)
}

// WhyNobody explains why a step of a ladder could call nobody; names are those
// whom messages do not reach.
func (p *Pen) WhyNobody(why desk.SkipCause, names []string) string {
	switch {
	case why == desk.SkipUnreachable && len(names) > 0:
		return p.Say("trouble.unreachable_names", "Names", strings.Join(names, ", "))
	case why == desk.SkipUnreachable || why == desk.SkipNobodyOnDuty:
		return p.Say("trouble." + string(why))
	default:
		return p.Say("trouble.nobody")
	}
}

// ForRequester keeps the events that a requester may know of, and of their
// notes only the values that were set: an engineer's words reach the requester
// when they are sent to them, and in no other way.
func ForRequester(timeline []desk.Entry) []desk.Entry {
	var kept []desk.Entry
	for _, e := range timeline {
		switch e.Kind {
		case desk.EntryType, desk.EntryPriority, desk.EntryWaiting, desk.EntryRated, desk.EntrySplit, desk.EntryMerged:
		case desk.EntryAssigned: // whom, not by whom
			e.By = ""
		case desk.EntryOpened, desk.EntrySaid, desk.EntryReplied, desk.EntryAcked, desk.EntryResumed, desk.EntryResolved,
			desk.EntryReopened, desk.EntryClosed, desk.EntryCancelled:
			e.Note = ""
		default:
			continue
		}
		kept = append(kept, e)
	}
	return kept
}
