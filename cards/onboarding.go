package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/notice"
)

// onboarding lists the steps to a shop's launch. What is late is marked.
func (w *writer) onboarding(f notice.OnboardingCard) {
	w.Card.Title = w.Say("onboarding.title", "Project", w.Project(f.Project))
	zone := w.Desk.TimeZone
	if p := w.Desk.Projects[f.Project]; p != nil {
		zone = w.Desk.ZoneOfProject(p)
	}
	var lines []string
	missing := 0
	for _, step := range desk.OnboardingSteps() {
		planned := f.Plan[step]
		mark, more := "✅", []string{}
		if !f.Done[step] {
			mark = "▫️"
			missing++
			if planned.Due != (desk.Date{}) && planned.Due.In(zone).AddDate(0, 0, 1).Before(f.At) {
				mark, w.Card.Tone = "⚠️", desk.ToneWarning
			}
		}
		if planned.Owner != "" {
			more = append(more, w.Person(planned.Owner))
		}
		if !f.Done[step] && planned.Due != (desk.Date{}) {
			more = append(more, w.Say("techmap.by", "At", w.Voice.Date(planned.Due.In(zone), f.At)))
		}
		line := mark + " " + w.Say("onboarding_step."+string(step))
		if len(more) > 0 {
			line += " – " + strings.Join(more, ", ")
		}
		lines = append(lines, line)
	}
	w.Line(strings.Join(lines, "\n"))
	tone := w.Card.Tone // what is agreed on does not make a launch
	if f.Agreed.Version != "" {
		w.Line(w.Say("agreement.title", "Project", w.Project(f.Project), "Version", f.Agreed.Version))
		w.accepted(f.Agreed)
		w.Card.Tone = tone
		w.Row(desk.Button{Label: w.Say("button.agreement"), Press: desk.Press{Action: desk.ActAgreement, Arg: f.Project}})
	}
	if missing == 0 {
		w.Card.Tone = desk.ToneDone
		w.Line(w.Say("onboarding.done"))
	}
	w.Card.Footer = w.Say("report.at", "At", w.Voice.When(f.At, w.Now), "Zone", w.Voice.ZoneName(f.At))
}
