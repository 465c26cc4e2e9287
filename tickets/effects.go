package tickets

import (
	"time"

	"vakhta/desk"
	"vakhta/escalation"
	"vakhta/history"
	"vakhta/notice"
)

// effects are the consequences of one act besides the move of the ticket
// itself. An act returns them as one value, and apply carries them out in the
// order of the fields.
type effects struct {
	by       desk.Actor      // zero: the desk itself, because time passed
	counts   desk.ReactionBy // what the act is to the reaction clock; "": nothing
	moved    bool            // the state has changed, so the resolution clock may stop or continue
	news     escalation.News // for reminders and automatic closing
	restarts []desk.ClockName
	event    history.Activity // the entry in the timeline; nil: none
	announce bool             // the event is posted in the threads
	tell     []telling        // who is told what, in this order
	rewords  bool             // the request's text has changed
	inside   bool             // the requester's card does not show it
	unseen   bool             // no card shows it, unless the ticket has changed as well
}

// A telling is a message about a ticket.
type telling struct {
	to        recipients
	facts     notice.Facts
	slot      string // of the living message; "": a new message
	class     desk.Class
	utterance int64     // the words it carries; 0: none
	at        time.Time // when it is sent; zero: now
}

// recipients says who is told.
type recipients int

const (
	requester  recipients = iota // the requester, where they asked
	requesters                   // the requester, and those of tickets merged into this one
	merged                       // only the latter
	threads                      // under each card, and the assignee in private if they were called there
)

// An answer tells somebody something now, in a message of its own.
func answer(to recipients, f notice.Facts) telling {
	return telling{to: to, facts: f, class: desk.ClassAnswer}
}

// living tells somebody something in a living message.
func living(to recipients, slot string, f notice.Facts) telling {
	return telling{to: to, facts: f, slot: slot, class: desk.ClassAnswer}
}

// redrawn updates a living message; if there is none, nothing is posted.
func redrawn(to recipients, slot string, f notice.Facts) telling {
	return telling{to: to, facts: f, slot: slot, class: desk.ClassRefresh}
}

// pending is what Save has to do for the acts so far, besides writing.
type pending struct {
	shows    audience         // whose living messages change
	unseen   bool             // something happened that no living message shows by itself
	news     escalation.News  // what happened since the alarms were set
	restarts []desk.ClockName // ladders whose steps may fire again
	early    []desk.Alarm     // fired early; they have to be set again
	alone    bool             // it is no part of its major incident any more
	echoes   []desk.Notice    // for the requesters of tickets merged into this one
	writes
}

// An audience is whose living messages of a ticket are updated.
type audience int

const (
	nobody audience = iota
	engineers
	everybody
)

// apply applies the effects of an act.
func (c *Case) apply(e effects) {
	if e.counts != "" {
		c.react(e.counts)
	}
	if e.moved {
		c.pauseByState()
		if c.Ticket.State == desk.Resolved {
			c.decide(desk.ClockResolution)
		}
		e.news.Worked = true
	}
	c.news.Worked = c.news.Worked || e.news.Worked
	c.news.Heard = c.news.Heard || e.news.Heard
	c.news.Reminded = c.news.Reminded || e.news.Reminded
	c.news.Asked = c.news.Asked || e.news.Asked
	c.news.Nudged = c.news.Nudged || e.news.Nudged
	c.news.Chased = c.news.Chased || e.news.Chased
	c.news.Told = c.news.Told || e.news.Told
	c.news.Passed = c.news.Passed || e.news.Passed
	c.restarts = append(c.restarts, e.restarts...)
	switch {
	case e.event == nil && !e.rewords:
	case e.unseen && !e.moved:
		c.unseen = true
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

// tell queues a message.
func (c *Case) tell(t telling) {
	if t.to == threads {
		for _, place := range c.Ticket.Copies {
			if c.linked(place) && t.utterance == 0 {
				continue // that it was taken or resolved is said once, under the lead's card
			}
			if place.For == "" || place.For == c.Ticket.Assignee {
				c.tellThread(place, t)
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

// relayed relays words to the threads.
func relayed(f notice.Facts, utterance int64) telling {
	return telling{to: threads, facts: f, class: desk.ClassRelay, utterance: utterance}
}
