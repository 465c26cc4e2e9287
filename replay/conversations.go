package replay

import (
	"maps"
	"slices"
	"time"

	"vakhta/classify"
	"vakhta/desk"
)

// A conversation is over when nobody has written for so long.
const (
	quiet     = 8 * time.Hour  // after the team's answer
	abandoned = 72 * time.Hour // after words that nobody answered
)

// Conversations returns what would have been tickets, by opening. A ticket is
// opened by what somebody outside the team wrote, if the desk would take it for a
// request; what they write next belongs to it. The team's next
// message in the chat, or the next one that answers its requester, is the first
// response. It is over when its requester says thanks, or when nobody has
// written for eight hours after an answer; then the team's last message counts
// as the resolution. After words that nobody answered it is over three days
// later, without a resolution.
func (p *Past) Conversations(team Answerers, reader *classify.Classifier) []OldTicket {
	all := slices.Clone(p.Tickets)
	for i := range all {
		all[i].understand(reader)
	}
	for _, c := range p.Chats {
		all = append(all, c.conversations(team, reader)...)
	}
	slices.SortStableFunc(all, func(a, b OldTicket) int { return a.OpenedAt.Compare(b.OpenedAt) })
	return all
}

// understand fills in what an older desk did not say.
func (t *OldTicket) understand(reader *classify.Classifier) {
	g := reader.Guess(t.Text, classify.Context{})
	if t.Type == "" {
		t.Type = g.Type
	}
	if !t.Priority.Valid() {
		t.Priority = g.Priority
	}
	if t.Type == desk.NoRequest { // somebody opened it
		t.Type = desk.InformationRequest
	}
	if !t.Priority.Valid() {
		t.Priority = desk.P3
	}
}

// A past is a conversation.
type past struct {
	OldTicket
	account string
	last    time.Time // of either side
	answer  time.Time // the team's last
}

func (t *past) over(now time.Time) bool {
	if t.last.After(t.answer) {
		return now.Sub(t.last) > abandoned
	}
	return now.Sub(t.last) > quiet
}

func (c *OldChat) conversations(team Answerers, reader *classify.Classifier) (done []OldTicket) {
	open := map[string]*past{} // by their requester's account
	writers := map[string]string{}
	end := func(t *past) {
		if !t.last.After(t.answer) {
			t.ResolvedAt = t.answer
		}
		done = append(done, t.OldTicket)
		delete(open, t.account)
	}
	for _, m := range c.Messages {
		for _, account := range slices.Sorted(maps.Keys(open)) {
			if t := open[account]; t.over(m.At) {
				end(t)
			}
		}
		writers[m.ID] = m.Account
		switch {
		case m.Bot:
		case team.Has(m.Account, m.Name):
			answered(open, writers[m.Answers], m.At)
		default:
			c.wrote(open, m, reader.Guess(m.Text, classify.Context{}), end)
		}
	}
	for _, account := range slices.Sorted(maps.Keys(open)) {
		end(open[account])
	}
	return done
}

// answered notes an answer to somebody, or to all who wait.
func answered(open map[string]*past, to string, at time.Time) {
	for account, t := range open {
		if open[to] != nil && account != to {
			continue
		}
		if t.AnsweredAt.IsZero() {
			t.AnsweredAt = at
		}
		t.answer, t.last = at, at
	}
}

// wrote notes what somebody outside the team wrote, and what it was taken for.
func (c *OldChat) wrote(open map[string]*past, m OldMessage, g classify.Guess, end func(*past)) {
	t, waits := open[m.Account]
	switch {
	case waits && g.Silent() && g.Thanks() && !t.answer.IsZero():
		t.last = t.answer // whatever they wrote before, they are content
		end(t)
	case m.Text == "" || g.Type == desk.NoRequest:
	case waits:
		t.last = m.At
	default:
		open[m.Account] = &past{account: m.Account, last: m.At, OldTicket: OldTicket{
			Place: c.Name, Requester: m.Name, Text: m.Text, Type: g.Type, Priority: g.Priority, OpenedAt: m.At,
		}}
	}
}
