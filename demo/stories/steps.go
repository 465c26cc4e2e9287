package stories

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"vakhta/demo/cast"
)

// reading is how long a viewer reads what is going to happen.
const reading = 3 * time.Second

// tells says what is going to happen, and lets the viewer read it.
func tells(ru, en string) step {
	return func(ctx context.Context, s *scene) error {
		s.Tell(Phrase{ru, en})
		return s.pause(ctx, reading)
	}
}

// direct stands for the chat between the bot and the person who acts.
const direct = "direct"

func (s *scene) place(who, chat string) string {
	if chat == direct {
		return s.Cast.Direct(who)
	}
	return chat
}

// opens makes somebody write a request, and waits for its ticket. If the desk
// takes the words for a part of an open request, they say that it is a new one.
func opens(who, chat string, text Phrase) step {
	return opensWith(who, chat, "say", text)
}

// opensWithPhoto is opens with a picture.
func opensWithPhoto(who, chat string, caption Phrase) step {
	return opensWith(who, chat, "photo", caption)
}

func opensWith(who, chat, verb string, text Phrase) step {
	return func(ctx context.Context, s *scene) error {
		at := s.place(who, chat)
		if err := s.act(ctx, cast.Interaction{As: who, Verb: verb, Chat: at, Text: text.In(s.Lang)}); err != nil {
			return err
		}
		if err := s.awaitTicket(ctx, s.Patience/3, at); err == nil || ctx.Err() != nil {
			return err
		}
		command := "/new "
		if onSlack(at) {
			command = "/ticket "
		}
		if err := s.act(ctx, cast.Interaction{As: who, Verb: "slash", Chat: at, Command: command + text.In(s.Lang)}); err != nil {
			return err
		}
		return s.awaitTicket(ctx, s.Patience, at)
	}
}

// awaitTicket waits until a chat names a ticket that is newer than the story,
// which becomes the story's own.
func (s *scene) awaitTicket(ctx context.Context, patience time.Duration, chat string) error {
	patient, cancel := context.WithTimeoutCause(ctx, patience, errUnseen)
	defer cancel()
	err := s.Cast.Until(patient, func() bool {
		for _, l := range s.Cast.Lines(chat) {
			if n := highest(l.Text); l.Bot && n > s.before {
				s.key = fmt.Sprintf("ROM-%d", n)
				return true
			}
		}
		return false
	})
	if err != nil {
		return fmt.Errorf("wait for a new ticket in %s: %w", chat, err)
	}
	return nil
}

// turnsTo continues with the newest ticket that somebody's chat names.
func turnsTo(who, chat string) step {
	return func(ctx context.Context, s *scene) error {
		s.before = max(s.before, highest(s.key))
		return s.awaitTicket(ctx, s.Patience, s.place(who, chat))
	}
}

// writes makes somebody write to a chat.
func writes(who, chat string, text Phrase) step {
	return func(ctx context.Context, s *scene) error {
		return s.act(ctx, cast.Interaction{As: who, Verb: "say", Chat: s.place(who, chat), Text: text.In(s.Lang)})
	}
}

// crowds makes each of the shop's other people write one of the texts to its
// group.
func crowds(texts ...Phrase) step {
	return func(_ context.Context, s *scene) error {
		said := make([]string, len(texts))
		for i, t := range texts {
			said[i] = t.In(s.Lang)
		}
		return s.Cast.CrowdSays(said...)
	}
}

// sees waits until somebody's chat shows what is wanted.
func sees(who, chat string, w want) step {
	return func(ctx context.Context, s *scene) error {
		_, err := s.await(ctx, s.place(who, chat), w)
		return err
	}
}

// reads waits until somebody's chat shows a text, whichever ticket it names.
func reads(who, chat string, text Phrase) step {
	return func(ctx context.Context, s *scene) error {
		_, err := s.await(ctx, s.place(who, chat), want{words: text.In(s.Lang), any: true})
		return err
	}
}

// card wants the story's ticket where engineers can work on it.
func card(action string) want { return want{action: action} }

// root waits for a message about the story's ticket and returns what an answer to
// it is written under: the card, where there are threads.
func (s *scene) root(ctx context.Context, at string) (string, error) {
	l, err := s.await(ctx, at, want{})
	return cmp.Or(l.Under, l.Message), err
}

// answers makes somebody answer under the story's card in a channel, or reply
// to the newest message about it in Telegram.
func answers(who, chat string, text Phrase) step {
	return func(ctx context.Context, s *scene) error {
		at := s.place(who, chat)
		m, err := s.root(ctx, at)
		if err != nil {
			return err
		}
		return s.act(ctx, cast.Interaction{As: who, Verb: "reply", Chat: at, Message: m, Text: text.In(s.Lang)})
	}
}

// shows waits until the desk has posted a file in somebody's chat.
func shows(who, chat, file string) step {
	return sees(who, chat, want{any: true, file: file})
}

// answersWith is answers with a file.
func answersWith(who, chat string, text, name Phrase, data []byte) step {
	return func(ctx context.Context, s *scene) error {
		at := s.place(who, chat)
		m, err := s.root(ctx, at)
		if err != nil {
			return err
		}
		f := &cast.SentFile{Name: name.In(s.Lang), MIME: "application/pdf", Data: data}
		return s.act(ctx, cast.Interaction{As: who, Verb: "file", Chat: at, Message: m, Text: text.In(s.Lang), File: f})
	}
}

// presses makes somebody press the button for an action on the story's ticket.
func presses(who, chat, action string) step {
	return func(ctx context.Context, s *scene) error {
		at := s.place(who, chat)
		l, err := s.await(ctx, at, card(action))
		if err != nil {
			return err
		}
		b, _ := l.Button(action, s.key)
		return s.act(ctx, cast.Interaction{As: who, Verb: "press", Chat: at, Message: l.Message, Button: b.Name})
	}
}

// reacts makes somebody put an emoji on the story's card.
func reacts(who, chat, emoji string) step {
	return func(ctx context.Context, s *scene) error {
		at := s.place(who, chat)
		l, err := s.await(ctx, at, card("ack"))
		if err != nil {
			return err
		}
		return s.act(ctx, cast.Interaction{As: who, Verb: "react", Chat: at, Message: l.Message, Emoji: emoji})
	}
}

// gives makes somebody give a command about the story's ticket: "/resolve"
// becomes "/resolve ROM-1 words", on Slack after "/desk".
func gives(who, chat, command string, text Phrase) step {
	return func(ctx context.Context, s *scene) error {
		at, typed := s.place(who, chat), command+" "+s.key+" "+text.In(s.Lang)
		if onSlack(at) {
			typed = "/desk " + typed[1:]
		}
		return s.act(ctx, cast.Interaction{As: who, Verb: "slash", Chat: at, Command: typed})
	}
}

// fills makes somebody fill in the form that a button opened.
func fills(who string, text Phrase) step { return fillsIn(who, map[string]Phrase{"text": text}) }

// fillsIn fills in several fields, by their names.
func fillsIn(who string, fields map[string]Phrase) step {
	return func(ctx context.Context, s *scene) error {
		patient, cancel := context.WithTimeoutCause(ctx, s.Patience, errUnseen)
		defer cancel()
		if err := s.Cast.Until(patient, func() bool { return s.Cast.ModalOpen(who) }); err != nil {
			return fmt.Errorf("wait for a form on %s's screen: %w", who, err)
		}
		if err := s.pause(ctx, reading/2); err != nil {
			return err
		}
		values := make(map[string]string, len(fields))
		for name, text := range fields {
			values[name] = text.In(s.Lang)
		}
		return s.act(ctx, cast.Interaction{As: who, Verb: "submit", Values: values})
	}
}

// climbs moves the clock from alarm to alarm until somebody's chat shows what w
// describes.
func climbs(who, chat string, w want) step {
	const (
		rungs = 12              // more than any ladder of the demo has
		look  = 3 * time.Second // by the machine's clock: how long a step may take to be seen
	)
	return func(ctx context.Context, s *scene) error {
		at := s.place(who, chat)
		for range rungs {
			if _, seen := s.find(at, w); seen {
				return nil
			}
			due, armed, err := s.NextAlarm(ctx)
			if err != nil {
				return err
			}
			if armed {
				s.Clock.JumpTo(due)
			}
			if _, err := s.awaitFor(ctx, look, at, w); err == nil || ctx.Err() != nil {
				return err
			}
		}
		_, err := s.await(ctx, at, w)
		return err
	}
}

// hurries makes the clock run faster for the rest of the story.
func hurries(speed float64) step {
	return func(_ context.Context, s *scene) error {
		s.hurry(speed)
		return nil
	}
}

// slackFails takes Slack away from the desk, or brings it back.
func slackFails(down bool) step {
	return func(_ context.Context, s *scene) error {
		s.Cast.Slack.Outage(down)
		return nil
	}
}
