package blockkit

// dataTable has a heading and rows of the same width. A workspace that has no such
// blocks refuses them.
func dataTable(n node) {
	n.fields("caption", "rows", "page_size", "row_header_column_index")
	n.native()
	n.length("caption", 1, 150)
	rows, ok := n.v["rows"].([]any)
	if !ok || len(rows) == 0 {
		n.c.failf(n.at, "missing required field: rows")
	}
	if len(rows) > 101 {
		n.c.failf(n.at+"/rows", "no more than 101 items allowed")
	}
	width := 0
	for i, row := range rows {
		wrapped := node{c: n.c, at: n.at + "/rows", v: map[string]any{itoa(i): row}}
		cells := wrapped.list(itoa(i), 1, 20)
		if i == 0 {
			width = len(cells)
		}
		if len(cells) != width {
			n.c.failf(wrapped.at, "row %d has %d cells instead of %d", i, len(cells), width)
		}
		for _, cell := range cells {
			tableCell(cell)
			if i == 0 && cell.str("type") != "raw_text" {
				n.c.failf(cell.at+"/type", "a heading is raw_text")
			}
			cell.length("text", 1, 3000)
		}
	}
}

// dataVisualization is a chart. Of charts with axes each series has a point for each
// category.
func dataVisualization(n node) {
	n.fields("title", "chart")
	n.native()
	n.length("title", 1, 150)
	chart, ok := n.child("chart", true)
	if !ok {
		return
	}
	chart.oneOf("type", "pie", "bar", "area", "line")
	if chart.str("type") == "pie" {
		chart.list("segments", 1, 20)
		return
	}
	axis, _ := chart.child("axis_config", true)
	categories, _ := axis.v["categories"].([]any)
	for _, c := range categories {
		if name, _ := c.(string); name == "" || len([]rune(name)) > 20 {
			n.c.failf(axis.at+"/categories", "a category has 1 to 20 characters")
		}
	}
	for _, series := range chart.list("series", 1, 10) {
		series.length("name", 1, 20)
		if points := series.list("data", 1, 20); len(points) != len(categories) {
			n.c.failf(series.at+"/data", "%d points for %d categories", len(points), len(categories))
		}
	}
}

// native refuses a block on a screen, and in a workspace that has none of its kind.
func (n node) native() {
	if n.c.surface.isScreen || n.c.surface.old {
		n.c.failf(n.at+"/type", "unsupported type: %s", n.str("type"))
	}
}
