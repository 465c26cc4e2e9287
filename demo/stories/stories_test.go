package stories_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/demo/cast"
	"vakhta/demo/clock"
	"vakhta/demo/stories"
	"vakhta/desk"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// silence returns a player whose desk never answers, because there is none.
func silence(t *testing.T) *stories.Player {
	t.Helper()
	d, err := cast.Desk(desk.English)
	if err != nil {
		t.Fatal(err)
	}
	slack := simslack.New(simslack.Config{})
	t.Cleanup(slack.Close)
	c, err := cast.Open(d, simtelegram.New(simtelegram.Config{}), slack)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.EveryoneStarts(); err != nil {
		t.Fatal(err)
	}
	k := clock.New(time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC))
	k.SetSpeed(60)
	return &stories.Player{
		Cast: c, Clock: k, Lang: "en", Patience: 30 * time.Millisecond,
		NextAlarm: func(context.Context) (time.Time, bool, error) { return time.Time{}, false, nil },
		Tell:      func(stories.Phrase) {},
	}
}

func story(t *testing.T, id string) stories.Story {
	t.Helper()
	all := stories.All()
	i := slices.IndexFunc(all, func(s stories.Story) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("no story is called %q", id)
	}
	return all[i]
}

func TestEveryStoryIsIntroducedInBothLanguages(t *testing.T) {
	ids := map[string]bool{}
	for _, s := range stories.All() {
		if ids[s.ID] {
			t.Errorf("two stories are called %q", s.ID)
		}
		ids[s.ID] = true
		for _, w := range []stories.Phrase{s.Title, s.About} {
			if w.RU == "" || w.EN == "" || strings.ContainsAny(w.EN, "абвгдежзиклмнопрст") {
				t.Errorf("story %s says %+v", s.ID, w)
			}
		}
	}
}

func TestAStoryThatSeesNothingSaysWhatItWaitedFor(t *testing.T) {
	p := silence(t)
	err := p.Play(t.Context(), story(t, "payments"))
	if err == nil || !strings.Contains(err.Error(), "wait for a new ticket in telegram:7001") {
		t.Errorf("without a desk the story ends with %v", err)
	}
	said := p.Cast.Telegram.Chat(7001).Messages()
	if n := len(said); n < 3 || !strings.HasPrefix(said[n-1].Text, "/new ") {
		t.Errorf("Maria does not insist with /new: %+v", said)
	}
}

func TestAStoppedStoryGivesSlackBackAndLeavesTheViewersClock(t *testing.T) {
	p := silence(t)
	ctx, stop := context.WithCancel(t.Context())
	p.Patience = time.Minute
	p.Tell = func(w stories.Phrase) {
		if strings.HasPrefix(w.EN, "Lena writes") { // Slack is down by now
			p.Clock.SetSpeed(10) // as a viewer might
			stop()
		}
	}
	if err := p.Play(ctx, story(t, "outage")); !errors.Is(err, context.Canceled) {
		t.Errorf("the stopped story ends with %v", err)
	}
	if p.Clock.Speed() != 10 || p.Cast.Slack.State().Down {
		t.Errorf("after the story the clock runs at %v and Slack is down: %v", p.Clock.Speed(), p.Cast.Slack.State().Down)
	}
}
