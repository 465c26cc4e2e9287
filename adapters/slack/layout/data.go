package layout

import (
	"github.com/slack-go/slack"

	"vakhta/desk"
)

// Slack's limits of tables and charts.
// https://docs.slack.dev/reference/block-kit/blocks/data-table-block
// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
const (
	maxTableRows = 100 // below the heading
	maxTableCell = 500 // ours
	tablePage    = 10  // rows that are seen at once
	maxBarLabel  = 20  // of a chart
	maxBars      = 20
)

// table returns a list in columns. Its cells are literal text.
func table(t desk.Grid) slack.Block {
	b := slack.NewDataTableBlock(cut(oneLine(t.Caption), maxHeader)).WithPageSize(tablePage)
	row := func(texts []string) {
		var cells []slack.DataTableCell
		for _, text := range texts {
			if text = oneLine(text); text == "" {
				text = "—"
			}
			cells = append(cells, slack.NewDataTableRawTextCell(cut(text, maxTableCell)))
		}
		b.AddRow(cells...)
	}
	row(t.Columns)
	for _, r := range t.Rows[:min(len(t.Rows), maxTableRows)] {
		row(r)
	}
	return b
}

// chart returns a bar for each amount.
func chart(c desk.Chart) slack.Block {
	var labels []string
	var points []slack.DataVisualizationDataPoint
	for i, label := range c.Labels[:min(len(c.Labels), maxBars)] {
		label = cut(oneLine(label), maxBarLabel)
		labels = append(labels, label)
		points = append(points, slack.NewDataVisualizationDataPoint(label, float64(c.Amounts[i])))
	}
	bars := slack.NewDataVisualizationBarChart(slack.NewDataVisualizationAxisConfig(labels...),
		slack.NewDataVisualizationDataSeries(cut(oneLine(c.Of), maxBarLabel), points...))
	return slack.NewDataVisualizationBlock(cut(oneLine(c.Title), maxHeader), bars)
}
