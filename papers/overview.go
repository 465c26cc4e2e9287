package papers

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// summarySheet writes the tables of the summary below each other, with charts
// beside them.
func (b *book) summarySheet() error {
	name := b.say("paper_sheet.summary")
	if err := b.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	if err := b.newSheet(name); err != nil {
		return err
	}
	s := &summary{book: b, name: name, row: 1}
	tables := b.summary()
	s.widths(tables)
	s.line(titleKind, b.title())
	s.line(noteKind, b.subtitle())
	s.line(noteKind, b.asOf())
	if n := b.Report.Uncounted; n > 0 {
		s.line(noteKind, b.count("paper_uncounted", n))
	}
	for _, t := range tables {
		s.row++
		s.table(t)
	}
	return s.err
}

// A summary is the first sheet, and the row that is written next.
type summary struct {
	*book

	name string
	row  int
	err  error
}

// widths makes each column wide enough for the tables, which share them.
func (s *summary) widths(all []table) {
	for i := range 12 {
		width := 9.0
		for _, t := range all {
			if i < len(t.widths) {
				width = max(width, t.widths[i])
			}
		}
		column, err := excelize.ColumnNumberToName(i + 1)
		s.check(err)
		if i > 0 {
			width = min(width, 16)
		}
		s.check(s.SetColWidth(s.name, column, column, width))
	}
}

func (s *summary) check(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *summary) line(k kind, words string) {
	s.put(1, words, style{kind: k})
	s.row++
}

// put writes a cell of the current row.
func (s *summary) put(column int, v any, look style) {
	at, err := excelize.CoordinatesToCellName(column, s.row)
	s.check(err)
	if words, ok := s.typed(v).(string); ok {
		s.check(s.SetCellStr(s.name, at, words))
	} else {
		s.check(s.SetCellValue(s.name, at, s.typed(v)))
	}
	s.check(s.SetCellStyle(s.name, at, at, s.style(look)))
}

func (s *summary) table(t table) {
	s.line(titleKind, t.title)
	s.check(s.SetRowHeight(s.name, s.row, headHeight))
	for i, head := range t.heads {
		s.put(i+1, head, style{kind: headKind})
	}
	s.row++
	first := s.row
	for n, row := range t.rows {
		for i, v := range row {
			s.put(i+1, v, style{kindOf(v), n%2 == 1})
		}
		s.row++
	}
	if t.key == trendTable && len(t.rows) > 1 {
		s.charts(t, first)
	}
}

// chartRows is how many rows a chart covers.
const chartRows = 16

// charts draws the trend: tickets as columns, and shares of what was promised as
// lines. They are the sheet's own, so that Excel shows and changes them.
func (s *summary) charts(t table, first int) {
	last := first + len(t.rows) - 1
	s.row++
	s.chart("A", excelize.Col, s.say("paper_chart.tickets"), t, first, last, 2, 3)
	s.chart("E", excelize.Line, s.say("paper_chart.shares"), t, first, last, 4, 5)
	s.row += chartRows
}

func (s *summary) chart(column string, as excelize.ChartType, title string, t table, first, last int, of ...int) {
	quoted := "'" + s.name + "'"
	var series []excelize.ChartSeries
	for i, c := range of {
		letter, err := excelize.ColumnNumberToName(c)
		s.check(err)
		color := []string{"0072B2", "D55E00"}[i%2]
		one := excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$%s$%d", quoted, letter, first-1),
			Categories: fmt.Sprintf("%s!$A$%d:$A$%d", quoted, first, last),
			Values:     fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted, letter, first, letter, last),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}},
		}
		if as == excelize.Line {
			one.Line = excelize.LineOptions{Width: 2.25}
			one.Marker = excelize.ChartMarker{Symbol: []string{"circle", "square"}[i%2], Size: 7, Fill: one.Fill}
		}
		series = append(series, one)
	}
	soft := excelize.Font{Color: softColor, Size: 9}
	height := excelize.ChartAxis{MajorGridLines: true, Font: soft}
	if as == excelize.Line {
		height.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0%"}
	}
	s.check(s.AddChart(s.name, fmt.Sprintf("%s%d", column, s.row), &excelize.Chart{
		Type: as, Series: series, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title}}},
		Legend: excelize.ChartLegend{Position: "bottom"}, Dimension: excelize.ChartDimension{Width: 480, Height: 300},
		PlotArea: excelize.ChartPlotArea{ShowVal: as == excelize.Col}, Format: excelize.GraphicOptions{AltText: s.alt(title, t, of)},
		XAxis: excelize.ChartAxis{Font: soft}, YAxis: height,
	}))
}

// alt returns what a chart of columns of a table shows, in words.
func (s *summary) alt(title string, t table, of []int) string {
	words := []string{title + "."}
	for _, row := range t.rows {
		words = append(words, s.inWords(row[0])+":")
		for _, c := range of {
			words = append(words, t.heads[c-1]+" "+s.inWords(row[c-1])+";")
		}
	}
	return strings.Join(words, " ")
}
