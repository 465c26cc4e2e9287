package tickets

import (
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
)

// effects are what follows from one act on a ticket, beside the move of the ticket
// itself. An act says them as one value, and apply carries them out in the order
// of the fields.
type effects struct {
	by       desk.Actor      // zero: the desk itself, because of the time
	counts   desk.ReactionBy // as what the reaction clock may count the act; "": as nothing
	moved    bool            // the state is another, so the resolution clock may stop or go on
	news     escalation.News // on which reminders and closing by itself depend
	restarts []desk.ClockName
	event    history.Activity // the line in the timeline; nil: none
	announce bool             // the threads are told of the event
	tell     []telling        // who is told what, in this order
	rewords  bool             // the request's own words are others
	inside   bool             // the requester's card says nothing of it
}

// A telling is something that is said about a ticket.
type telling struct {
	to        recipients
	facts     notice.Facts
	slot      string // of the living message; "": a message of its own
	class     desk.Class
	utterance int64     // whose words it carries; 0: nobody's
	at        time.Time // when it is told; zero: now
}

// recipients are who is told something.
type recipients int

const (
	requester  recipients = iota // who asked, where they asked
	requesters                   // they, and those whose tickets were merged into this one
	merged                       // those alone
	threads                      // under each card, and in private the assignee who was called there
)

// An answer tells somebody something now, in a message of its own.
func answer(to recipients, f notice.Facts) telling {
	return telling{to: to, facts: f, class: desk.ClassAnswer}
}

// living tells somebody something in a message that is kept up to date.
func living(to recipients, slot string, f notice.Facts) telling {
	return telling{to: to, facts: f, slot: slot, class: desk.ClassAnswer}
}

// redrawn has a living message show what is true now; where none stands, nothing
// is said.
func redrawn(to recipients, slot string, f notice.Facts) telling {
	return telling{to: to, facts: f, slot: slot, class: desk.ClassRefresh}
}

// pending is what Save has to do for the acts so far, beside writing.
type pending struct {
	shows    audience         // whose living messages show something new
	news     escalation.News  // what happened since the alarms were set
	restarts []desk.ClockName // ladders whose steps may fire once more
	early    []desk.Alarm     // fired before they were due: they are to be set again
	echoes   []desk.Notice    // what those are told, too, whose tickets were merged into this one
	writes
}

// An audience is whose living messages of a ticket are kept up to date.
type audience int

const (
	nobody audience = iota
	engineers
	everybody
)

// apply carries out what follows from an act.
func (c *Case) apply(e effects) {
	if e.counts != "" {
		c.react(e.counts)
	}
	if e.moved {
		c.pauseByState()
		e.news.Worked = true
	}
	c.news.Worked = c.news.Worked || e.news.Worked
	c.news.Heard = c.news.Heard || e.news.Heard
	c.news.Reminded = c.news.Reminded || e.news.Reminded
	c.restarts = append(c.restarts, e.restarts...)
	switch {
	case e.event == nil && !e.rewords:
	case e.inside:
		c.shows = max(c.shows, engineers)
	default:
		c.shows = everybody
	}
	if e.event != nil {
		c.log(e.by, e.event)
	}
	if e.announce {
		c.tell(telling{to: threads, facts: notice.Happened{By: e.by, Event: e.event}, class: desk.ClassRelay})
	}
	for _, t := range e.tell {
		c.tell(t)
	}
}

// tell says something.
func (c *Case) tell(t telling) {
	if t.to == threads {
		for _, place := range c.Ticket.Copies {
			if place.For == "" || place.For == c.Ticket.Assignee {
				c.tellThread(place, t.facts, t.utterance)
			}
		}
		return
	}
	n := c.notice(desk.Notice{
		To: c.Ticket.Place, Slot: t.slot, Class: t.class, Person: c.Ticket.Requester.ID, Utterance: t.utterance, Planned: t.at,
	}, t.facts)
	if t.to != merged && !c.apart {
		c.notices = append(c.notices, n)
	}
	if t.to != requester {
		c.echoes = append(c.echoes, n)
	}
}

// relayed carries words into the threads.
func relayed(f notice.Facts, utterance int64) telling {
	return telling{to: threads, facts: f, class: desk.ClassRelay, utterance: utterance}
}
