package tickets

import (
	"context"
	"errors"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
)

// Why nothing is rated or reviewed.
var (
	ErrTooLateToRate = errors.New("it is too late to rate the ticket")
	ErrNoReview      = errors.New("no review is awaited")
)

// askRating returns what asks the requester for a rating. They are asked by a
// message once; after that it is only drawn again.
func (c *Case) askRating(byTime bool) telling {
	ask := notice.AskRating{ByTime: byTime}
	if !c.Ticket.Survey.Asked.IsZero() {
		return redrawn(requester, notice.SlotRating, ask)
	}
	c.Ticket.Survey.Asked = c.now
	return living(requester, notice.SlotRating, ask)
}

// Rate stores the requester's rating; the last one counts. A poor one opens a review.
func (c *Case) Rate(ctx context.Context, by desk.Actor, stars desk.Stars) error {
	t := c.Ticket
	if t.State != desk.Closed && t.State != desk.Resolved {
		return &desk.MoveError{Move: desk.MoveClose, State: t.State}
	}
	if t.Survey.Over && t.Rating == 0 {
		return ErrTooLateToRate
	}
	t.Rating = stars
	c.apply(effects{
		by: by, event: history.Rated{Stars: stars}, announce: true,
		tell: []telling{
			living(requester, notice.SlotRating, notice.AskRating{}),
			redrawn(requester, notice.SlotRatingAgain, notice.AskRating{Again: true}),
		},
	})
	if stars.Poor() && t.Survey.Review.Opened.IsZero() {
		return c.openReview(ctx, by)
	}
	return c.redrawReview(ctx)
}

// Explain stores what the requester writes with their rating. Engineers and the
// reviewers read it.
func (c *Case) Explain(ctx context.Context, by desk.Actor, text string) error {
	t := c.Ticket
	if t.Rating == 0 {
		return &desk.MoveError{Move: desk.MoveClose, State: t.State}
	}
	t.Survey.Commented = true
	c.apply(effects{
		by: by, event: history.RatingExplained{Stars: t.Rating, Text: c.masked(text)}, announce: true,
		tell: []telling{
			redrawn(requester, notice.SlotRating, notice.AskRating{}),
			redrawn(requester, notice.SlotRatingAgain, notice.AskRating{Again: true}),
		},
	})
	return c.redrawReview(ctx)
}

// Comment stores feedback of an engineer or a manager, which the customer does not read.
func (c *Case) Comment(by desk.Actor, text string) {
	c.apply(effects{by: by, event: history.Feedback{Text: c.masked(text)}, announce: true, inside: true})
}

// openReview asks the managers to find out why the rating is poor.
func (c *Case) openReview(ctx context.Context, by desk.Actor) error {
	s, err := c.situation(ctx)
	if err != nil {
		return err
	}
	calls, err := c.met(ctx, s.Reviewers(by))
	if err != nil || len(calls) == 0 {
		return err
	}
	e := history.ReviewOpened{Stars: c.Ticket.Rating}
	for _, to := range calls {
		e.Asked = append(e.Asked, to.Who)
	}
	c.Ticket.Survey.Review.Opened = c.now
	c.apply(effects{event: e, inside: true})
	return c.showReview(ctx, calls, false)
}

// showReview posts the card of the review to people.
func (c *Case) showReview(ctx context.Context, calls []escalation.Call, again bool) error {
	card, err := c.reviewCard(ctx)
	if err != nil {
		return err
	}
	card.Again = again
	r := &c.Ticket.Survey.Review
	for _, to := range calls {
		r.Cards = append(r.Cards, to.To)
		c.add(desk.Notice{To: to.To, Slot: notice.ReviewSlot(len(r.Cards)-1, to.To), Class: desk.ClassAnswer, Person: to.Who.Person}, card)
	}
	return nil
}

// reviewCard returns the facts of the review's card: the whole way of the ticket.
func (c *Case) reviewCard(ctx context.Context) (notice.ReviewCard, error) {
	entries, err := c.tx.Timeline(ctx, c.Ticket.ID)
	for _, l := range c.lines {
		entries = append(entries, l.Entry)
	}
	card := notice.ReviewCard{Stars: c.Ticket.Rating, Timeline: entries}
	for _, e := range entries {
		if r, ok := e.Event.(history.Rated); ok && c.Ticket.Rating == 0 { // it was reopened since
			card.Stars = r.Stars
		}
	}
	return card, err
}

// redrawReview updates all cards of the review, if there is one.
func (c *Case) redrawReview(ctx context.Context) error {
	r := c.Ticket.Survey.Review
	if r.Opened.IsZero() {
		return nil
	}
	card, err := c.reviewCard(ctx)
	for i, at := range r.Cards {
		c.add(desk.Notice{To: at, Slot: notice.ReviewSlot(i, at), Class: desk.ClassRefresh}, card)
	}
	return err
}

// Review ends the review.
func (c *Case) Review(ctx context.Context, by desk.Actor) error {
	r := &c.Ticket.Survey.Review
	if !r.Awaited() {
		return ErrNoReview
	}
	r.Done = c.now
	c.apply(effects{by: by, event: history.Reviewed{}, inside: true})
	return c.redrawReview(ctx)
}

// survey acts on the clock of the rating.
func (c *Case) survey(ctx context.Context, f desk.Firing) error {
	of := &c.Ticket.Survey
	switch f.Step {
	case escalation.RemindToRate:
		of.Reminded = true
		c.apply(effects{
			event: history.Nudged{}, inside: true,
			tell: []telling{living(requester, notice.SlotRatingAgain, notice.AskRating{Again: true})},
		})
	case escalation.TooLateToRate:
		of.Over = true
		c.tell(redrawn(requester, notice.SlotRating, notice.AskRating{}))
		c.tell(redrawn(requester, notice.SlotRatingAgain, notice.AskRating{Again: true}))
	case escalation.RemindToReview:
		of.Review.Reminded = true
		s, err := c.situation(ctx)
		if err != nil {
			return err
		}
		calls, err := c.met(ctx, s.Reviewers(desk.Actor{}))
		if err != nil {
			return err
		}
		return c.showReview(ctx, calls, true)
	}
	return nil
}
