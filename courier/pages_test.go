package courier_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	simslack "vakhta/sim/slack"
	"vakhta/sim/telegram/faults"
)

// long returns a text of so many characters, all words different.
func long(signs int) string {
	var b strings.Builder
	for i := 0; b.Len() < signs; i++ {
		fmt.Fprintf(&b, "word-%d ", i)
	}
	return b.String()
}

// answer returns an engineer's words about ROM-1, in a slot, so that they can be edited later.
func (o *office) answer(key, text string, to desk.Address) desk.Notice {
	o.t.Helper()
	return desk.Notice{
		Key: key, Ticket: o.ticket().ID, To: to, Slot: notice.WordsSlot(1, to), Class: desk.ClassRelay,
		Kind: notice.DeskSaid{}.Kind(), Facts: notice.Encode(notice.DeskSaid{Author: "Boris Lee", Text: text}),
	}
}

// pagesOf returns the messages of the desk in a chat that contain words of long.
func (o *office) pagesOf(at desk.Address) (pages []string) {
	for _, text := range o.shown(at) {
		if strings.Contains(text, "word-") {
			pages = append(pages, text)
		}
	}
	return pages
}

// wantPages fails unless a chat shows a text from beginning to end, in n messages.
func (o *office) wantPages(at desk.Address, text string, n int) {
	o.t.Helper()
	pages := o.pagesOf(at)
	if len(pages) != n {
		o.t.Errorf("%s shows %d messages, want %d", at, len(pages), n)
	}
	shown := strings.Fields(strings.Join(pages, "\n"))
	for word := range strings.FieldsSeq(text) {
		at := slices.Index(shown, word)
		if at < 0 {
			o.t.Errorf("%s shows no %s at its place", pages[0][:40], word)
			return
		}
		shown = shown[at:]
	}
}

// somewhere returns a chat of each messenger, with how many messages 17 000 characters take there.
func somewhere() map[desk.Platform]struct {
	at    desk.Address
	pages int
} {
	return map[desk.Platform]struct {
		at    desk.Address
		pages int
	}{desk.Telegram: {maria, 5}, desk.Slack: {shopDev, 2}}
}

func TestALongAnswerIntoAChatNearItsLimitLeavesWholeAndOnce(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		o.Slack.LimitRates(true)
		for _, in := range somewhere() {
			o.queues(notes(letters(7), in.at)...)
			o.queues(o.answer("long/"+in.at.String(), long(17_000), in.at), note("after/"+in.at.String(), in.at, class(desk.ClassRelay)))
		}
		o.passes(2 * time.Minute)
		for p, in := range somewhere() {
			o.wantPages(in.at, long(17_000), in.pages)
			if shown := o.shown(in.at); !strings.Contains(shown[len(shown)-1], "after") {
				t.Errorf("%s: something came between the pages and what follows them", p)
			}
		}
	})
}

func TestAPageThatIsAskedToWaitIsTheFirstThatIsSentAgain(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		o.passes(10 * time.Second)
		sent := len(o.Telegram.Calls("sendMessage"))
		o.Telegram.FailNext("sendMessage", faults.Slow(0))
		o.Telegram.FailNext("sendMessage", faults.TooMany(5))
		o.Telegram.FailNext("sendMessage", faults.TooMany(5))
		o.queues(o.answer("long", long(10_000), maria))
		o.passes(time.Minute)
		o.wantPages(maria, long(10_000), 3)
		if n := len(o.Telegram.Calls("sendMessage")) - sent; n != 5 {
			t.Errorf("Telegram was called %d times, want three times for three pages and twice in vain", n)
		}
	})
}

func TestAPageWhoseAnswerWasLostIsLookedForAndTheOthersAreNotSentAgain(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		o.Slack.FailNext("chat.postMessage", simslack.Fault{})
		o.Slack.FailNext("chat.postMessage", simslack.Fault{LoseAnswer: true})
		o.queues(o.answer("long", long(25_000), shopDev))
		o.passes(time.Minute)
		o.wantPages(shopDev, long(25_000), 3)
	})
}

func TestAnotherCourierGoesOnWhereTheFirstOneEnded(t *testing.T) {
	for p, stop := range map[desk.Platform]func(o *office){
		desk.Telegram: func(o *office) {
			o.Telegram.FailNext("sendMessage", faults.Slow(0))
			o.Telegram.FailNext("sendMessage", faults.TooMany(3))
		},
		desk.Slack: func(o *office) {
			o.Slack.FailNext("chat.postMessage", simslack.Fault{})
			o.Slack.FailNext("chat.postMessage", simslack.Fault{RateLimited: 3 * time.Second})
		},
	} {
		t.Run(string(p), func(t *testing.T) {
			inOffice(t, func(o *office) {
				in := somewhere()[p]
				first := o.works()
				o.opens()
				o.passes(10 * time.Second)
				stop(o)
				slotless := o.answer("long", long(17_000), in.at)
				slotless.Slot = ""
				o.queues(slotless)
				if n := len(o.pagesOf(in.at)); n != 1 {
					t.Errorf("%d pages stand before the first courier ends, want one", n)
				}
				first()
				o.works()
				o.passes(time.Minute)
				o.wantPages(in.at, long(17_000), in.pages)
			})
		})
	}
}

func TestAnEditHasAsManyMessagesAsItNeeds(t *testing.T) {
	inOffice(t, func(o *office) {
		o.works()
		o.opens()
		for _, in := range somewhere() {
			for n, signs := range []int{17_000, 3_000, 12_000, 500} {
				o.queues(o.answer(fmt.Sprintf("%s/%d", in.at, n), long(signs), in.at))
				o.passes(time.Minute)
				pages := map[bool]int{false: (signs + 3999) / 4000, true: (signs + 8999) / 9000}[in.at.Platform == desk.Slack]
				o.wantPages(in.at, long(signs), pages)
			}
			gone := o.answer(in.at.String()+"/gone", "", in.at)
			gone.Kind, gone.Facts = notice.Remove{}.Kind(), notice.Encode(notice.Remove{})
			o.queues(gone)
			o.passes(time.Minute)
			if left := o.pagesOf(in.at); len(left) > 0 {
				t.Errorf("%d messages are left in %s of what was taken away", len(left), in.at)
			}
		}
	})
}
