package stories

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/demo/cast"
	"vakhta/demo/clock"
	"vakhta/desk"
)

// A Player plays stories on a stage.
type Player struct {
	Cast  *cast.Cast
	Clock *clock.Adjustable
	Lang  string // of what the cast writes: "ru" or "en"
	// NextAlarm returns when the desk's next alarm is due, if any is armed.
	NextAlarm func(context.Context) (time.Time, bool, error)
	// Tell is called with what is going to happen.
	Tell func(Phrase)
	// Patience is how long a story waits for what it has to see, by the
	// machine's clock.
	Patience time.Duration
}

// A scene is a story while it is played.
type scene struct {
	*Player
	before int    // the last ticket's number when the story began
	key    string // the story's own ticket, once there is one
	// usual is the clock's speed before the story changed it to hurried.
	usual, hurried float64
}

// hurry makes the clock run faster for the rest of the story.
func (s *scene) hurry(speed float64) {
	if now := s.Clock.Speed(); now < speed {
		s.usual, s.hurried = now, speed
		s.Clock.SetSpeed(speed)
	}
}

// slowDown undoes hurry.
func (s *scene) slowDown() {
	if s.hurried > 0 && s.Clock.Speed() == s.hurried {
		s.Clock.SetSpeed(s.usual)
	}
}

// number matches the numbers of tickets in a text.
var number = regexp.MustCompile(`\bROM-(\d+)\b`)

// lastNumber returns the highest number of a ticket that anybody can see.
func (p *Player) lastNumber() int {
	last := 0
	for _, m := range p.Cast.Members() {
		for _, chat := range m.Where {
			for _, l := range p.Cast.Lines(chat) {
				last = max(last, highest(l.Text))
			}
		}
	}
	return last
}

func highest(text string) int {
	last := 0
	for _, found := range number.FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(found[1])
		if err == nil {
			last = max(last, n)
		}
	}
	return last
}

// pause lets the viewer read.
func (p *Player) pause(ctx context.Context, d time.Duration) error {
	timer := p.Clock.Timer(p.Clock.Now().Add(d))
	defer timer.Stop()
	select {
	case <-timer.C():
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// A want is a line that a story waits for.
type want struct {
	action string // a button for the story's ticket; "": any line that names the ticket
	words  string // text in the line
	any    bool   // also a line that names no ticket, or another one
	thread bool   // it is in a thread
	file   string // the ending of a file's name, or its kind
}

// fits reports whether a line of the desk is the wanted one.
func (w want) fits(s *scene, l cast.SeenMessage) bool {
	about := w.any || s.names(l.Text)
	if w.action != "" {
		_, about = l.Button(w.action, s.key)
	}
	named := func(name string) bool { return strings.HasSuffix(name, w.file) }
	return l.Bot && about && (!w.thread || l.Under != "") && strings.Contains(l.Text, w.words) && (w.file == "" || slices.ContainsFunc(l.Files, named))
}

// names reports whether a text names the story's ticket, and not just a number
// that begins like it.
func (s *scene) names(text string) bool {
	return slices.Contains(number.FindAllString(text, -1), s.key)
}

// errUnseen means that what a story waits for did not come.
var errUnseen = errors.New("nothing of the kind is seen")

// find returns the newest line of a chat that is wanted.
func (s *scene) find(chat string, w want) (cast.SeenMessage, bool) {
	lines := s.Cast.Lines(chat)
	for _, line := range slices.Backward(lines) {
		if w.fits(s, line) {
			return line, true
		}
	}
	return cast.SeenMessage{}, false
}

// await waits until a chat shows what is wanted.
func (s *scene) await(ctx context.Context, chat string, w want) (cast.SeenMessage, error) {
	return s.awaitFor(ctx, s.Patience, chat, w)
}

func (s *scene) awaitFor(ctx context.Context, patience time.Duration, chat string, w want) (line cast.SeenMessage, err error) {
	patient, cancel := context.WithTimeoutCause(ctx, patience, errUnseen)
	defer cancel()
	err = s.Cast.Until(patient, func() (seen bool) {
		line, seen = s.find(chat, w)
		return seen
	})
	if err != nil {
		return line, fmt.Errorf("wait for %s %q of %s in %s: %w", w.action, w.words, s.key, chat, err)
	}
	return line, nil
}

// act does something as one of the cast.
func (s *scene) act(ctx context.Context, d cast.Interaction) error {
	if _, err := s.Cast.Act(ctx, d); err != nil {
		return fmt.Errorf("%s: %s in %s: %w", d.As, d.Verb, d.Chat, err)
	}
	return nil
}

// onSlack reports whether a chat is a Slack channel.
func onSlack(chat string) bool { return strings.HasPrefix(chat, string(desk.Slack)+":") }
