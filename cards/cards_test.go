package cards_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/locales"
	"vakhta/notice"
)

func sentenceIDs() []string { return slices.Sorted(maps.Keys(notice.Sentences())) }

func TestEveryKindIsDrawnDecodedAndComesBackTheSame(t *testing.T) {
	t.Parallel()
	seen := map[desk.NoticeKind]bool{}
	for _, s := range append(samples(),
		sample{facts: notice.Sentence{ID: notice.DoneOK}}, sample{facts: notice.Happened{By: anna, Event: history.Acknowledged{}}},
		sample{facts: notice.React{At: fresh().Origin, Emoji: "👀"}}, sample{facts: notice.Remove{At: fresh().Origin}},
	) {
		back, err := notice.Decode(s.facts.Kind(), notice.Encode(s.facts))
		if err != nil {
			t.Errorf("%s: %v", s.facts.Kind(), err)
			continue
		}
		if diff := cmp.Diff(s.facts, back); diff != "" {
			t.Errorf("%s, %s, came back different (-want +got):\n%s", s.facts.Kind(), s.name, diff)
		}
		seen[s.facts.Kind()] = true
	}
	if want := 33; len(seen) != want {
		t.Errorf("the samples have %d kinds, there are %d", len(seen), want)
	}
}

func TestAnUnknownKindAndBrokenFactsAreErrors(t *testing.T) {
	t.Parallel()
	if _, err := notice.Decode("teapot", []byte("{}")); err == nil {
		t.Error("a kind nobody knows was decoded")
	}
	if _, err := notice.Decode("receipt", []byte("{")); err == nil {
		t.Error("broken facts were decoded")
	}
}

func TestWhatIsNoCardIsAnError(t *testing.T) {
	t.Parallel()
	for _, f := range []notice.Facts{notice.React{}, notice.Remove{}} {
		if c, err := cards.Card(sample{ticket: fresh()}.view(desk.Russian), f); err == nil {
			t.Errorf("%s became the card %+v", f.Kind(), c)
		}
	}
	for _, f := range []notice.Facts{notice.RequestCard{}, notice.WorkCard{}, notice.Status{}} {
		if c, err := cards.Card(sample{}.view(desk.Russian), f); err == nil {
			t.Errorf("%s about no ticket became the card %+v", f.Kind(), c)
		}
	}
	if _, err := cards.Card(sample{}.view(desk.Russian), notice.Sentence{ID: "no_such_sentence"}); err == nil {
		t.Error("a sentence that does not exist was said")
	}
	if _, err := cards.Card(sample{}.view(desk.Russian), notice.Sentence{ID: notice.RefusedTaken}); err == nil {
		t.Error("a sentence was said with a blank left empty")
	}
}

func TestEveryButtonFitsItsPlatformAndComesBack(t *testing.T) {
	t.Parallel()
	for _, l := range locales.All() {
		for _, s := range samples() {
			for _, row := range draw(t, s, l).Buttons {
				checkRow(t, s, row)
			}
		}
	}
}

func checkRow(t *testing.T, s sample, row []desk.Button) {
	t.Helper()
	for _, b := range row {
		where := fmt.Sprintf("%s, %s, %q", s.facts.Kind(), s.name, b.Label)
		text := b.Press.String()
		if len(text) > desk.MaxPress {
			t.Errorf("%s carries %d bytes: %s", where, len(text), text)
		}
		back, err := desk.ParsePress(text)
		if err != nil || back != b.Press {
			t.Errorf("%s: %s came back as %+v, %v", where, text, back, err)
		}
		if n := len([]rune(b.Label)); n == 0 || n > 24 {
			t.Errorf("%s: a label of %d characters", where, n)
		}
		if s.facts.Kind() == "work_card" && b.Press.Rev != s.ticket.Revision {
			t.Errorf("%s does not say for which revision it was drawn", where)
		}
	}
}

func TestSlackGetsNoTwoButtonsOfOneName(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		seen := map[string]bool{}
		for _, row := range draw(t, s, desk.English).Buttons {
			for _, b := range row {
				if name := b.Press.String(); seen[name] {
					t.Errorf("%s, %s: two buttons say %s", s.facts.Kind(), s.name, name)
				} else {
					seen[name] = true
				}
			}
		}
	}
}

// internal are all the events that hold an engineer's words.
func internal() []history.Entry {
	var all []history.Entry
	for _, e := range []history.Activity{
		history.Commented{}, history.PutOnHold{On: desk.WaitingCustomer, Text: secret}, history.Resolved{Text: secret},
		history.Reopened{Text: secret}, history.Cancelled{Text: secret}, history.Escalated{Text: secret},
	} {
		all = append(all, history.Entry{At: noon, By: anna, Event: e})
	}
	return append(all, timeline()...)
}

func TestARequesterNeverReadsInternalWords(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfN(rapid.SampledFrom(internal()), 1, 12).Draw(t, "entries")
		ticket := with(rapid.SampledFrom([]func(*desk.Ticket){taken, waits, solved, ended}).Draw(t, "state"))
		ticket.Cue = secret
		s := sample{ticket: ticket, facts: notice.Status{Timeline: entries}}
		card, err := cards.Card(s.view(desk.Russian), s.facts)
		if err != nil {
			t.Fatal(err)
		}
		if text := show(card); strings.Contains(text, secret) {
			t.Fatalf("of %+v the requester reads:\n%s", entries, text)
		}
	})
}

func TestMentionsLiveInPingsAlone(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		if c := draw(t, s, desk.Russian); len(c.Mention) > 0 && s.facts.Kind() != "ping" {
			t.Errorf("%s, %s, calls %v", s.facts.Kind(), s.name, c.Mention)
		}
	}
}

func TestARequesterOfAMergedTicketIsNotAnsweredUnderSomebodyElsesMessage(t *testing.T) {
	t.Parallel()
	s := sample{ticket: shared(with(taken)), facts: notice.DeskSaid{Author: "Анна Ким", Text: "Готово."}}
	v := s.view(desk.Russian)
	v.To = desk.Address{Platform: desk.Slack, Chat: "C0ROM"}
	c, err := cards.Card(v, s.facts)
	if err != nil || !c.ReplyTo.IsZero() || strings.Contains(c.Lead, "Мария") {
		t.Errorf("elsewhere the card is %+v, %v", c, err)
	}
}

func TestALongRequestIsCutAtAWordAndNamesItsThread(t *testing.T) {
	t.Parallel()
	s := sample{facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) {
		t.Text = strings.Repeat("очень длинный рассказ\nо кассе ", 200)
	})}
	c := draw(t, s, desk.Russian)
	if n := len([]rune(c.Quote)); n > 1200 || !strings.HasSuffix(c.Quote, "…") {
		t.Errorf("the request is shown with %d characters, ending in %q", n, c.Quote[len(c.Quote)-20:])
	}
	if n := len([]rune(c.Thread)); n > 128 || strings.Contains(c.Thread, "\n") || !strings.HasPrefix(c.Thread, "ROM-42 · очень") {
		t.Errorf("the thread is named %q", c.Thread)
	}
}

func TestSomebodyWithoutLanguageOrZoneGetsTheDesks(t *testing.T) {
	t.Parallel()
	v := sample{ticket: fresh()}.view("")
	v.Zone = nil
	c, err := cards.Card(v, notice.RequestCard{})
	if err != nil || c.Lead != "Инженер ответит до 14:15." {
		t.Errorf("the receipt says %q, %v", c.Lead, err)
	}
}

func TestTargetsAreMetAtTheirDeadline(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]time.Duration{"Responded in time": 0, "Responded late": time.Nanosecond} {
		s := sample{facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { taken(t); t.ReactedAt = t.ReactionDue.Add(late) })}
		if text := show(draw(t, s, desk.English)); !strings.Contains(text, name) {
			t.Errorf("%v after the deadline the card does not say %q:\n%s", late, name, text)
		}
	}
}

func TestCommandsAreNamedAsTheyAreGivenWhereTheCardIsRead(t *testing.T) {
	t.Parallel()
	f := notice.Sentence{ID: notice.RefusedUnknownCommand, Args: map[string]string{"Command": "/hlep"}}
	for _, c := range []struct {
		slack bool
		want  string
	}{{false, "I don't know “/hlep”. See /help for everything I can do."}, {true, "I don't know “/desk hlep”. See /desk help for everything I can do."}} {
		if got := draw(t, sample{facts: f, slack: c.slack}, desk.English).Lead; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
