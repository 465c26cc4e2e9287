package cards

import (
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// changesShown is how many differences of desk.yaml a card lists.
const changesShown = 30

// askReload says what another desk.yaml changes, and asks for confirmation.
func (w *writer) askReload(f notice.AskReload) {
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("reload.title")
	var lines []string
	for _, c := range f.Changes[:min(len(f.Changes), changesShown)] {
		line := "• " + c.Path
		if c.Is != "" {
			line += " – " + w.Say("reload."+c.Is)
		}
		lines = append(lines, line)
	}
	if more := len(f.Changes) - changesShown; more > 0 {
		lines = append(lines, w.Say("reload.more", "N", more))
	}
	w.Line(strings.Join(lines, "\n"))
	for _, m := range f.Maps {
		w.Line(w.Say("map_history.will", "Project", m.Project, "N", m.Version) + "\n" + w.mapChanges(m, true))
	}
	w.Line(w.realigned(f.Tickets, f.Total))
	if f.Kept > 0 {
		w.Line(w.Say("reload.kept", "N", f.Kept))
	}
	if f.Lost > 0 {
		w.Line("⚠️ " + w.Say("reload.lost", "N", f.Lost))
	}
	if len(f.Warnings) > 0 {
		w.Line(strings.Join(f.Warnings, "\n"))
	}
	w.Row(desk.Button{Label: w.Say("button.reload"), Style: desk.StyleDanger, Press: desk.Press{Action: desk.ActReload, Arg: f.Digest}})
}

// realigned lists the running tickets that are counted differently.
func (w *writer) realigned(all []notice.RealignedEntry, total int) string {
	if total == 0 {
		return w.Say("reload.no_tickets")
	}
	lines := []string{w.Say("reload.tickets", "N", total)}
	for _, t := range all {
		head := t.Key.String()
		if t.Assignee != "" {
			head += ", " + t.Assignee
		}
		var what []string
		if !t.Reaction.Equal(t.WasReaction) {
			what = append(what, w.Say("reload.reaction", "Was", w.deadline(t.WasReaction), "Due", w.deadline(t.Reaction)))
		}
		if !t.Resolution.Equal(t.WasResolution) {
			what = append(what, w.Say("reload.resolution", "Was", w.deadline(t.WasResolution), "Due", w.deadline(t.Resolution)))
		}
		if len(what) == 0 {
			what = append(what, w.Say("reload.calls"))
		}
		lines = append(lines, "• "+head+": "+strings.Join(what, "; "))
	}
	if more := total - len(all); more > 0 {
		lines = append(lines, w.Say("reload.more", "N", more))
	}
	return strings.Join(lines, "\n")
}

func (w *writer) deadline(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return w.Voice.When(t, w.Now)
}

// badDesk lists the mistakes of a desk.yaml, which are in English like its keys.
func (w *writer) badDesk(f notice.BadDesk) {
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("reload.bad")
	w.Line(strings.Join(f.Mistakes, "\n"))
	if more := f.Total - len(f.Mistakes); more > 0 {
		w.Line(w.Say("reload.more", "N", more))
	}
}

// askContract asks whether the contract in force is applied to running tickets.
func (w *writer) askContract(f notice.AskContract) {
	w.Card.Tone, w.Card.Title = desk.ToneWarning, w.Say("contract.title", "Project", f.Name)
	w.Line(w.Say("contract.kept", "N", f.Kept))
	w.Line(w.realigned(f.Tickets, f.Total))
	w.Row(desk.Button{Label: w.Say("button.contract"), Style: desk.StyleDanger, Press: desk.Press{Action: desk.ActContract, Arg: f.Project + " " + notice.ContractApply}})
}
