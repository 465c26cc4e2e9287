// Package stories holds the stories of the demo: short plays in which the cast
// uses the desk as shops and engineers do. A story acts only through the
// clients and continues when the chats show what it waits for, so it knows
// nothing that a person at the screens would not know.
//
// A Story is a list of steps. A Player plays it and says before each step, in
// words for the viewer, what is going to happen.
package stories

import (
	"context"
	"fmt"
)

// A Phrase is the same text in both languages.
type Phrase struct {
	RU string `json:"ru"`
	EN string `json:"en"`
}

// In returns the text in a language, English unless it is Russian.
func (w Phrase) In(lang string) string {
	if lang == "ru" {
		return w.RU
	}
	return w.EN
}

// A Story is one play.
type Story struct {
	ID    string
	Title Phrase
	About Phrase
	steps []step
}

// A step does one thing or waits for one; its error ends the story.
type step func(context.Context, *scene) error

// All returns the stories, the one to play first at the front.
func All() []Story {
	return []Story{
		paymentsAreDown(), renewTheCertificate(), makeTheButtonGreen(), ordersOfMarch(), fromTheNotes(), theScreenshot(), theReport(),
		slackIsDown(), fortyPeople(), theMajorIncident(), fromTheCatalogue(), toTheHosting(), theMonth(),
	}
}

// Play plays a story to its end, or until ctx ends. After that Slack is up
// again, and the clock has its old speed unless a viewer has changed it.
func (p *Player) Play(ctx context.Context, s Story) error {
	played := &scene{Player: p, before: p.lastNumber()}
	defer played.slowDown()
	defer p.Cast.Slack.Outage(false)
	for n, do := range s.steps {
		if err := do(ctx, played); err != nil {
			return fmt.Errorf("step %d: %w", n+1, err)
		}
	}
	return nil
}
