package conversations_test

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/classify"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// A story is a desk that everything happens to, in one language. What people
// read of it is kept, with the step that caused it.
type story struct {
	*talk
	test    testing.TB
	locale  desk.Locale
	step    string
	read    []read
	letters []testdesk.Letter
	codes   []string // of invitations, and their replacements, in turn

	timeline []string // what is stored of it in the end
}

// A read is a text that somebody was shown.
type read struct {
	step string
	kind string // of the notice, or "toast", "answer" and "form" for what answered an act
	text string
}

// tell tells the story in a language.
func tell(t *testing.T, l desk.Locale) *story {
	t.Helper()
	w := testdesk.New(t, slices.Concat(twoShops, storyDesk)...)
	s := &story{talk: &talk{World: w, t: t}, test: t, locale: l}
	s.runUnder(w.Desk)
	s.heard = func(r desk.Reply) {
		s.keep("toast", r.Toast)
		if r.Card != nil {
			s.keep("answer", testdesk.Show(*r.Card))
		}
		if r.Form != nil {
			s.keep("form", showForm(*r.Form))
		}
	}
	w.Sent = func(l testdesk.Letter) {
		s.letters = append(s.letters, l)
		s.keep(string(l.Kind), testdesk.Show(l.Card))
	}
	for _, c := range slices.Concat(plot(), techMapPlot(), connectPlot(), reportedPlot(), mapVersionsPlot(), incidentPlot(), launchPlot(), timerPlot(), agreementPlot()) {
		s.step = c.step
		c.happens(s)
		s.Post()
	}
	s.timeline = w.Tables()["timeline"]
	return s
}

// heldArg matches the number of a held message in buttons and commands. It is
// random, so that nobody can guess it.
var heldArg = regexp.MustCompile(`(ROM|LIL|VAS)\.[0-9]+`)

// answered matches the number of an answered message, which changes with every
// chapter added before.
var answered = regexp.MustCompile(`(?m)^answers message .*$`)

// sealed matches what a button of /reload carries, which changes with desk.example.yaml.
var sealed = regexp.MustCompile(`(reload:):[0-9a-f]{16}\b`)

// fingerprint matches the hash of a history, whose salts are random.
var fingerprint = regexp.MustCompile(`[0-9a-f]{64}`)

// alike returns a text without the parts that differ from one run to the next.
func (s *story) alike(text string) string {
	text = answered.ReplaceAllString(text, "answers a message")
	text = fingerprint.ReplaceAllString(text, "FINGERPRINT")
	text = sealed.ReplaceAllString(text, "$1:SEAL")
	return heldArg.ReplaceAllString(strings.NewReplacer(s.codes...).Replace(text), "$1.HELD")
}

// showForm returns a form as a person would read it.
func showForm(f desk.Form) string {
	text := "# " + f.Title + "\n"
	for _, name := range slices.Sorted(maps.Keys(f.Faults)) {
		text += name + ": " + f.Faults[name] + "\n"
	}
	if f.Note != "" {
		text += f.Note + "\n"
	}
	for _, field := range f.Fields {
		text += fmt.Sprintf("%s (%s) %v\n", field.Label, field.Hint, field.Options)
		if field.Value != "" {
			text += "> " + strings.ReplaceAll(field.Value, "\n", "\n> ") + "\n"
		}
	}
	return text + fmt.Sprintf("[%s] [%s]\n", f.Submit, f.Cancel)
}

// runUnder starts the engine on a desk, in the language of the story.
func (s *story) runUnder(d *desk.Desk) {
	d.Locale = s.locale
	for _, m := range d.People {
		m.Locale = s.locale
	}
	s.Desk = d
	s.wire(storyWords{})
}

// leaves removes noc from all shops at the next start.
func (s *story) leaves() {
	s.test.Helper()
	s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{"line_3: [noc]", "line_3: []"})...).With(s.Desk.Platforms))
}

func (s *story) keep(kind, text string) {
	if text != "" {
		s.read = append(s.read, read{s.step, kind, text})
	}
}

// storyWords is a classifier that decides by the first word of a text.
type storyWords struct{ testdesk.Words }

// Guess returns the guess for a text.
func (w storyWords) Guess(project, text string) classify.Guess {
	first, _, _ := strings.Cut(text, " ")
	sure := func(t desk.RequestType, p desk.Priority) classify.Guess {
		return classify.Guess{Type: t, Priority: p, Sureness: 0.95, Why: []classify.Sign{{Word: first}}}
	}
	switch first {
	case "Закажите":
		return sure(desk.ServiceRequest, desk.P3)
	case "Поменяйте":
		return sure(desk.ChangeRequest, desk.P4)
	case "Сколько":
		return sure(desk.InformationRequest, desk.P2)
	case "Горит":
		g := sure(desk.Incident, desk.P1)
		g.Source = classify.FromAlarm
		return g
	case "Что-то":
		return classify.Guess{Type: desk.Incident, Priority: desk.P2, Sureness: 0.5, Ask: true, Second: desk.InformationRequest}
	default:
		return w.Words.Guess(project, text)
	}
}

// press presses the latest button of an action at a place.
func (s *story) press(who string, in desk.Place, action desk.Action, arg ...string) {
	s.t.Helper()
	s.Post()
	for _, l := range slices.Backward(s.letters) {
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				if b.Press.Action == action && l.To.Root() == in.Root() && (len(arg) == 0 || b.Press.Arg == arg[0]) {
					s.does(who, in, desk.Pressed{Press: b.Press, Message: l.Message, Trigger: "trigger"})
					return
				}
			}
		}
	}
	s.t.Fatalf("%s: %s is shown no button %s %v", s.step, who, action, arg)
}

// asks gives commands, one after another.
func (s *story) asks(who string, in desk.Place, commands ...string) {
	s.t.Helper()
	for _, c := range commands {
		s.runs(who, in, c)
	}
}

// lastSent returns the message of the latest notice of a kind.
func (s *story) lastSent(in desk.Place, kind desk.NoticeKind) desk.MessageRef {
	s.t.Helper()
	s.Post()
	for _, l := range slices.Backward(s.letters) {
		if l.Kind == kind && l.To.Root() == in.Root() {
			return l.Message
		}
	}
	s.t.Fatalf("%s: no %s was sent to %s", s.step, kind, in)
	return desk.MessageRef{}
}

// toQuestion returns a change that makes a message a reply to the last question
// in private.
func (s *story) toQuestion(who string) func(*desk.Said) {
	s.t.Helper()
	return inReplyTo(s.lastSent(s.private(who), notice.AskText{}.Kind()))
}

// inThread returns a change that puts a message into the thread of the ticket
// whose card was sent last to a place, the engineers' or the requester's.
func (s *story) inThread(in desk.Place) func(*desk.Said) {
	s.t.Helper()
	if s.Desk.TeamByChannel(in.Address) != nil {
		return inReplyTo(s.lastSent(in, notice.WorkCard{}.Kind()))
	}
	return inReplyTo(s.lastSent(in, notice.RequestCard{}.Kind()))
}

// invited makes somebody follow an invitation, twice.
func (s *story) invited(who, role string) {
	s.t.Helper()
	for _, l := range s.runs("anna", s.private("anna"), "invite ROM "+role) {
		if made, ok := l.Facts.(notice.Invitation); ok {
			s.codes = append(s.codes, made.Code, "CODE")
			s.asks(who, s.private(who), "start "+made.Code, "start "+made.Code)
		}
	}
}

// code makes an invitation for a role and returns its code.
func (s *story) code(role string) (code string) {
	s.t.Helper()
	for _, l := range s.runs("anna", s.private("anna"), "invite ROM "+role) {
		if made, ok := l.Facts.(notice.Invitation); ok {
			code = made.Code
			s.codes = append(s.codes, code, "CODE")
		}
	}
	return code
}

// key returns the last ticket of a project, in one of the states if any are named.
func (s *story) key(project string, states ...desk.State) string {
	s.t.Helper()
	return s.lastKey(project, states...).String()
}

func (s *story) lastKey(project string, states ...desk.State) (last desk.Key) {
	s.t.Helper()
	for _, t := range testdesk.Read(s.World, func(ctx context.Context, tx *storage.Tx) ([]*desk.Ticket, error) {
		return tx.TicketsOpened(ctx, []string{project}, testdesk.Noon, s.Now().Add(time.Hour))
	}) {
		if len(states) == 0 || slices.Contains(states, t.State) {
			last = t.Key
		}
	}
	return last
}

// held returns the number of the message that was held last.
func (s *story) held() string {
	s.t.Helper()
	s.Post()
	for _, l := range slices.Backward(s.letters) {
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				if _, held, ok := desk.ParseHeldArg(b.Press.Arg); ok {
					return fmt.Sprint(held)
				}
			}
		}
	}
	s.t.Fatalf("%s: nothing was held", s.step)
	return ""
}

// unreachable makes chats refuse messages, and reachable makes them accept
// messages again, without telling anybody.
func (s *story) unreachable(chats ...string) { s.reach(false, chats) }
func (s *story) reachable(chats ...string)   { s.reach(true, chats) }

func (s *story) reach(able bool, chats []string) {
	s.Update(func(ctx context.Context, tx *storage.Tx) error {
		for _, chat := range chats {
			at, err := desk.ParseAddress(chat)
			if err != nil {
				return err
			}
			if _, err := tx.MarkReach(ctx, at, able, desk.ReachRefused, s.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// refuses makes a platform refuse everything that is sent to a chat while do
// runs.
func (s *story) refuses(in desk.Place, cause desk.ReachCause, do func()) {
	s.t.Helper()
	s.Post()
	at := in.Address
	s.Refuses[at] = &desk.SendError{Fate: desk.Refused, Err: desk.ChatGoneError{Cause: cause}}
	do()
	s.Post()
	delete(s.Refuses, at)
}

// anonymous sends words to the bot without an author.
func (s *story) anonymous(in desk.Place, text string) {
	s.events++
	_, err := s.engine.Handle(context.Background(), desk.Event{
		ID: desk.EventID(fmt.Sprintf("anonymous:%d", s.events)), At: s.Now(), In: in, From: desk.Sender{Anonymous: true},
		Body: desk.Said{Message: s.Message(in.Address), Text: text, ToBot: true},
	})
	if err != nil {
		s.t.Fatal(err)
	}
}
