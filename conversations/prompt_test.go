package conversations_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// utterance returns the stored words of a message.
func (k *talk) utterance(m desk.MessageRef) desk.Utterance {
	k.t.Helper()
	return testdesk.Read(k.World, func(ctx context.Context, tx *storage.Tx) (desk.Utterance, error) { return tx.UtteranceBySource(ctx, m) })
}

// telegramLine makes the first line work in a Telegram group.
var telegramLine = []string{"channel: slack:C0L1", "channel: telegram:-100777"}

var (
	line  = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-100777"}}
	other = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-100777", Thread: "55"}}
)

// A question is what the bot asked anna under ROM-1's card.
type question struct {
	*talk
	ask, waits desk.MessageRef
}

// pressed makes anna press a button that asks her for words about ROM-1.
func pressed(t *testing.T, in desk.Place, action desk.Action) *question {
	t.Helper()
	q := &question{talk: open(t, telegramLine...)}
	q.says("maria", q.private("maria"), "Не печатает принтер")
	q.Post()
	q.presses("anna", in, action, rom(1), "")
	for _, l := range q.Post() {
		switch l.Facts.(type) {
		case notice.AskText:
			q.ask = l.Message
			if text := l.Card.Lead; !strings.Contains(text, "ROM-1") || !strings.Contains(text, "Мария Петрова") || l.Card.Expect == "" {
				t.Errorf("the question does not say about what and to whom: %+v", l.Card)
			}
			if called := len(l.Card.Mention) == 1 && l.Card.Mention[0].Account.ID == "5001"; called == in.Private {
				t.Errorf("it calls %+v", l.Card.Mention)
			}
		case notice.Awaiting:
			q.waits = l.Message
		}
	}
	if q.ask.IsZero() || q.waits.IsZero() {
		t.Fatal("anna is asked nothing")
	}
	return q
}

func TestOnlyAnAnswerToTheQuestionLeaves(t *testing.T) {
	t.Parallel()
	toColleague := inReplyTo(desk.MessageRef{Address: line.Address, Message: "dimas message"})
	for _, c := range []struct {
		story string
		do    func(q *question)
		want  string
		open  bool // the question was not cancelled
	}{
		{"a reply to it", func(q *question) { q.says("anna", line, "Чиним", inReplyTo(q.ask)) }, "Чиним", false},
		{"a reply to it in a moment", func(q *question) {
			q.Pass(4 * time.Minute)
			q.says("anna", line, "Чиним", inReplyTo(q.ask))
		}, "Чиним", false},
		{"words beside it", func(q *question) { q.says("anna", line, "этот клиент опять сам всё сломал") }, "", true},
		{"an answer to a colleague", func(q *question) { q.says("anna", line, "он опять сам всё сломал", toColleague) }, "", true},
		{"words in another topic", func(q *question) { q.says("anna", other, "он опять сам всё сломал") }, "", true},
		{"an answer to a colleague there", func(q *question) {
			q.says("anna", other, "он опять сам всё сломал", inReplyTo(desk.MessageRef{Address: other.Address, Message: "m"}))
		}, "", true},
		{"a colleague's reply to it", func(q *question) { q.says("vera", line, "пиши, что чиним", inReplyTo(q.ask)) }, "", true},
		{"a note", func(q *question) { q.says("anna", line, "// он сам", inReplyTo(q.ask)) }, "", false},
		{"a command, and then a reply", func(q *question) {
			q.runs("anna", line, "note ROM-1 клиент скандальный")
			q.says("anna", line, "Чиним", inReplyTo(q.ask))
		}, "", false},
		{"a command that is refused, and then a reply", func(q *question) {
			q.runs("anna", line, "resume ROM-1")
			q.says("anna", line, "Чиним", inReplyTo(q.ask))
		}, "", false},
		{"another button, and then a reply", func(q *question) {
			q.presses("anna", line, desk.ActMore, rom(1), "")
			q.says("anna", line, "Чиним", inReplyTo(q.ask))
		}, "", false},
		{"a command in another chat, and then a reply", func(q *question) {
			q.runs("anna", q.private("anna"), "queue")
			q.says("anna", line, "Чиним", inReplyTo(q.ask))
		}, "", false},
		{"a colleague's command, and then a reply", func(q *question) {
			q.runs("vera", line, "queue")
			q.says("anna", line, "Чиним", inReplyTo(q.ask))
		}, "Чиним", false},
		{"no answer", func(q *question) { q.presses("anna", line, desk.ActNever, rom(1), "") }, "", false},
		{"a colleague's wish that she gives none", func(q *question) { q.presses("vera", line, desk.ActNever, rom(1), "") }, "", true},
		{"a reply when the time is over", func(q *question) {
			q.Pass(6 * time.Minute)
			q.says("anna", line, "Чиним", inReplyTo(q.ask))
		}, "", false},
	} {
		t.Run(c.story, func(t *testing.T) {
			t.Parallel()
			q := pressed(t, line, desk.ActReply)
			c.do(q)
			if got := strings.Join(told(q.Post(), q.private("maria").Address), " | "); got != c.want {
				t.Errorf("the customer hears %q, want %q", got, c.want)
			}
			stands := testdesk.Read(q.World, func(ctx context.Context, tx *storage.Tx) (bool, error) {
				ended, err := tx.EndPrompts(ctx, q.account("anna", desk.Telegram), q.Now())
				return len(ended) > 0, err
			})
			if stands != c.open {
				t.Errorf("the question stands: %v, want %v", stands, c.open)
			}
		})
	}
}

func TestAQuestionSaysThatItsTimeIsOver(t *testing.T) {
	t.Parallel()
	q := pressed(t, line, desk.ActReply)
	q.Pass(5 * time.Minute)
	var asked, over bool
	for _, l := range q.Post() {
		asked = asked || l.Kind == (notice.Remove{}).Kind() && strings.HasPrefix(l.Slot, "ask/")
		if f, ok := l.Facts.(notice.Awaiting); ok {
			over = f.Over && l.Message == q.waits && len(l.Card.Buttons) == 0
		}
	}
	if !asked || !over {
		t.Errorf("the question is taken away: %v, and it says that it was in vain: %v", asked, over)
	}
	q.says("anna", line, "Чиним", inReplyTo(q.ask))
	said := q.Post()
	if answer(said) != notice.RefusedAskedNoMore {
		t.Errorf("a late reply is answered with %q", answer(said))
	}
}

func TestAQuestionThatWasAnsweredGoesAway(t *testing.T) {
	t.Parallel()
	for _, action := range []desk.Action{desk.ActReply, desk.ActResolve} {
		q := pressed(t, line, action)
		q.says("anna", line, "Готово", inReplyTo(q.ask))
		gone := 0
		for _, l := range q.Post() {
			if l.Kind == (notice.Remove{}).Kind() && (strings.HasPrefix(l.Slot, "ask/") || strings.HasPrefix(l.Slot, "await/")) {
				gone++
			}
		}
		q.Pass(10 * time.Minute)
		for _, l := range q.Post() {
			if l.Kind == (notice.Awaiting{}).Kind() {
				t.Errorf("%s: later it says %+v", action, l.Facts)
			}
		}
		if gone != 2 {
			t.Errorf("%s: %d messages of the question are taken away, want both", action, gone)
		}
	}
}

func TestInPrivateWordsThatAnswerNothingAreToldToBeSo(t *testing.T) {
	t.Parallel()
	k := open(t)
	vera := k.private("vera")
	k.says("maria", k.private("maria"), "Не печатает принтер")
	k.Post()
	k.presses("vera", vera, desk.ActReply, rom(1), "")
	var ask desk.MessageRef
	for _, l := range k.Post() {
		if l.Kind == (notice.AskText{}).Kind() {
			ask = l.Message
		}
	}
	k.says("vera", vera, "Чиним")
	if said := k.Post(); answer(said) != notice.RefusedByReply || len(told(said, k.private("maria").Address)) > 0 {
		t.Errorf("words that reply to nothing are answered with %q", answer(said))
	}
	k.says("vera", vera, "Чиним", inReplyTo(ask))
	if got := told(k.Post(), k.private("maria").Address); strings.Join(got, "") != "Чиним" {
		t.Errorf("after the reply the customer hears %q", got)
	}
}

func TestAnAlbumAnswersAQuestionWhole(t *testing.T) {
	t.Parallel()
	q := pressed(t, line, desk.ActReply)
	q.says("anna", line, "Смотрите", inReplyTo(q.ask), pictures("album", "0"))
	q.says("anna", line, "", inReplyTo(q.ask), pictures("album", "1"))
	if got := q.hears("maria"); got != "Смотрите[0][1]" {
		t.Errorf("the customer hears %q, want both pictures", got)
	}
}
