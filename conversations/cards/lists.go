package cards

import (
	"slices"

	"vakhta/desk"
)

// list is the answer to /my and /queue: a line a ticket, legible on a phone.
func (w *writer) list(f List) {
	family := "my"
	if f.Queue {
		family = "queue"
	}
	w.card.Title = w.say("list." + family)
	if len(f.Tickets) == 0 {
		w.card.Lead = w.say("list.none_" + family)
	}
	for _, t := range f.Tickets {
		w.line(w.item(t, f.Queue))
	}
	if f.More > 0 {
		w.card.Footer = w.voice.Count("first_tickets", len(f.Tickets))
	}
}

// item is a ticket in two lines: where it stands, and what it is about.
func (w *writer) item(t *desk.Ticket, queue bool) string {
	state := w.yourState(t)
	if queue {
		state = w.state(t)
	}
	text := w.say("list.item", "Key", t.Key.String(), "State", state, "Priority", t.Priority.String())
	if due := w.due(t); due != "" {
		text += " · " + due
	}
	if queue && t.Assignee != "" {
		text += " · " + w.person(t.Assignee)
	}
	return text + "\n" + excerpt(t.Text)
}

// due is the target that runs: first the answer, then the resolution.
func (w *writer) due(t *desk.Ticket) string {
	id, at := "list.answer", t.ReactionDue
	if !t.ReactedAt.IsZero() || at.IsZero() {
		id, at = "list.solve", t.ResolutionDue
	}
	switch {
	case at.IsZero() || !t.State.Open() || id == "list.solve" && t.Paused():
		return ""
	case w.Now.After(at):
		return w.say("list.late")
	default:
		return w.say(id, "By", w.voice.By(at, w.Now))
	}
}

// timelineShown is how many of a ticket's last events are told.
const timelineShown = 15

// status is the answer to /status; false: there is no ticket to tell of.
func (w *writer) status(f Status) bool {
	t := w.Ticket
	if t == nil {
		return false
	}
	w.card.Tone = tone(t)
	family, timeline := yours, f.Timeline
	if f.Engineer {
		family = happened
		w.card.Title = t.Key.String() + " · " + w.state(t) + " · " + t.Priority.String()
		w.workFields()
		w.workLines()
	} else {
		timeline = forRequester(timeline)
		w.card.Title = w.about("receipt.state", "State", w.yourState(t))
		w.card.Lead = w.whatNext()
		w.yourFields()
		if t.Resolution != "" && !t.State.Open() {
			w.line(w.say("status.resolution", "Text", cut(t.Resolution, quoteRunes)))
		}
	}
	w.card.Quote = cut(t.Text, quoteRunes)
	text := ""
	for i, e := range timeline[max(0, len(timeline)-timelineShown):] {
		if i > 0 {
			text += "\n"
		}
		text += w.say("status.entry", "At", w.voice.When(e.At, w.Now), "Text", w.event(family, e))
	}
	if text != "" {
		w.line(text)
	}
	return true
}

// forRequester keeps the events that a requester may know of, and of their
// notes only the values that were set: an engineer's words reach the requester
// when they are sent to them, and in no other way.
func forRequester(timeline []desk.Entry) []desk.Entry {
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
	return slices.Clip(kept)
}
