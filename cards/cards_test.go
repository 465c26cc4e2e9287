package cards_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/history"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

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

// internal returns a history entry of each kind that contains an engineer's words.
func internal() []history.Entry {
	var all []history.Entry
	for _, e := range []history.Activity{
		history.Commented{}, history.PutOnHold{On: desk.WaitingCustomer, Text: secret}, history.Resolved{Text: secret},
		history.Reopened{Text: secret}, history.Cancelled{Text: secret}, history.Escalated{Text: secret},
		history.Acknowledged{}, history.Wrote{}, history.Assigned{To: anna},
	} {
		all = append(all, history.Entry{At: noon, By: anna, Event: e})
	}
	return all
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
		if text := testdesk.Show(card); strings.Contains(text, secret) {
			t.Fatalf("of %+v the requester reads:\n%s", entries, text)
		}
	})
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
	if err != nil || c.Lead != "Возьмём в работу до 14:15." {
		t.Errorf("the receipt says %q, %v", c.Lead, err)
	}
}

func TestTargetsAreMetAtTheirDeadline(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]time.Duration{"— on time": 0, "— 1 s late": time.Nanosecond} {
		s := sample{facts: notice.WorkCard{}, ticket: with(func(t *desk.Ticket) { taken(t); t.ReactedAt = t.ReactionDue.Add(late) })}
		if text := testdesk.Show(draw(t, s, desk.English)); !strings.Contains(text, strings.ReplaceAll(name, " s", "\u00a0s")) {
			t.Errorf("%v after the deadline the card does not say %q:\n%s", late, name, text)
		}
	}
}

// The last moment of a target is no duration.
func TestACallAtTheDeadlineSaysThatItIsNow(t *testing.T) {
	t.Parallel()
	at := with(func(t *desk.Ticket) {
		t.ReactionDue, t.ResolutionDue = after(200*time.Millisecond), after(300*time.Millisecond)
	})
	for want, f := range map[string]notice.Ping{
		"Response is due right now (14:00).":           {Why: desk.ReasonEscalated},
		"ROM-42: resolution is due right now (14:00).": {Why: desk.ReasonWarning},
	} {
		if text := testdesk.Show(draw(t, sample{facts: f, ticket: at}, desk.English)); !strings.Contains(text, want) {
			t.Errorf("the call does not say %q:\n%s", want, text)
		}
	}
}

func TestCommandsAreNamedAsTheyAreGivenWhereTheCardIsRead(t *testing.T) {
	t.Parallel()
	f := notice.Sentence{ID: notice.RefusedUnknownCommand, Args: map[string]string{"Command": "/hlep"}}
	for _, c := range []struct {
		slack bool
		want  string
	}{{false, "I don't know “/hlep”. See /help for the list of commands."}, {true, "I don't know “/desk hlep”. See /desk help for the list of commands."}} {
		if got := draw(t, sample{facts: f, slack: c.slack}, desk.English).Lead; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestMembersAreListedUpToAHundred(t *testing.T) {
	t.Parallel()
	list := notice.Members{Project: "ROM"}
	for _, c := range []struct{ joined, lines, more int }{{0, 0, 0}, {100, 100, 0}, {112, 100, 12}} {
		list.People = nil
		for i := range c.joined {
			list.People = append(list.People, notice.MemberLine{Person: desk.PersonID(i + 1), Name: "Мария", Role: desk.RoleStaff, SeenAt: noon})
		}
		for l, footer := range map[desk.Locale]string{desk.Russian: "И ещё 12.", desk.English: "And 12 more."} {
			card, err := cards.Card(sample{}.view(l), list)
			if err != nil || len(card.Lines) != c.lines || (card.Footer == footer) != (c.more == 12) || (card.Lead == "") != (c.joined > 0) {
				t.Errorf("of %d who joined it says %d lines, %q and %q, %v", c.joined, len(card.Lines), card.Lead, card.Footer, err)
			}
		}
	}
	card, _ := cards.Card(sample{}.view(desk.Russian), list)
	if want := "#1 Мария — сотрудник магазина, до 10 декабря, если не напишет в чат магазина"; strings.ReplaceAll(card.Lines[0], "\u00a0", " ") != want {
		t.Errorf("an older program's entry reads %q, want %q", card.Lines[0], want)
	}
}

func TestTheQuestionBeforeAnEscalationNamesWhomItPages(t *testing.T) {
	t.Parallel()
	for project, want := range map[string]string{
		"ROM": "Page the next line? This notifies second line now.",
		"VAS": "Page the next line? People will be notified now.", // it has one line and no managers
	} {
		k := with(func(k *desk.Ticket) { k.Key.Project = project })
		d := sampleDesk()
		d.Platforms = map[desk.Platform]desk.Traits{desk.Slack: {}}
		d.Teams["shop-dev"].Channel = desk.Address{Platform: desk.Slack, Chat: "C0L2"}
		card, err := cards.Card(cards.View{Desk: d, Now: noon, Locale: desk.English, Zone: moscow, Ticket: k}, notice.WorkCard{})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range slices.Concat(card.Buttons...) {
			if b.Press.Action == desk.ActEscalate && b.Confirm.Question != want {
				t.Errorf("%s: asks %q, want %q", project, b.Confirm.Question, want)
			}
		}
	}
}
