package courier_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
	"vakhta/storage"
)

// card returns the card of ROM-1 in the first line's channel.
func (o *office) card() desk.MessageRef {
	o.t.Helper()
	for _, l := range o.Lines(firstLine.String()) {
		if l.Bot && strings.Contains(l.Text, "ROM-1 ·") {
			return desk.MessageRef{Address: firstLine, Message: l.Message}
		}
	}
	o.t.Error("the channel shows no card")
	return desk.MessageRef{}
}

// replies makes boris say something to the customer under the card, and returns the number of his words.
func (o *office) replies(text string) (utterance int64) {
	o.t.Helper()
	thread := firstLine
	thread.Thread = o.card().Message
	said := desk.MessageRef{Address: thread, Message: "1795000000." + strconv.Itoa(100000+o.events)}
	o.does("boris", thread, desk.Said{Message: said, Text: "!" + text, ReplyTo: o.card()})
	o.update(func(ctx context.Context, tx *storage.Tx) error {
		u, err := tx.UtteranceBySource(ctx, said)
		utterance = u.ID
		return err
	})
	return utterance
}

// takes makes boris take the ticket, and waits until everybody is told.
func (o *office) takes() {
	o.t.Helper()
	o.does("boris", firstLine, desk.Asked{Command: "ack", Args: "ROM-1"})
	o.passes(time.Minute)
}

// undoes makes boris take words back.
func (o *office) undoes(utterance int64) {
	o.t.Helper()
	o.does("boris", firstLine, desk.Pressed{
		Press: desk.Press{Action: desk.ActUndo, Key: o.ticket().Key, Arg: strconv.FormatInt(utterance, 10)}, Message: o.card(),
	})
}

func TestWhatIsTakenBackWhileItIsSentIsTakenAwayWhenItArrives(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.works(o.connect(o.url)) // the removal may fall to another courier
		o.opens()
		o.Telegram.FailNext("sendMessage", faults.Slow(7*time.Second))
		u := o.replies("Это вы сами удалили")
		o.passes(time.Second)
		o.undoes(u)
		o.passes(2 * time.Second)
		if o.count(firstLine, "Отозвано") > 0 || o.count(firstLine, "Доставлено") > 0 {
			t.Errorf("something is told of words that are under way: %q", o.shown(firstLine))
		}
		o.queues(note("an answer meanwhile", maria, class(desk.ClassAnswer)))
		o.passes(2 * time.Second)
		o.wantNotes(maria)
		o.passes(3 * time.Minute)
		o.wantNotes(maria, "an answer meanwhile")
		if o.count(maria, "сами удалили") > 0 || o.count(firstLine, "Отозвано: клиент") != 1 {
			t.Errorf("the customer sees %q, the thread %q", o.shown(maria), o.shown(firstLine))
		}
	})
}

func TestWhatAKilledCourierWasSendingIsTakenBackAsFarAsIsKnown(t *testing.T) {
	inOffice(t, func(o *office) {
		stop := o.works()
		o.opens()
		o.takes()
		stop()
		u := o.replies("Это вы сами удалили")
		ctx := context.Background()
		claimed, err := o.store.Claim(ctx, storage.ClaimOpts{Now: time.Now(), Lease: time.Minute, Limit: 32})
		if err != nil || len(claimed) == 0 {
			t.Errorf("claimed %v, %v", claimed, err)
		}
		o.undoes(u)
		o.works()
		o.passes(50 * time.Second)
		if n := o.count(firstLine, "Отозвано"); n > 0 {
			t.Errorf("what came of it is told while the lease lasts: %q", o.shown(firstLine))
		}
		o.passes(time.Minute)
		if o.count(firstLine, "могла остаться копия") != 1 {
			t.Errorf("nobody says that nobody knows: %q", o.shown(firstLine))
		}
	})
}

func TestWordsWhoseAnswerWasLostAreFoundAndTakenBack(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		at := desk.Address{Platform: desk.Slack, Chat: "C0ROM"}
		say := o.answer("words", "deleted it yourselves", at)
		o.Slack.FailNext("chat.postMessage", simslack.Fault{LoseAnswer: true})
		o.Slack.FailNext("conversations.history", simslack.Fault{Status: 503, Times: 2})
		o.queues(say)
		o.passes(time.Second)
		gone := o.answer("gone", "", at)
		gone.Class, gone.Kind, gone.Facts = desk.ClassAnswer, notice.Remove{}.Kind(), notice.Encode(notice.Remove{})
		o.queues(gone) // replaces the words in the outbox, which may already be in the chat
		o.passes(2 * time.Minute)
		if n := o.count(at, "deleted it yourselves"); n > 0 {
			t.Errorf("the shop still reads %q", o.shown(at))
		}
	})
}

func TestWordsAreTakenBackForSureThoughAnAnswerAboutThatWasLost(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		o.takes()
		u := o.replies("Лишнее")
		o.passes(5 * time.Second)
		o.Telegram.FailNext("deleteMessage", faults.DropAfter())
		o.undoes(u)
		o.passes(time.Minute)
		if o.count(maria, "Лишнее") > 0 || o.count(firstLine, "больше не видит") != 1 || o.count(firstLine, "могла остаться копия") > 0 {
			t.Errorf("the customer sees %q, the thread %q", o.shown(maria), o.shown(firstLine))
		}
	})
}

func TestAMessageThatStaysIsEmptiedAndOnlyThenGone(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		o.takes()
		for name, c := range map[string]struct {
			edit faults.Fault
			told string
		}{
			"it can be emptied": {faults.Slow(0), "больше не видит"},
			"it cannot":         {faults.Refuse(400, "Bad Request: MESSAGE_TOO_OLD"), "Отозвать не удалось: мессенджер не удаляет"},
		} {
			before := o.count(firstLine, c.told)
			u := o.replies("Лишнее " + name)
			o.passes(5 * time.Second)
			o.Telegram.FailNext("deleteMessage", faults.Refuse(400, "Bad Request: message can't be deleted for everyone"))
			o.Telegram.FailNext("editMessageText", c.edit)
			o.undoes(u)
			o.passes(5 * time.Second)
			if n := o.count(firstLine, c.told) - before; n != 1 {
				t.Errorf("%s: the thread says so %d times: %q", name, n, o.shown(firstLine))
			}
			if stands := o.count(maria, "Лишнее "+name) > 0; stands != (name == "it cannot") {
				t.Errorf("%s: the customer sees %q", name, o.shown(maria))
			}
			o.passes(time.Minute)
		}
	})
}

func TestACustomerOutOfReachIsReportedOnce(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		o.Telegram.User(7001, "Мария", "Петрова", "ru").Blocks()
		for _, words := range []string{"Чиним.", "Починили."} {
			o.replies(words)
			o.passes(time.Minute)
		}
		o.does("boris", firstLine, desk.Asked{Command: "priority", Args: "ROM-1 P4"})
		o.passes(10 * time.Minute)
		if n := o.count(firstLine, "Не доставлено клиенту"); n != 1 {
			t.Errorf("it is reported %d times, want once: %q", n, o.shown(firstLine))
		}
		if o.count(firstLine, "Доставлено клиенту") > 0 {
			t.Errorf("something counts as delivered: %q", o.shown(firstLine))
		}
	})
}

func TestAChatThatMovesWhileItIsWrittenToIsFollowedOnce(t *testing.T) {
	inOffice(t, func(o *office) {
		mary := o.Telegram.User(7001, "Мария", "Петрова", "ru")
		old := o.Telegram.Group(-4003, "Старая группа", mary)
		before := desk.Address{Platform: desk.Telegram, Chat: "-4003"}
		after := desk.Address{Platform: desk.Telegram, Chat: "-1004000000003"}
		o.works()
		o.opens()
		o.passes(10 * time.Second)
		o.Telegram.FailNext("sendMessage", faults.Slow(5*time.Second)) // what it becomes is told after the move
		o.queues(o.answer("before", "Чиним", before))
		o.passes(time.Second)
		o.update(func(ctx context.Context, tx *storage.Tx) error { return tx.MoveChat(ctx, before, after, time.Now()) })
		if _, err := old.Migrate(mary, -1004000000003); err != nil {
			t.Error(err)
		}
		o.passes(10 * time.Second)
		edits := len(o.Telegram.Calls("editMessageText"))
		again := o.answer("after", "Починили", before)
		again.To = after
		o.queues(again)
		o.passes(time.Minute)
		if n := len(o.Telegram.Calls("editMessageText")) - edits; n > 2 {
			t.Errorf("the old group is edited %d times, want once", n)
		}
		if n := o.count(after, "Починили"); n != 1 {
			t.Errorf("the new group is told %d times", n)
		}
	})
}
