package papers

import (
	"strconv"
	"time"

	"vakhta/desk"
)

// A figure is a row of the summary: the period beside the one before it.
type figure struct {
	name text
	of   func(desk.Figures) any
}

// figures are the rows of the summary, in every file that has one.
func figures() []figure {
	return []figure{
		{text{"Открыто заявок", "Tickets opened"}, func(f desk.Figures) any { return f.Tickets }},
		{text{"Решено заявок", "Tickets resolved"}, func(f desk.Figures) any { return f.Resolved }},
		{text{"Отреагировали в срок", "Responded on time"}, func(f desk.Figures) any { return shareOf(f.Reaction.Met, f.Reaction.Promised) }},
		{text{"Сроков реакции нарушено", "Response targets missed"}, func(f desk.Figures) any { return f.Reaction.Missed() }},
		{text{"Половина реакций — до", "Median response time"}, func(f desk.Figures) any { return length(f.Reaction.Median) }},
		{text{"95 % реакций — до", "95% of responses within"}, func(f desk.Figures) any { return length(f.Reaction.P95) }},
		{text{"Решили в срок", "Resolved on time"}, func(f desk.Figures) any { return shareOf(f.Resolution.Met, f.Resolution.Promised) }},
		{text{"Сроков решения нарушено", "Resolution targets missed"}, func(f desk.Figures) any { return f.Resolution.Missed() }},
		{text{"Половина решений — до", "Median resolution time"}, func(f desk.Figures) any { return length(f.Resolution.Median) }},
		{text{"95 % решений — до", "95% of resolutions within"}, func(f desk.Figures) any { return length(f.Resolution.P95) }},
		{text{"Ждали клиента", "Waited for the customer"}, func(f desk.Figures) any { return length(f.Waited.Customer) }},
		{text{"Ждали подрядчика", "Waited for a vendor"}, func(f desk.Figures) any { return length(f.Waited.Vendor) }},
		{text{"Решали снова", "Resolved again"}, func(f desk.Figures) any { return count(f.Reopened) }},
		{text{"Тип исправил человек", "Type corrected by a person"}, func(f desk.Figures) any { return count(f.Retyped) }},
		{text{"Средняя оценка", "Mean rating"}, func(f desk.Figures) any { return meanRating(f.Ratings) }},
		{text{"Оценок", "Ratings"}, func(f desk.Figures) any { return count(rated(f)) }},
	}
}

// rated is how many ratings were given.
func rated(f desk.Figures) (n int) {
	for _, given := range f.Ratings {
		n += given
	}
	return n
}

func meanRating(ratings map[int]int) any {
	value, of := desk.MeanRating(ratings)
	if of == 0 {
		return nil
	}
	return mean(value)
}

// A table is what a workbook and a page show as one.
type table struct {
	title  string
	heads  []string
	widths []float64 // in a workbook
	pages  []float64 // shares of a page's width; 0: not on a page
	rows   [][]any
	key    tableKey // which one it is, for charts
}

type tableKey int

const (
	plainTable tableKey = iota
	groupTable
	trendTable
)

// fill makes a table of rows.
func fill[T any](p *paper, title string, columns []column[T], rows []T) table {
	t := table{title: title}
	for _, c := range columns {
		t.heads = append(t.heads, c.head.in(p.voice.Locale))
		t.widths = append(t.widths, c.width)
		t.pages = append(t.pages, c.page)
	}
	for _, row := range rows {
		t.rows = append(t.rows, values(p, columns, row))
	}
	return t
}

// values returns a row's cells.
func values[T any](p *paper, columns []column[T], row T) []any {
	var cells []any
	for _, c := range columns {
		cells = append(cells, c.of(p, row))
	}
	return cells
}

// summary returns the tables of the summary. Empty ones are left out.
func (p *paper) summary() []table {
	r := p.Report
	all := []table{
		p.comparison(),
		fill(p, p.say("paper.groups"), groupColumns(), r.Groups),
		fill(p, p.say("paper.trend"), trendColumns(), r.Trend),
		fill(p, p.say("paper.backlog"), backlogColumns(), []desk.OpenFigures{r.Backlog}),
		fill(p, p.say("paper.lines"), lineColumns(), r.Lines),
		fill(p, p.say("paper.people"), personColumns(), r.People),
		fill(p, p.say("paper.shops"), shopColumns(), r.Shops),
		fill(p, p.say("major.report"), majorColumns(), r.Majors),
	}
	all = append(all, p.reported()...)
	all[1].key, all[2].key = groupTable, trendTable
	var filled []table
	for _, t := range all {
		if len(t.rows) > 0 {
			filled = append(filled, t)
		}
	}
	return filled
}

// comparison puts the period beside the one before.
func (p *paper) comparison() table {
	t := table{title: p.say("paper.summary"), heads: []string{p.say("paper.figure"), p.period(p.Report.Period)}, widths: []float64{30, 18}, pages: []float64{50, 25}}
	before := p.Report.Before()
	if before != nil {
		t.heads, t.widths, t.pages = append(t.heads, p.period(before.Period)), append(t.widths, 18), append(t.pages, 25)
	}
	for _, f := range figures() {
		row := []any{f.name.in(p.voice.Locale), f.of(p.Report.Figures)}
		if before != nil {
			row = append(row, f.of(before.Figures))
		}
		if row[1] != nil || before != nil && row[2] != nil {
			t.rows = append(t.rows, row)
		}
	}
	for _, row := range p.nextFigures() {
		if before != nil {
			row = append(row, nil)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func groupColumns() []column[desk.Group] {
	type row = desk.Group
	return []column[row]{
		{text{"Приоритет", "Priority"}, 11, 13, func(_ *paper, g row) any { return g.Priority.String() }},
		{text{"Тип", "Type"}, 24, 18, func(p *paper, g row) any { return p.voice.Type(g.Type) }},
		{text{"Заявок", "Tickets"}, 10, 8, func(_ *paper, g row) any { return g.Tickets }},
		{text{"Реакция: обещано", "Response promised"}, 18, 12, func(p *paper, g row) any { return p.promise(g.Promise.Reaction) }},
		{text{"Реакция: в срок", "Response on time"}, 17, 12, func(_ *paper, g row) any { return shareOf(g.Reaction.Met, g.Reaction.Promised) }},
		{text{"Реакция: половина — до", "Response median"}, 18, 12, func(_ *paper, g row) any { return length(g.Reaction.Median) }},
		{text{"Реакция: 95 % — до", "Response 95%"}, 17, 0, func(_ *paper, g row) any { return length(g.Reaction.P95) }},
		{text{"Решение: обещано", "Resolution promised"}, 18, 12, func(p *paper, g row) any { return p.promise(g.Promise.Resolution) }},
		{text{"Решение: в срок", "Resolution on time"}, 17, 13, func(_ *paper, g row) any { return shareOf(g.Resolution.Met, g.Resolution.Promised) }},
		{text{"Решение: половина — до", "Resolution median"}, 18, 12, func(_ *paper, g row) any { return length(g.Resolution.Median) }},
		{text{"Решение: 95 % — до", "Resolution 95%"}, 17, 0, func(_ *paper, g row) any { return length(g.Resolution.P95) }},
		{text{"Следующий ответ: обещано", "Next response promised"}, 18, 0, func(p *paper, g row) any { return p.promise(g.Promise.NextResponse) }},
		{text{"Средняя оценка", "Mean rating"}, 15, 0, func(_ *paper, g row) any { return meanRating(g.Ratings) }},
	}
}

// promise returns a span of the contract in words; nil for none. Its days are the
// calendar's.
func (p *paper) promise(s desk.Span) any {
	switch {
	case s.IsZero():
		return nil
	case s.HasDays() && s.Time == 0:
		return p.voice.Count("days", s.Weeks*7+s.Days)
	default:
		return p.voice.Duration(s.Clock())
	}
}

func trendColumns() []column[desk.Trend] {
	type row = desk.Trend
	return []column[row]{
		{text{"Период", "Period"}, 22, 24, func(p *paper, t row) any { return p.period(t.Period) }},
		{text{"Открыто", "Opened"}, 11, 12, func(_ *paper, t row) any { return t.Figures.Tickets }},
		{text{"Решено", "Resolved"}, 11, 12, func(_ *paper, t row) any { return t.Figures.Resolved }},
		{text{"Реакция в срок", "Response on time"}, 17, 14, func(_ *paper, t row) any { return shareOf(t.Figures.Reaction.Met, t.Figures.Reaction.Promised) }},
		{text{"Решение в срок", "Resolution on time"}, 17, 14, func(_ *paper, t row) any { return shareOf(t.Figures.Resolution.Met, t.Figures.Resolution.Promised) }},
		{text{"Нарушений", "Targets missed"}, 14, 12, func(_ *paper, t row) any { return t.Figures.Missed() }},
	}
}

func backlogColumns() []column[desk.OpenFigures] {
	type row = desk.OpenFigures
	age := func(i int) func(*paper, row) any {
		return func(_ *paper, b row) any { return b.Ages[i] }
	}
	return []column[row]{
		{text{"Открыто", "Open"}, 10, 10, func(_ *paper, b row) any { return b.Open }},
		{text{"Не взято", "Not taken"}, 10, 10, func(_ *paper, b row) any { return b.Untaken }},
		{text{"Ждут", "Waiting"}, 10, 8, func(_ *paper, b row) any { return b.Waiting }},
		{text{"Просрочено", "Overdue"}, 12, 14, func(_ *paper, b row) any { return b.Breached }},
		{text{"До суток", "Under a day"}, 12, 10, age(0)},
		{text{"До 3 дней", "Under 3 days"}, 12, 9, age(1)},
		{text{"До недели", "Under a week"}, 12, 10, age(2)},
		{text{"До 30 дней", "Under 30 days"}, 13, 11, age(3)},
		{text{"Дольше", "Longer"}, 10, 9, age(4)},
		{text{"Самая старая", "Oldest"}, 14, 12, func(_ *paper, b row) any { return b.Oldest.String() }},
	}
}

func lineColumns() []column[desk.LineFigures] {
	type row = desk.LineFigures
	return []column[row]{
		{text{"Линия", "Line"}, 10, 20, func(_ *paper, l row) any { return strconv.Itoa(l.Line) }},
		{text{"Заявок", "Tickets"}, 10, 20, func(_ *paper, l row) any { return l.Tickets }},
		{text{"Решено на ней", "Resolved there"}, 15, 20, func(_ *paper, l row) any { return l.Solved }},
		{text{"Держала всего", "Held in all"}, 16, 20, func(_ *paper, l row) any { return length(l.Held) }},
		{text{"В среднем", "On average"}, 14, 20, func(_ *paper, l row) any { return length(each(l.Held, l.Tickets)) }},
	}
}

func each(d time.Duration, n int) time.Duration {
	if n == 0 {
		return 0
	}
	return (d / time.Duration(n)).Round(time.Second)
}

func personColumns() []column[desk.PersonFigures] {
	type row = desk.PersonFigures
	return []column[row]{
		{text{"Инженер", "Engineer"}, 24, 34, func(_ *paper, f row) any { return f.Name }},
		{text{"Решено", "Resolved"}, 11, 14, func(_ *paper, f row) any { return f.Resolved }},
		{text{"В срок", "On time"}, 11, 14, func(_ *paper, f row) any { return shareOf(f.Resolution.Met, f.Resolution.Promised) }},
		{text{"Половина решений — до", "Median resolution time"}, 22, 24, func(_ *paper, f row) any { return length(f.Resolution.Median) }},
		{text{"Открыто сейчас", "Open now"}, 15, 12, func(_ *paper, f row) any { return count(f.Open) }},
		{text{"Средняя оценка", "Mean rating"}, 15, 12, func(_ *paper, f row) any { return meanRating(f.Ratings) }},
	}
}

func shopColumns() []column[desk.ShopFigures] {
	type row = desk.ShopFigures
	return []column[row]{
		{text{"Код", "Code"}, 10, 12, func(_ *paper, s row) any { return s.Project }},
		{text{"Магазин", "Shop"}, 28, 28, func(_ *paper, s row) any { return s.Name }},
		{text{"Заявок", "Tickets"}, 10, 10, func(_ *paper, s row) any { return s.Tickets }},
		{text{"Реакция в срок", "Response on time"}, 17, 14, func(_ *paper, s row) any { return shareOf(s.Reaction.Met, s.Reaction.Promised) }},
		{text{"Решение в срок", "Resolution on time"}, 17, 14, func(_ *paper, s row) any { return shareOf(s.Resolution.Met, s.Resolution.Promised) }},
		{text{"Нарушений", "Targets missed"}, 14, 12, func(_ *paper, s row) any { return s.Missed() }},
		{text{"Открыто", "Open"}, 10, 10, func(_ *paper, s row) any { return count(s.Open) }},
		{text{"Средняя оценка", "Mean rating"}, 15, 12, func(_ *paper, s row) any { return meanRating(s.Ratings) }},
	}
}
