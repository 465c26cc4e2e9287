package acts

import (
	"vakhta/desk"
	"vakhta/locales"
	"vakhta/triage"
)

// incidentPlan is the form of these questions about an incident, for a reader of a
// language first of all.
func incidentPlan(asked []triage.Topic, l desk.Locale) (plan desk.FormPlan) {
	for _, q := range asked {
		f := desk.FieldPlan{Name: string(q), Kind: desk.TextField, Label: inAll("incident.ask_"+string(q), l)}
		switch q {
		case triage.Hits:
			f.Kind = desk.ChoiceField
			for _, i := range desk.Impacts() {
				f.Options = append(f.Options, desk.OptionPlan{Value: string(i), Label: inAll("impact."+string(i), l)})
			}
		case triage.Urgency:
			f.Kind = desk.ChoiceField
			for _, u := range desk.Urgencies() {
				f.Options = append(f.Options, desk.OptionPlan{Value: string(u), Label: inAll("incident.urgency_"+string(u), l)})
			}
		case triage.Picture:
			f.Kind = desk.FilesField
		case triage.What, triage.Since, triage.Where:
			f.Hint = inAll("incident.hint_"+string(q), l)
		}
		plan = append(plan, f)
	}
	return plan
}

// inAll returns a text of the desk's own in all its languages, and in that of a reader.
func inAll(id string, reader desk.Locale) desk.Bilingual {
	texts := desk.Bilingual{}
	for _, l := range []desk.Locale{desk.Russian, desk.English, reader} {
		texts[l] = locales.New(l, nil).Say(id)
	}
	return texts
}

// triageOf returns what a form about an incident says to the desk itself.
func triageOf(d desk.Draft) desk.Triage {
	return desk.Triage{Hits: desk.Impact(d.Answers[string(triage.Hits)]), Urgency: desk.Urgency(d.Answers[string(triage.Urgency)])}
}
