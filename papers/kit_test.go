package papers_test

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/papers"
)

var october = time.Date(2026, 10, 1, 0, 0, 0, 0, moscow())

func moscow() *time.Location {
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		panic(err)
	}
	return zone
}

// month returns the period that begins so many months after October.
func month(n int) desk.Period {
	from := october.AddDate(0, n, 0)
	return desk.Period{Name: from.Format("2006-01"), From: from, To: from.AddDate(0, 1, 0)}
}

// example returns the desk of desk.example.yaml.
func example(t testing.TB) *desk.Desk {
	t.Helper()
	d, _, err := deskfile.Load("../desk.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// figures returns figures of a month with so many tickets.
func figures(tickets, met int) desk.Figures {
	return desk.Figures{
		Tickets: tickets, Resolved: tickets - 2, Reopened: 1, Ratings: map[int]int{5: 6, 4: 2, 1: 1},
		Reaction:   desk.TargetFigures{Promised: tickets, Met: met, Median: 4 * time.Minute, P95: 21 * time.Minute, Measured: tickets},
		Resolution: desk.TargetFigures{Promised: tickets - 2, Met: met - 3, Median: 95 * time.Minute, P95: 31 * time.Hour, Measured: tickets - 2},
		Waited:     desk.Waited{Customer: 26 * time.Hour, Vendor: 3 * time.Hour},
	}
}

// octoberReport is a report with something in each of its parts.
func octoberReport() desk.Report {
	group := func(t desk.RequestType, p desk.Priority, promise desk.Target, tickets, met int) desk.Group {
		return desk.Group{Type: t, Priority: p, Promise: promise, Figures: figures(tickets, met)}
	}
	r := desk.Report{
		Project: "ROM", Name: "Магазин «Ромашка»", Zone: "Europe/Moscow", Period: month(0), At: october.AddDate(0, 1, 0).Add(9 * time.Hour),
		Figures: figures(42, 38),
		Groups: []desk.Group{
			group(desk.Incident, desk.P1, desk.Target{Reaction: desk.Span{Time: 15 * time.Minute}, Resolution: desk.Span{Time: 4 * time.Hour}}, 9, 7),
			group(desk.Incident, desk.P2, desk.Target{Reaction: desk.Span{Time: 30 * time.Minute}, Resolution: desk.Span{Days: 1}}, 14, 13),
			group(desk.ServiceRequest, desk.P3, desk.Target{Reaction: desk.Span{Time: 4 * time.Hour}, Resolution: desk.Span{Days: 3}}, 19, 18),
		},
		Backlog: desk.OpenFigures{Open: 5, Untaken: 1, Waiting: 2, Breached: 1, Ages: [5]int{2, 1, 1, 1, 0}, Oldest: desk.Key{Project: "ROM", Number: 17}, Since: october},
		Breaches: []desk.Breach{
			{
				Key: desk.Key{Project: "ROM", Number: 30}, Type: desk.Incident, Priority: desk.P1, Subject: "Не проходит оплата картой на последнем шаге оформления заказа",
				Target: desk.ClockReaction, Due: october.Add(82 * time.Hour), Late: 37 * time.Minute, Reason: desk.BreachUntaken, Line: 1, Assignee: "Анна Смирнова", Did: "Перезапустили шлюз",
			},
			{
				Key: desk.Key{Project: "ROM", Number: 31}, Type: desk.Incident, Priority: desk.P2, Subject: "=HYPERLINK(\"http://evil\") в выгрузке остатков",
				Target: desk.ClockResolution, Due: october.Add(200 * time.Hour), Late: 5 * time.Hour, Still: true, Reason: desk.BreachLine, Line: 2,
			},
		},
		Lines:    []desk.LineFigures{{Line: 1, Tickets: 40, Held: 80 * time.Hour, Solved: 31}, {Line: 2, Tickets: 9, Held: 61 * time.Hour, Solved: 9}},
		People:   []desk.PersonFigures{{Engineer: "anna", Name: "Анна Смирнова", Resolved: 22, Resolution: desk.TargetFigures{Promised: 22, Met: 20, Median: time.Hour}, Open: 2}},
		Comments: []desk.RatingComment{{Key: desk.Key{Project: "ROM", Number: 12}, Stars: 5, Text: "Спасибо, очень быстро!"}, {Key: desk.Key{Project: "ROM", Number: 31}, Stars: 1}},
		Work:     []desk.WorkedTime{{Engineer: "anna", Name: "Анна Смирнова", Activity: "Анализ", Billable: true, Tickets: 7, Time: 26*time.Hour + 30*time.Minute}},
	}
	r.ReportLists = somethingReported()
	r.Next = desk.TargetFigures{Promised: 20, Met: 18, Median: 12 * time.Minute, P95: 50 * time.Minute, Measured: 19}
	for i := range 6 {
		r.Trend = append(r.Trend, desk.Trend{Period: month(i - 5), Figures: figures(30+i*3-i%2*5, 24+i*3-i%2*6)})
	}
	r.Trend[5].Figures = r.Figures
	return r
}

// somethingReported has one thing of each kind that is not a figure.
func somethingReported() desk.ReportLists {
	key := func(n int) desk.Key { return desk.Key{Project: "ROM", Number: n} }
	return desk.ReportLists{
		Agreements: []desk.Agreement{
			{Key: key(7), Of: desk.OfEstimate, Effort: 8 * time.Hour, Price: "28 000 ₽", Text: "Переставим поля", Who: "Ольга Смирнова", At: october.Add(30 * time.Hour), Done: true},
			{Key: key(9), Of: desk.OfOverage, Effort: 2 * time.Hour, Price: "7000.00 RUB", Who: "Ольга Смирнова", At: october.Add(300 * time.Hour), No: true},
		},
		Unbilled: []desk.Unbilled{{Key: key(9), Month: desk.Month{Year: 2026, Month: time.October}, Hours: 90 * time.Minute}},
		Causes: []desk.RecurringCause{
			{Key: key(30), Subject: "Не проходит оплата картой", Tickets: 4}, {Part: desk.Wording{desk.Russian: "Платёжный шлюз", desk.English: "Payment gateway"}, Tickets: 3},
		},
		Advice: []desk.Advice{{
			Priority: desk.RiskHigh, What: desk.Wording{desk.Russian: "Один сервер базы", desk.English: "A single database server"},
			Advice: desk.Wording{desk.Russian: "Завести реплику", desk.English: "Add a replica"}, Due: desk.Date{Year: 2026, Month: time.December, Day: 1}, Incidents: 2,
		}},
		Misses: []desk.UpdateMiss{{Key: key(30), Due: october.Add(84 * time.Hour), Times: 3}},
		OLA:    []desk.OLAMiss{{Key: key(33), At: october.Add(203 * time.Hour), Holder: desk.Line2}, {Key: key(34), At: october.Add(204 * time.Hour), Holder: "noc", Solve: true}},
		InVain: []desk.CalledInVain{{Key: key(31), At: october.Add(201 * time.Hour), Audience: desk.Line2, Times: 1}, {Key: key(32), At: october.Add(202 * time.Hour), Audience: "boris", Times: 2}},
		OnCall: []desk.OnCallTime{{Line: 1, Name: "Анна Смирнова", Time: 168 * time.Hour}},
		Drills: []desk.DrillResult{{Priority: desk.P1, Began: october.Add(400 * time.Hour), Called: 4, Answered: 3, Silent: []string{"Пётр Иванов"}}},
	}
}

// ticket returns a ticket of October.
func ticket(n int) *desk.Ticket {
	opened := october.Add(time.Duration(n) * 20 * time.Minute)
	return &desk.Ticket{
		Key: desk.Key{Project: "ROM", Number: n}, State: desk.Closed, Type: desk.Incident, Priority: desk.P1,
		Text: fmt.Sprintf("Не проходит оплата № %d\nвторая строка", n), Requester: desk.Person{Name: "Ольга"}, Line: 1, Assignee: "anna",
		OpenedAt: opened, ReactionFrom: opened, ResolutionFrom: opened, ReactionDue: opened.Add(15 * time.Minute), ResolutionDue: opened.Add(2 * time.Hour),
		AckedAt: opened.Add(10 * time.Minute), ReactedAt: opened.Add(10 * time.Minute), ResolvedAt: opened.Add(3 * time.Hour), EndedAt: opened.Add(4 * time.Hour),
		Resolution: "Перезапустили шлюз", Rating: 4,
	}
}

// tickets yields so many of them.
func tickets(n int) iter.Seq2[*desk.Ticket, error] {
	return func(yield func(*desk.Ticket, error) bool) {
		for i := range n {
			if !yield(ticket(i+1), nil) {
				return
			}
		}
	}
}

// content returns what the files of these tests are made of.
func content(t testing.TB, n int) papers.Content {
	t.Helper()
	return papers.Content{Report: octoberReport(), Desk: example(t), Tickets: tickets(n), TempDir: t.TempDir()}
}
