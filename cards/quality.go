package cards

import (
	"slices"
	"strconv"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/notice"
)

// closed asks for a rating. Once it is rated it asks for words, and then thanks.
func (w *writer) closed(f notice.AskRating) {
	t := w.Ticket
	w.Card.Tone = desk.ToneEnded
	w.Card.Lead = w.About("told.closed")
	switch {
	case f.Again && t.Rating == 0 && !t.Survey.Over && !t.State.Open():
		w.Card.Lead = w.About("quality.rate_again")
	case f.ByTime:
		w.Card.Lead = w.About("told.closed_by_time")
	}
	switch {
	case t.State.Open(): // it was reopened since
	case t.Rating > 0:
		w.commented()
	case t.Survey.Over:
		w.Line(w.Say("quality.rate_over"))
	default:
		if !f.Again {
			w.Line(w.Say("told.rate"))
		}
		var stars []desk.Button
		for i := desk.Stars(1); i.Valid(); i++ {
			n := strconv.Itoa(int(i))
			stars = append(stars, w.Button(n, desk.ActRate, n))
		}
		w.Card.Buttons = append(w.Card.Buttons, stars) // one digit each, so five fit a row
	}
}

// commented asks what the rating is for. A poor one is asked why.
func (w *writer) commented() {
	t := w.Ticket
	w.Line(w.Say("told.rated", "Rating", t.Rating))
	switch {
	case t.Survey.Commented:
		w.Line(w.Say("quality.commented"))
	case t.Rating.Poor():
		w.Line(w.Say("quality.rated_why"))
		w.Row(w.Button(w.Say("button.comment_why"), desk.ActComment, ""))
	default:
		w.Row(w.Button(w.Say("button.comment"), desk.ActComment, ""))
	}
}

// reviewShown is how many entries of the ticket's way a review shows: all of almost
// every ticket.
const reviewShown = 40

// review asks a manager to find out why a rating is poor.
func (w *writer) review(f notice.ReviewCard) {
	t := w.Ticket
	w.Card.Tone = desk.ToneWarning
	w.Card.Title = w.About("quality.title", "Rating", f.Stars, "Shop", w.Project(t.Key.Project))
	w.Card.Lead = w.Say("quality.ask")
	if f.Again {
		w.Card.Lead = w.Say("quality.again")
	}
	w.Card.Author, w.Card.Quote = t.Requester.Name, pen.Quoted(t.Text)
	w.WorkFields()
	w.WorkLines()
	for _, e := range slices.Backward(f.Timeline) {
		if why, ok := e.Event.(history.RatingExplained); ok {
			w.Line(w.Say("quality.why", "Text", pen.Quoted(why.Text)))
			break
		}
	}
	w.timeline(f.Timeline, w.Happened, reviewShown)
	if t.Survey.Review.Awaited() {
		done := w.Button(w.Say("button.reviewed"), desk.ActReviewed, "")
		done.Style = desk.StylePrimary
		w.Row(done, w.Button(w.Say("button.way"), desk.ActWhy, ""))
		return
	}
	w.Card.Tone, w.Card.Lead = desk.ToneDone, ""
	for _, e := range slices.Backward(f.Timeline) {
		if _, ok := e.Event.(history.Reviewed); ok {
			w.Card.Lead = w.Say("quality.done_by", "Who", w.Actor(e.By))
			break
		}
	}
}
