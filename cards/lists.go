package cards

import (
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// list answers /my and /queue: a line for each ticket, readable on a phone.
func (w *writer) list(f notice.List) {
	family := "my"
	switch {
	case f.Queue:
		family = "queue"
	case f.Shop:
		family = "shop"
	case f.Similar:
		family = "similar"
	}
	w.Card.Title = w.Say("list." + family)
	if len(f.Tickets) == 0 {
		w.Card.Lead = w.Say("list.none_" + family)
	}
	for _, t := range f.Tickets {
		if f.Similar {
			w.Line(t.Key.String() + " · " + pen.Excerpt(t.Text) + "\n" + w.Say("status.resolution", "Text", pen.Excerpt(t.Resolution)))
			continue
		}
		w.Line(w.item(t, f))
	}
	w.table(f)
	if f.More > 0 {
		w.Card.Footer = w.Say("list.shown", "N", len(f.Tickets), "Total", len(f.Tickets)+f.More)
	}
}

// table says the same in columns.
func (w *writer) table(f notice.List) {
	if len(f.Tickets) < 2 || f.Similar {
		return
	}
	columns := []string{"key", "state", "due", "what"}
	switch {
	case f.Queue:
		columns = []string{"key", "priority", "shop", "state", "due", "what"}
	case f.Shop:
		columns = []string{"key", "state", "who", "due", "what"}
	}
	table := &desk.Grid{Caption: w.Card.Title}
	for _, c := range columns {
		table.Columns = append(table.Columns, w.Say("table."+c))
	}
	for _, t := range f.Tickets {
		state, family := w.YourState(t), "my_due"
		if f.Queue {
			state, family = w.State(t), "queue_due"
		}
		cells := map[string]string{
			"key": t.Key.String(), "priority": w.Tone(t).Sign() + t.Priority.String(), "shop": w.Project(t.Key.Project), "state": state,
			"who": t.Requester.Name, "due": w.Due(t, family), "what": pen.Excerpt(t.Text),
		}
		var row []string
		for _, c := range columns {
			row = append(row, cells[c])
		}
		table.Rows = append(table.Rows, row)
	}
	w.Card.Table = table
}

// item returns a ticket in two lines: its state, and what it is about.
func (w *writer) item(t *desk.Ticket, f notice.List) string {
	text, family := w.Say("list.item", "Key", t.Key.String(), "State", w.YourState(t)), "my_due"
	if f.Shop {
		text += " · " + t.Requester.Name
	}
	if f.Queue {
		text, family = w.Tone(t).Sign()+w.Headline(t, w.State(t)), "queue_due"
	}
	if due := w.Due(t, family); due != "" {
		text += " · " + due
	}
	return text + "\n" + pen.Excerpt(t.Text)
}

// timelineShown is how many of a ticket's last entries are shown.
const timelineShown = 15

// status answers /status; false: there is no ticket.
func (w *writer) status(f notice.Status) bool {
	t := w.Ticket
	if t == nil {
		return false
	}
	w.Card.Tone = pen.YourTone(t)
	tell := w.Yours
	if f.Engineer {
		tell = w.Happened
		w.Card.Tone = w.Tone(t)
		w.Card.Title = w.Headline(t, w.Standing(t))
		w.Card.Author = t.Requester.Name
		w.WorkFields()
		w.Kind()
		w.Confidence()
		w.WorkLines()
	} else {
		w.Card.Title = w.About("receipt.state", "State", w.YourState(t))
		w.Card.Lead = w.WhatNext()
		w.YourFields()
		if t.State == desk.New {
			w.Line(w.Understood(t))
		}
		if t.Resolution != "" && !t.State.Open() {
			w.Line(w.Say("status.resolution", "Text", pen.Quoted(t.Resolution)))
		}
	}
	w.Card.Quote = pen.Quoted(t.Text)
	w.timeline(f.Timeline, tell, timelineShown)
	w.CopyKey()
	return true
}

// timeline adds the last entries of a timeline that are told, at most that many.
func (w *writer) timeline(all []history.Entry, tell func(history.Entry) string, most int) {
	var lines []string
	for _, e := range all {
		if text := tell(e); text != "" {
			lines = append(lines, w.Say("status.entry", "At", w.Voice.When(e.At, w.Now), "Text", text))
		}
	}
	if len(lines) > 0 {
		w.Line(strings.Join(lines[max(0, len(lines)-most):], "\n"))
	}
}
