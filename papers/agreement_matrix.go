package papers

import "vakhta/desk"

// matrix says how urgent an incident is by what its customer answers.
func (d draft) matrix() table {
	t := table{title: d.word("Насколько срочен сбой", "How urgent an incident is"), heads: []string{d.say("incident.ask_hits")}, pages: []float64{19}}
	for _, u := range desk.Urgencies() {
		t.heads, t.pages = append(t.heads, d.say("incident.urgency_"+string(u))), append(t.pages, 27)
	}
	m := d.contract.Matrix
	if m == nil {
		return t
	}
	for _, hits := range desk.Impacts() {
		row := []any{d.say("impact." + string(hits))}
		for _, u := range desk.Urgencies() {
			row = append(row, m.Priority(hits, u).String())
		}
		t.rows = append(t.rows, row)
	}
	return t
}
