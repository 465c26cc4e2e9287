package deskfile

import (
	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/mapping"
)

// mappings are expressions for the formats that any program can send.
type mappings struct{ json, cloudevents at[alertMap] }

// alertMap are the expressions for one format.
type alertMap struct {
	each, skip, id, title, over, text, severity, link, runbook, group, labels at[string]
}

var mappingsKind = keys.Mapping("the mappings",
	keys.Key("json", "For `POST /alerts/json/ROM`.", alertMapKind, func(m *mappings) *at[alertMap] { return &m.json }).Default("the desk's own format"),
	keys.Key("cloudevents", "For `POST /alerts/cloudevents/ROM`; `body` is the event, `body.data` its data.",
		alertMapKind, func(m *mappings) *at[alertMap] { return &m.cloudevents }).Default("the desk's own format, in `data`"),
)

var alertMapKind = keys.Mapping("this mapping",
	keys.Key("each", "The list of alerts, each of which is `it`.", expression(mapping.List), func(m *alertMap) *at[string] { return &m.each }).Default("there is one, the whole `body`"),
	keys.Key("skip", "Whether it is no alert.", expression(mapping.Condition), func(m *alertMap) *at[string] { return &m.skip }).Default("`false`"),
	keys.Key("id", "What is the same for all messages about this problem.", expression(mapping.Text), func(m *alertMap) *at[string] { return &m.id }).Needed("id: it.id"),
	keys.Key("title", "The first line of the ticket.", expression(mapping.Text), func(m *alertMap) *at[string] { return &m.title }).Needed("title: it.title"),
	keys.Key("over", "Whether it is over.", expression(mapping.Condition), func(m *alertMap) *at[string] { return &m.over }).Default("`false`: a person closes the ticket"),
	keys.Key("text", "More words.", expression(mapping.Text), func(m *alertMap) *at[string] { return &m.text }).Default("none"),
	keys.Key("severity", "The word that decides the priority.", expression(mapping.Text), func(m *alertMap) *at[string] { return &m.severity }).Default("none"),
	keys.Key("link", "The address of the graph or the event.", expression(mapping.Text), func(m *alertMap) *at[string] { return &m.link }).Default("none"),
	keys.Key("runbook", "The address of what to do.", expression(mapping.Text), func(m *alertMap) *at[string] { return &m.runbook }).Default("none"),
	keys.Key("group", "What is the same for alerts that may share a ticket.", expression(mapping.Text), func(m *alertMap) *at[string] { return &m.group }).Default("none"),
	keys.Key("labels", "A map of words that identify what the alert is about.", expression(mapping.Labels), func(m *alertMap) *at[string] { return &m.labels }).Default("none"),
)

// expression is an expression that has to result in something of a kind.
func expression(k mapping.ValueKind) keys.Shape[string] {
	return keys.Then(keys.Formulas(), func(r *keys.Reader, written at[keys.Formula]) string {
		if m := mapping.Check(written.V.Text, k); m != nil {
			r.Mistake(written.V.At(m.Line, m.Column), "in this expression: "+m.Message, "it is the alert, body is all that was sent; see docs/monitoring.md")
		}
		return written.V.Text
	})
}

// mapped returns the mappings by their format.
func (m mappings) mapped() map[string]desk.AlertMapping {
	all := map[string]desk.AlertMapping{}
	for format, written := range map[string]at[alertMap]{"json": m.json, "cloudevents": m.cloudevents} {
		if !written.Given() {
			continue
		}
		w := written.V
		all[format] = desk.AlertMapping{
			Each: w.each.V, Skip: w.skip.V, ID: w.id.V, Title: w.title.V, Over: w.over.V, Text: w.text.V, Severity: w.severity.V,
			Link: w.link.V, Runbook: w.runbook.V, Group: w.group.V, Labels: w.labels.V,
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}
