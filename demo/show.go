package demo

import (
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/demo/stories"
)

// patience is how long a story waits for what it has to see.
const patience = 20 * time.Second

// An order is a story to play, in a language.
type order struct {
	story stories.Story
	lang  string
}

// Run plays the stories that are asked for, one at a time, until ctx ends. Then
// browsers that are watching are told to reconnect.
func (s *Stage) Run(ctx context.Context) error {
	defer close(s.over)
	for {
		select {
		case <-ctx.Done():
			return nil
		case o := <-s.orders:
			s.play(ctx, o)
		}
	}
}

// play plays a story to its end and records how it ended.
func (s *Stage) play(ctx context.Context, o order) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.tell(o.story.ID, func(st *StoryState) {
		st.Playing, st.Over, st.Failed, st.Step = true, false, "", nil
		s.stop = stop
	})
	player := stories.Player{
		Cast: s.Cast, Clock: s.Clock, Lang: o.lang, NextAlarm: s.NextAlarm, Patience: patience,
		Tell: func(w stories.Phrase) { s.tell(o.story.ID, func(st *StoryState) { st.Step = &w }) },
	}
	err := player.Play(ctx, o.story)
	s.tell(o.story.ID, func(st *StoryState) {
		st.Playing, s.stop = false, nil
		switch {
		case err == nil:
			st.Over = true
		case errors.Is(err, context.Canceled):
			st.Step = nil
		default:
			st.Failed = err.Error()
			s.Log.Warn("a story does not go on", "story", o.story.ID, "error", err)
		}
	})
}

// tell changes the state of a story.
func (s *Stage) tell(id string, f func(*StoryState)) {
	s.change(func() {
		if i := slices.IndexFunc(s.stories, func(st StoryState) bool { return st.ID == id }); i >= 0 {
			f(&s.stories[i])
		}
	})
}

// Play plays a story, after stopping the current one. It returns when the story
// begins.
func (s *Stage) Play(ctx context.Context, id, lang string) error {
	all := stories.All()
	i := slices.IndexFunc(all, func(st stories.Story) bool { return st.ID == id })
	if i < 0 {
		return errNoStory
	}
	if lang == "" {
		lang = s.Lang
	}
	s.Stop()
	select {
	case s.orders <- order{all[i], lang}:
		return nil
	case <-s.over:
		return errOver
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

var (
	// errNoStory means that there is no story of that name.
	errNoStory = errors.New("there is no such story")
	// errOver means that the demo has ended or is being reset.
	errOver = errors.New("this demo is over")
)

// Stop stops the story that plays, if one does.
func (s *Stage) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil {
		s.stop()
	}
}
