package papers

import (
	"cmp"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/sla"
)

// A column of a table. To add one to the files, add an entry to a list below.
type column[T any] struct {
	head  text
	width float64 // in a workbook, in characters
	page  float64 // its share of the width of a page; 0: a page does not have it
	of    func(*paper, T) any
}

// ticketColumns are the columns of the sheet of tickets, and of the CSV.
func ticketColumns() []column[*desk.Ticket] {
	type row = *desk.Ticket
	return []column[row]{
		{text{"Заявка", "Ticket"}, 10, 0, func(_ *paper, t row) any { return t.Key.String() }},
		{text{"Приоритет", "Priority"}, 10, 0, func(_ *paper, t row) any { return t.Priority.String() }},
		{text{"Тип", "Type"}, 16, 0, func(p *paper, t row) any { return p.voice.Type(t.Type) }},
		{text{"Суть", "Subject"}, 38, 0, func(_ *paper, t row) any { return subject(t.Text) }},
		{text{"Состояние", "State"}, 14, 0, func(p *paper, t row) any { return p.voice.State(t.State) }},
		{text{"Заявитель", "Requester"}, 15, 0, func(_ *paper, t row) any { return t.Requester.Name }},
		{text{"Исполнитель", "Assignee"}, 15, 0, func(p *paper, t row) any { return p.assignee(t) }},
		{text{"Линия", "Line"}, 7, 0, func(_ *paper, t row) any { return count(t.Line) }},
		{text{"Открыта", "Opened"}, 15.5, 0, func(_ *paper, t row) any { return moment(t.OpenedAt) }},
		{text{"Реакция до", "Respond by"}, 15.5, 0, func(_ *paper, t row) any { return moment(t.ReactionDue) }},
		{text{"Реакция", "Responded"}, 15.5, 0, func(_ *paper, t row) any { return moment(t.ReactedAt) }},
		{text{"Время реакции", "Response time"}, 11, 0, func(p *paper, t row) any { return p.reaction(t) }},
		{text{"Реакция в срок", "Response on time"}, 10, 0, func(p *paper, t row) any { return p.met(t.ReactionDue, t.ReactedAt, t) }},
		{text{"Решить до", "Resolve by"}, 15.5, 0, func(_ *paper, t row) any { return moment(t.ResolutionDue) }},
		{text{"Решена", "Resolved"}, 15.5, 0, func(_ *paper, t row) any { return moment(t.ResolvedAt) }},
		{text{"Время решения", "Resolution time"}, 11, 0, func(p *paper, t row) any { return p.resolution(t) }},
		{text{"Решена в срок", "Resolved on time"}, 10, 0, func(p *paper, t row) any { return p.met(t.ResolutionDue, t.ResolvedAt, t) }},
		{text{"Ждали других", "Waited"}, 11, 0, func(p *paper, t row) any { return length(paused(t, p.Report.At)) }},
		{text{"Открывали снова", "Reopened"}, 11, 0, func(_ *paper, t row) any { return count(t.Reopened) }},
		{text{"Оценка", "Rating"}, 9, 0, func(_ *paper, t row) any { return count(int(t.Rating)) }},
		{text{"Что сделано", "Resolution"}, 38, 0, func(_ *paper, t row) any { return subject(t.Resolution) }},
	}
}

func breachColumns() []column[desk.Breach] {
	type row = desk.Breach
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 11, func(_ *paper, b row) any { return b.Key.String() }},
		{text{"Приоритет", "Priority"}, 11, 12, func(_ *paper, b row) any { return b.Priority.String() }},
		{text{"Суть", "Subject"}, 60, 30, func(_ *paper, b row) any { return b.Subject }},
		{text{"Срок", "Target"}, 14, 11, func(p *paper, b row) any { return p.say("paper_target." + string(b.Target)) }},
		{text{"Наступил", "Due"}, 17, 0, func(_ *paper, b row) any { return moment(b.Due) }},
		{text{"Опоздание", "Late by"}, 14, 14, func(_ *paper, b row) any { return b.Late }},
		{text{"Сейчас", "Now"}, 18, 0, func(p *paper, b row) any {
			if b.Still {
				return p.say("paper.still")
			}
			return p.say("paper.done")
		}},
		{text{"Причина", "Reason"}, 40, 24, func(p *paper, b row) any { return p.reason(b) }},
		{text{"Линия", "Line"}, 7, 0, func(_ *paper, b row) any { return count(b.Line) }},
		{text{"Исполнитель", "Assignee"}, 20, 0, func(_ *paper, b row) any { return b.Assignee }},
		{text{"Что сделано", "Resolution"}, 60, 0, func(_ *paper, b row) any { return b.Did }},
	}
}

func workColumns() []column[desk.WorkedTime] {
	type row = desk.WorkedTime
	return []column[row]{
		{text{"Кто", "Who"}, 24, 30, func(_ *paper, w row) any { return w.Name }},
		{text{"Работа", "Activity"}, 28, 34, func(_ *paper, w row) any { return w.Activity }},
		{text{"Оплачивается", "Billable"}, 14, 14, func(p *paper, w row) any { return p.yes(w.Billable) }},
		{text{"Заявок", "Tickets"}, 10, 10, func(_ *paper, w row) any { return w.Tickets }},
		{text{"Время", "Time"}, 12, 14, func(_ *paper, w row) any { return w.Time }},
	}
}

func ratingColumns() []column[desk.RatingComment] {
	type row = desk.RatingComment
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 12, func(_ *paper, c row) any { return c.Key.String() }},
		{text{"Оценка", "Rating"}, 9, 10, func(_ *paper, c row) any { return count(int(c.Stars)) }},
		{text{"Кто", "Who"}, 20, 18, func(p *paper, c row) any { return cmp.Or(c.By, p.say("paper.customer")) }},
		{text{"Комментарий", "Comment"}, 80, 60, func(_ *paper, c row) any { return desk.Plain(c.Text) }},
	}
}

func majorColumns() []column[desk.MajorReport] {
	type row = desk.MajorReport
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 12, func(_ *paper, m row) any { return m.Key.String() }},
		{text{"Начало", "Since"}, 17, 16, func(_ *paper, m row) any { return moment(m.Since) }},
		{text{"Конец", "Until"}, 17, 16, func(_ *paper, m row) any { return moment(m.Over) }},
		{text{"Причина", "Cause"}, 40, 20, func(_ *paper, m row) any { return m.Cause }},
		{text{"Что сделано", "Done"}, 40, 18, func(_ *paper, m row) any { return m.Done }},
		{text{"Что не даст повториться", "What prevents it"}, 40, 18, func(_ *paper, m row) any { return m.Prevents }},
	}
}

// longestCell is the longest text of a cell in characters; Excel itself ends at
// 32 767.
const longestCell = 500

// subject returns the first line of a text, and not all of a long one.
func subject(words string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(desk.Plain(words)), "\n")
	if all := []rune(first); len(all) > longestCell {
		return string(all[:longestCell-1]) + "…"
	}
	return first
}

func (p *paper) assignee(t *desk.Ticket) any {
	if t.Assignee == "" {
		return nil
	}
	return p.Desk.EngineerOf(t, t.Assignee).Name
}

// contract returns the contract of a ticket's project; nil if the project has left
// desk.yaml.
func (p *paper) contract(t *desk.Ticket) *desk.Contract {
	if project := p.Desk.Projects[t.Key.Project]; project != nil {
		return p.Desk.ContractOf(project)
	}
	return nil
}

// reaction returns how long the reaction took, by the contract's calendar.
func (p *paper) reaction(t *desk.Ticket) any {
	c := p.contract(t)
	if c == nil || t.ReactedAt.IsZero() {
		return nil
	}
	return sla.Between(sla.Reaction(p.Desk, c, t).Calendar, t.ReactionFrom, t.ReactedAt)
}

// resolution returns how long the resolution took, without pauses.
func (p *paper) resolution(t *desk.Ticket) any {
	c := p.contract(t)
	if c == nil || t.ResolvedAt.IsZero() {
		return nil
	}
	clock := sla.Resolution(p.Desk, c, t, t.ResolvedAt)
	return sla.Between(clock.Calendar, clock.From, t.ResolvedAt) - clock.Paused
}

// met says whether a target was met; nil while that is open, and where there is no
// target.
func (p *paper) met(due, done time.Time, t *desk.Ticket) any {
	switch {
	case due.IsZero() || done.IsZero() && (t.State.Ended() || t.Paused() || !p.Report.At.After(due)):
		return nil
	default:
		return p.yes(!done.IsZero() && !done.After(due))
	}
}

// paused returns for how long a ticket's clock was stopped, on the wall clock.
func paused(t *desk.Ticket, now time.Time) (total time.Duration) {
	for _, pause := range t.Pauses {
		to := pause.To
		if to.IsZero() {
			to = now
		}
		total += to.Sub(pause.From)
	}
	return total
}

func (p *paper) yes(is bool) string {
	if is {
		return p.say("paper.yes")
	}
	return p.say("paper.no")
}

func (p *paper) reason(b desk.Breach) any {
	if b.Reason == "" {
		return nil
	}
	return p.say("paper_reason." + string(b.Reason))
}
