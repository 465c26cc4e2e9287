package cards_test

import (
	"fmt"
	"strings"
	"testing"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/internal/golden"
	"vakhta/locales"
	"vakhta/notice"
)

func (s sample) view(l desk.Locale) cards.View {
	v := cards.View{Desk: sampleDesk(), Now: after(s.now), Locale: l, Zone: moscow, Ticket: s.ticket, Traits: desk.Traits{Buttons: true, Replies: true}}
	if s.slack {
		v.Traits.Command = "/desk "
	}
	if s.ticket != nil && s.ticket.State == desk.New && s.now == 0 {
		v.NextAt, v.NextNotify = after(450_000_000_000), []desk.Audience{desk.OnCall, "vera"}
	}
	return v
}

func draw(t testing.TB, s sample, l desk.Locale) desk.Card {
	t.Helper()
	card, err := cards.Card(s.view(l), s.facts)
	if err != nil {
		t.Fatalf("%s, %s: %v", s.facts.Kind(), s.name, err)
	}
	return card
}

func TestEveryCardReadsAsItWasProofread(t *testing.T) {
	t.Parallel()
	for _, l := range locales.All() {
		files := map[desk.NoticeKind]string{}
		for _, s := range samples() {
			files[s.facts.Kind()] += "=== " + s.name + "\n" + show(draw(t, s, l)) + "\n"
		}
		for kind, text := range files {
			golden.Compare(t, fmt.Sprintf("%s.%s.txt", kind, l), text)
		}
	}
}

func TestEveryChangeReadsAsItWasProofread(t *testing.T) {
	t.Parallel()
	for _, l := range locales.All() {
		text := ""
		for _, e := range timeline() {
			s := sample{name: string(e.Event.Kind()), ticket: with(taken), facts: notice.Happened{By: e.By, Event: e.Event}}
			text += draw(t, s, l).Lead + "\n"
		}
		golden.Compare(t, fmt.Sprintf("happened.%s.txt", l), text)
	}
}

func TestEverySentenceReadsAsItWasProofread(t *testing.T) {
	t.Parallel()
	example := map[string]string{
		"Key": "ROM-42", "Who": "Анна Ким", "State": "waiting_customer", "Text": "чайник", "Command": "/resolve",
		"Usage": "/merge ROM-42 ROM-41", "Type": "incident", "Priority": "P1", "Chat": "telegram:-100300",
	}
	for _, l := range locales.All() {
		text := ""
		for _, id := range sentenceIDs() {
			args := map[string]string{}
			for _, name := range notice.Sentences()[id] {
				args[name] = example[name]
			}
			s := sample{name: id, facts: notice.Sentence{ID: id, Args: args}}
			text += id + "\n  " + draw(t, s, l).Lead + "\n"
			if got := cards.Sentence(l, id, args); got != draw(t, s, l).Lead {
				t.Errorf("Sentence(%s, %s) is %q, on the card it is %q", l, id, got, draw(t, s, l).Lead)
			}
		}
		golden.Compare(t, fmt.Sprintf("text.%s.txt", l), text)
	}
}

// show writes a card down as a person would read it, and what its buttons carry.
func show(c desk.Card) string {
	var b strings.Builder
	put := func(format string, value string) {
		if value != "" {
			fmt.Fprintf(&b, format+"\n", value)
		}
	}
	put("(%s)", string(c.Tone))
	put("# %s", c.Title)
	put("%s", c.Lead)
	for _, f := range c.Fields {
		at := ""
		if !f.At.IsZero() {
			at = " @" + f.At.UTC().Format("02T15:04")
		}
		fmt.Fprintf(&b, "  %s: %s%s\n", f.Label, f.Value, at)
	}
	put("%s:", c.Author)
	put("> %s", c.Quote)
	for _, line := range c.Lines {
		put("%s", line)
	}
	for _, m := range c.Mention {
		put("calls %s", m.Name+" "+m.Account.String())
	}
	for _, f := range c.Files {
		put("file %s", f.Name)
	}
	for _, row := range c.Buttons {
		for i, button := range row {
			style := ""
			if button.Style != "" {
				style = " !" + string(button.Style)
			}
			if button.Confirm != "" {
				style += " ?" + button.Confirm
			}
			fmt.Fprintf(&b, "%s[%s → %s%s]", strings.Repeat(" ", min(i, 1)), button.Label, button.Press, style)
		}
		b.WriteString("\n")
	}
	put("-- %s", c.Footer)
	put("expects: %s", c.Expect)
	put("answers message %s", c.ReplyTo.Message)
	put("thread: %s", c.Thread)
	if c.Quiet {
		put("%s", "quiet")
	}
	return b.String()
}
