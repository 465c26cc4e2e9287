package conversations_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"vakhta/classify"
	"vakhta/desk"
)

// An expert is an external classifier that is asked for second opinions. It records what it was shown.
type expert struct {
	says  desk.RequestType // "": no answer
	shown []string
}

// Improve records what it was asked about.
func (e *expert) Improve(_ context.Context, message string, g classify.Guess) (classify.Guess, error) {
	e.shown = append(e.shown, message)
	if e.says == "" {
		return g, errors.New("nobody answers")
	}
	return g.Agreed(e.says), nil
}

// unsure is a text that the built-in classifier is unsure of.
const unsure = "Посмотрите кассу"

// consulting returns a desk that asks an expert about texts that it is unsure of.
func consulting(t *testing.T, e *expert, oldnew ...string) *talk {
	t.Helper()
	return asking(t, e, append(oldnew, "second_opinion: false", "second_opinion: true")...)
}

// asking returns a desk with an expert, whose projects allow asking.
func asking(t *testing.T, e *expert, oldnew ...string) *talk {
	t.Helper()
	k := open(t, oldnew...)
	model, err := classify.Load()
	if err != nil {
		t.Fatal(err)
	}
	return k.wire(classify.NewGuesser(model, e, k))
}

func TestAnOpinionIsAskedForOnceAndComesFirstInTheTicket(t *testing.T) {
	t.Parallel()
	e := &expert{says: desk.ChangeRequest}
	k := consulting(t, e)
	k.says("maria", k.private("maria"), unsure)
	k.Pass(time.Minute)
	k.says("john", shop, unsure, toBot)
	for _, n := range []int{1, 2} {
		if got := k.Ticket(rom(n)); got.Type != desk.ChangeRequest {
			t.Errorf("%s is a %s, want the expert's %s", got.Key, got.Type, desk.ChangeRequest)
		}
	}
	if want := []string{unsure}; !slices.Equal(e.shown, want) {
		t.Errorf("the expert was shown %q, want %q", e.shown, want)
	}
}

func TestAProjectThatDidNotAllowItIsShownToNobody(t *testing.T) {
	t.Parallel()
	e := &expert{says: desk.ChangeRequest}
	k := asking(t, e)
	k.says("maria", k.private("maria"), unsure)
	if got := k.Ticket(rom(1)); got.Type == desk.ChangeRequest || len(e.shown) > 0 {
		t.Errorf("%s is a %s and the expert was shown %q; want the classifier's own guess", got.Key, got.Type, e.shown)
	}
}

func TestADeskWhoseExpertIsSilentGuessesAsEver(t *testing.T) {
	t.Parallel()
	e := &expert{}
	k := consulting(t, e)
	k.says("maria", k.private("maria"), unsure)
	if got := k.Ticket(rom(1)); got.Type != desk.InformationRequest || len(e.shown) != 1 {
		t.Errorf("%s is a %s after %d questions, want the classifier's own guess after one", got.Key, got.Type, len(e.shown))
	}
}

func TestWhoseWordsAreShownToSomebodyOutside(t *testing.T) {
	t.Parallel()
	telegramLine := desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1004000000002"}}
	lineOnTelegram := []string{"channel: slack:C0L1", "channel: telegram:-1004000000002"}
	for _, c := range []struct {
		name  string
		what  func(k *talk)
		shown bool
		desk  []string
	}{
		{"a requester's, in private", func(k *talk) { k.says("maria", k.private("maria"), unsure) }, true, nil},
		{"a requester's, in the shop's channel", func(k *talk) { k.says("john", shop, unsure, toBot) }, true, nil},
		{"what a requester was asked to write", func(k *talk) {
			k.runs("maria", k.private("maria"), "new")
			k.says("maria", k.private("maria"), unsure)
		}, true, nil},
		{"what goes on with an open ticket", func(k *talk) {
			k.says("maria", k.private("maria"), "Не работает касса, не можем пробить чек")
			k.says("maria", k.private("maria"), unsure)
		}, false, nil},
		{"what is clear", func(k *talk) {
			k.says("maria", k.private("maria"), "Не работает касса, не можем пробить чек")
		}, false, nil},
		{"a stranger's", func(k *talk) { k.says("stranger", k.private("stranger"), unsure) }, false, nil},
		{"an engineer's, in private", func(k *talk) { k.says("anna", k.private("anna"), unsure) }, false, nil},
		{"an engineer's, in the shop's group", func(k *talk) { k.says("anna", group, unsure, toBot) }, false, nil},
		{"those of another shop's engineer, in the shop's channel", func(k *talk) { k.says("igor", shop, unsure, toBot) }, false, twoShops},
		{"an engineer's answer to a question for words", func(k *talk) {
			k.says("maria", k.private("maria"), "Не работает касса, не можем пробить чек")
			k.presses("vera", k.private("vera"), desk.ActResolve, rom(1), "")
			k.says("vera", k.private("vera"), unsure)
		}, false, nil},
		{"in a line's channel", func(k *talk) { k.says("anna", firstLine, unsure, toBot) }, false, nil},
		{"a new request from a line's channel", func(k *talk) {
			k.does("maria", telegramLine, desk.Asked{Command: "new", Message: k.Message(telegramLine.Address)})
			k.says("maria", telegramLine, unsure)
		}, false, lineOnTelegram},
		{"a form's", func(k *talk) {
			k.does("maria", k.private("maria"), desk.Submitted{Act: desk.ActNew, Values: map[string]string{"text": unsure}})
		}, false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := &expert{says: desk.Incident}
			c.what(consulting(t, e, c.desk...))
			if shown := len(e.shown) > 0; shown != c.shown {
				t.Errorf("the expert was shown %q, want anything: %v", e.shown, c.shown)
			}
		})
	}
}
