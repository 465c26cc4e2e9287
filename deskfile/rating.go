package deskfile

import (
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// rating is how long a rating is waited for.
type rating struct {
	remind at[desk.Span]
	expire at[desk.Span]
	review at[desk.Span]
}

var ratingKind = keys.Mapping("this rating",
	keys.Key("remind", "How long after the question its requester is reminded to rate a closed ticket, once.",
		spanKind, func(r *rating) *at[desk.Span] { return &r.remind }).Default("`1d`, or `8h` if the calendar has no `day`"),
	keys.Key("expire", "How long after the question the ticket can be rated.",
		spanKind, func(r *rating) *at[desk.Span] { return &r.expire }).Default("`5d`, or `40h` if the calendar has no `day`"),
	keys.Key("review", "How long after a rating of 1 to 3 the managers are reminded to review it, once.",
		spanKind, func(r *rating) *at[desk.Span] { return &r.review }).Default("`2d`, or `16h` if the calendar has no `day`"),
)

// rule returns how long a rating is waited for under a calendar.
func (r rating) rule(c *desk.Calendar) desk.SurveyRule {
	days := func(n int) desk.Span {
		if c != nil && !c.Always && c.Day == 0 {
			return desk.Span{Time: time.Duration(n) * 8 * time.Hour}
		}
		return desk.Span{Days: n}
	}
	return desk.SurveyRule{Remind: r.remind.Or(days(1)), Expire: r.expire.Or(days(5)), Review: r.review.Or(days(2))}
}
