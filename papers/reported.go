package papers

import (
	"strings"
	"time"

	"vakhta/desk"
)

// reported are the tables of what a report lists beside its figures.
func (p *paper) reported() []table {
	r := p.Report
	return []table{
		fill(p, p.say("reported.agreements"), agreementColumns(), r.Agreements),
		fill(p, p.say("paper.unbilled"), unbilledColumns(), r.Unbilled),
		fill(p, p.say("reported.causes"), causeColumns(), r.Causes),
		fill(p, p.say("reported.advice"), adviceColumns(), r.Advice),
		fill(p, p.say("reported.misses"), missColumns(), r.Misses),
		fill(p, p.say("reported.in_vain"), inVainColumns(), r.InVain),
		fill(p, p.say("reported.ola"), olaColumns(), r.OLA),
		fill(p, p.say("reported.on_call"), onCallColumns(), r.OnCall),
		fill(p, p.say("reported.drills"), drillColumns(), r.Drills),
	}
}

func agreementColumns() []column[desk.Agreement] {
	type row = desk.Agreement
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 12, func(_ *paper, a row) any { return a.Key.String() }},
		{text{"Когда", "When"}, 17, 16, func(_ *paper, a row) any { return moment(a.At) }},
		{text{"Что", "What"}, 24, 20, func(p *paper, a row) any { return p.say("approval.of_" + string(a.Of)) }},
		{text{"Часов", "Hours"}, 10, 9, func(_ *paper, a row) any { return hoursOf(a.Effort) }},
		{text{"Цена", "Price"}, 16, 15, func(_ *paper, a row) any { return a.Price }},
		{text{"Ответ", "Answer"}, 14, 13, func(p *paper, a row) any {
			if a.No {
				return text{"отклонено", "declined"}.in(p.voice.Locale)
			}
			return text{"согласовано", "approved"}.in(p.voice.Locale)
		}},
		{text{"Кто", "Who"}, 20, 15, func(_ *paper, a row) any { return a.Who }},
		{text{"Слова инженера", "The engineer's words"}, 40, 0, func(_ *paper, a row) any { return subject(a.Text) }},
	}
}

func unbilledColumns() []column[desk.Unbilled] {
	type row = desk.Unbilled
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 30, func(_ *paper, u row) any { return u.Key.String() }},
		{text{"Месяц", "Month"}, 17, 30, func(_ *paper, u row) any { return u.Month.String() }},
		{text{"Часов", "Hours"}, 10, 40, func(_ *paper, u row) any { return hoursOf(u.Hours) }},
	}
}

func causeColumns() []column[desk.RecurringCause] {
	type row = desk.RecurringCause
	return []column[row]{
		{text{"Причина", "Cause"}, 20, 25, func(p *paper, c row) any {
			if len(c.Part) > 0 {
				return c.Part.In(p.voice.Locale)
			}
			return c.Key.String()
		}},
		{text{"Заявок", "Tickets"}, 10, 15, func(_ *paper, c row) any { return c.Tickets }},
		{text{"О чём", "Subject"}, 44, 60, func(_ *paper, c row) any { return subject(c.Subject) }},
	}
}

func adviceColumns() []column[desk.Advice] {
	type row = desk.Advice
	return []column[row]{
		{text{"Срочность", "Priority"}, 12, 12, func(p *paper, a row) any { return p.say("techmap_priority." + string(a.Priority)) }},
		{text{"Что грозит", "Risk"}, 40, 34, func(p *paper, a row) any { return a.What.In(p.voice.Locale) }},
		{text{"Что сделать", "Advice"}, 44, 34, func(p *paper, a row) any { return a.Advice.In(p.voice.Locale) }},
		{text{"К дню", "By"}, 12, 11, func(_ *paper, a row) any { return dayOf(a.Due) }},
		{text{"Заявок", "Tickets"}, 10, 9, func(_ *paper, a row) any { return count(a.Incidents) }},
	}
}

func missColumns() []column[desk.UpdateMiss] {
	type row = desk.UpdateMiss
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 40, func(_ *paper, m row) any { return m.Key.String() }},
		{text{"Впервые обещано к", "First promised by"}, 20, 40, func(_ *paper, m row) any { return moment(m.Due) }},
		{text{"Сколько раз", "Times"}, 12, 20, func(_ *paper, m row) any { return m.Times }},
	}
}

func inVainColumns() []column[desk.CalledInVain] {
	type row = desk.CalledInVain
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 25, func(_ *paper, c row) any { return c.Key.String() }},
		{text{"Впервые", "First"}, 17, 25, func(_ *paper, c row) any { return moment(c.At) }},
		{text{"Сколько раз", "Times"}, 12, 15, func(_ *paper, c row) any { return c.Times }},
		{text{"Кого вызывали", "Who was called"}, 24, 35, func(p *paper, c row) any { return p.audience(c.Audience) }},
	}
}

func olaColumns() []column[desk.OLAMiss] {
	type row = desk.OLAMiss
	return []column[row]{
		{text{"Заявка", "Ticket"}, 11, 25, func(_ *paper, m row) any { return m.Key.String() }},
		{text{"Когда", "When"}, 17, 25, func(_ *paper, m row) any { return moment(m.At) }},
		{text{"У кого была", "Who had it"}, 24, 30, func(p *paper, m row) any { return p.audience(m.Holder) }},
		{text{"Что просрочено", "What was missed"}, 16, 20, func(p *paper, m row) any { return p.say(olaMissed(m)) }},
	}
}

// olaMissed returns the message that says which target of a hand-over was missed.
func olaMissed(m desk.OLAMiss) string {
	if m.Solve {
		return "reported.ola_solve"
	}
	return "reported.ola_take"
}

func onCallColumns() []column[desk.OnCallTime] {
	type row = desk.OnCallTime
	return []column[row]{
		{text{"Линия", "Line"}, 11, 20, func(_ *paper, o row) any { return o.Line }},
		{text{"Кто", "Who"}, 24, 50, func(_ *paper, o row) any { return o.Name }},
		{text{"Дежурил", "On call"}, 14, 30, func(_ *paper, o row) any { return length(o.Time.Round(time.Second)) }},
	}
}

// nextFigures are the rows of the summary about answers to what customers wrote after
// the first response. The period before has none: they are not in the trend.
func (p *paper) nextFigures() [][]any {
	f := p.Report.Next
	if f.Promised == 0 {
		return nil
	}
	name := func(ru, en string) string { return text{ru, en}.in(p.voice.Locale) }
	return [][]any{
		{name("Следующих ответов обещано", "Next responses promised"), f.Promised},
		{name("Следующий ответ в срок", "Next response on time"), shareOf(f.Met, f.Promised)},
		{name("Следующих ответов не в срок", "Next responses missed"), f.Missed()},
		{name("Половина следующих ответов — до", "Median next response"), length(f.Median)},
		{name("95 % следующих ответов — до", "95% of next responses within"), length(f.P95)},
	}
}

func drillColumns() []column[desk.DrillResult] {
	type row = desk.DrillResult
	return []column[row]{
		{text{"Когда", "When"}, 17, 22, func(_ *paper, d row) any { return moment(d.Began) }},
		{text{"Приоритет", "Priority"}, 11, 14, func(_ *paper, d row) any { return d.Priority.String() }},
		{text{"Вызвали", "Called"}, 11, 14, func(_ *paper, d row) any { return d.Called }},
		{text{"Ответили", "Responded"}, 11, 14, func(_ *paper, d row) any { return d.Answered }},
		{text{"Не ответили", "Silent"}, 30, 36, func(_ *paper, d row) any { return strings.Join(d.Silent, ", ") }},
	}
}
