package cards_test

import (
	"time"

	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

func talkSamples() []sample {
	all := []sample{
		{name: "asks", facts: notice.WhichProject{Held: 5, Projects: []string{"ROM", "VAS"}}},
		{name: "asks", facts: notice.AskRequest{Held: 5, Project: "ROM"}},
		{name: "hello", facts: notice.Greeting{Name: "Мария"}},
		{name: "thanks", facts: notice.Greeting{Name: "Мария", Thanks: true}},
		{name: "unknown", facts: notice.Stranger{}},
		{name: "of no shop", facts: notice.Welcome{Name: "Мария"}},
		{name: "of the desk", facts: notice.WhoAmI{
			Name: "Анна Ким", Account: desk.Account{Platform: desk.Slack, ID: "U0ANNA"}, Handle: "anna",
			Roles: []string{"first-line", "admin"}, Chat: desk.Address{Platform: desk.Slack, Chat: "C0L1"},
		}},
		{name: "nobody in particular", facts: notice.WhoAmI{Name: "Пётр", Account: desk.Account{Platform: desk.Telegram, ID: "9"}}},
		{name: "a link", facts: notice.Invitation{Project: "ROM", Role: "staff", Link: "https://t.me/vakhta_bot?start=x7Kq", Expires: after(7 * 24 * time.Hour)}},
		{name: "a code", facts: notice.Invitation{Project: "ROM", Role: "engineer", Code: "x7Kq", Commands: []string{"/desk start x7Kq"}, Expires: after(7 * 24 * time.Hour)}},
		{name: "for a manager, both ways", facts: notice.Invitation{Project: "ROM", Role: "manager", Link: "https://t.me/vakhta_bot?start=x7Kq", Code: "x7Kq", Commands: []string{"/desk start x7Kq"}, Expires: after(7 * 24 * time.Hour)}},
		{name: "without a ticket", facts: notice.AskText{Act: desk.ActNew}},
		{name: "for staff", facts: acts.HelpFor(turn.Anybody)},
		{name: "for everything, in Slack", facts: acts.HelpFor(turn.Anybody | turn.Engineer | turn.Admin), slack: true},
		{name: "nothing of mine", facts: notice.List{}},
		{name: "mine", facts: notice.List{Tickets: tickets()}, now: 20 * time.Minute},
		{name: "an empty queue", facts: notice.List{Queue: true}},
		{name: "a long queue", facts: notice.List{Queue: true, Tickets: tickets(), More: 1}},
		{name: "no rotations", facts: notice.OnCallNow{}},
		{name: "duties", facts: notice.OnCallNow{Duties: []notice.Duty{
			{Team: "first-line", Name: "Анна Ким", Until: after(20 * time.Hour), Next: "Boris Lee"},
			{Team: "network", Name: "Вера Орлова", Until: after(200 * time.Hour)},
			{Team: "shop-dev"}, {Team: "solo", Name: "FastHost NOC"},
		}}},
		{name: "figures", facts: notice.ReportCard{Report: sampleReport()}},
		{name: "all is well", facts: notice.ReportCard{Report: desk.Report{
			Project: "ROM", Name: "Ромашка", At: noon, Tickets: 1, Period: desk.Period{Name: "2025", From: time.Date(2025, 1, 1, 0, 0, 0, 0, moscow), To: time.Date(2026, 1, 1, 0, 0, 0, 0, moscow)},
			ByType: map[desk.RequestType]int{desk.ChangeRequest: 1}, ByPriority: map[desk.Priority]int{desk.P4: 1},
			Reaction: desk.TargetFigures{Promised: 1, Met: 1, Median: time.Hour, P95: time.Hour, Measured: 1},
		}}},
		{name: "nothing happened", facts: notice.ReportCard{Report: desk.Report{
			Project: "ROM", Name: "Ромашка", At: noon, Period: desk.Period{Name: "today", From: after(-14 * time.Hour), To: after(10 * time.Hour)},
		}}},
	}
	for _, role := range []string{"staff", "manager", "engineer"} {
		all = append(all, sample{name: role, facts: notice.Welcome{Name: "Мария", Project: "ROM", Role: role}})
	}
	for _, form := range []desk.Action{desk.ActReply, desk.ActResolve, desk.ActWait} {
		all = append(all, sample{name: string(form), facts: notice.AskText{Act: form}, ticket: with(taken)})
	}
	for _, why := range []desk.ReachCause{"blocked", "kicked", "left", "archived", "chat_not_found", "restricted", "refused"} {
		all = append(all, sample{name: string(why), facts: notice.ReachChanged{Where: "FastHost NOC", Cause: why}})
	}
	return append(all, sample{name: "again", facts: notice.ReachChanged{Where: "FastHost NOC", Back: true}})
}

func tickets() []*desk.Ticket {
	second := with(taken)
	second.Key.Number, second.Priority = 43, desk.P3
	second.Text = "Нужно завести нового сотрудника в программе лояльности и выдать ему права старшего кассира"
	third := with(waits)
	third.Key.Number = 44
	return []*desk.Ticket{fresh(), second, third}
}

func sampleReport() desk.Report {
	r := desk.Report{
		Project: "ROM", Name: "Ромашка", At: noon, Tickets: 21, Open: 2,
		Period:     desk.Period{Name: "month", From: time.Date(2026, 11, 1, 0, 0, 0, 0, moscow), To: noon},
		ByType:     map[desk.RequestType]int{desk.Incident: 15, desk.InformationRequest: 6},
		ByPriority: map[desk.Priority]int{desk.P1: 1, desk.P2: 5, desk.P3: 15},
		Reaction:   desk.TargetFigures{Promised: 21, Met: 19, Median: 130 * time.Second, P95: 65 * time.Minute, Measured: 20},
		Resolution: desk.TargetFigures{Promised: 5, Met: 5, Pending: 1, Median: 26 * time.Hour, P95: 75 * time.Hour, Measured: 5},
		Ratings:    map[int]int{5: 2, 4: 1, 1: 5},
	}
	for i := range 12 {
		r.Breaches = append(r.Breaches, desk.Breach{
			Key: desk.Key{Project: "ROM", Number: 30 + i}, Late: time.Duration(i+1) * 37 * time.Minute, Still: i%3 == 2,
			Target: []desk.ClockName{desk.ClockReaction, desk.ClockResolution}[i%2],
		})
	}
	return r
}
