package courier_test

import (
	"context"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// The places of the desk.
var (
	firstLine = desk.Address{Platform: desk.Slack, Chat: "C0L1"}
	shopDev   = desk.Address{Platform: desk.Slack, Chat: "C0L2"}
	maria     = desk.Address{Platform: desk.Telegram, Chat: "7001"}
	lena      = desk.Address{Platform: desk.Telegram, Chat: "7002"}
	group     = desk.Address{Platform: desk.Telegram, Chat: "-1003000000003"}
)

// note returns a notice that shows its own key.
func note(key string, to desk.Address, change ...func(*desk.Notice)) desk.Notice {
	n := desk.Notice{
		Key: key, To: to, Class: desk.ClassAnswer, Kind: notice.Greeting{}.Kind(), Facts: notice.Encode(notice.Greeting{Name: "‹" + oneWord(key) + "›"}),
	}
	for _, c := range change {
		c(&n)
	}
	return n
}

// letters returns the first n letters, as keys.
func letters(n int) []string { return strings.Split("abcdefghijklmnopqrstuvwxyz"[:n], "") }

// notes returns a note for each key, to one chat.
func notes(keys []string, to desk.Address, change ...func(*desk.Notice)) (all []desk.Notice) {
	for _, key := range keys {
		n := note(key, to, change...)
		n.Key = to.String() + "/" + key
		all = append(all, n)
	}
	return all
}

func class(c desk.Class) func(*desk.Notice) { return func(n *desk.Notice) { n.Class = c } }

// wantNotes fails unless a chat shows exactly these notes, in this order.
func (o *office) wantNotes(at desk.Address, keys ...string) {
	o.t.Helper()
	var got []string
	for _, text := range o.shown(at) {
		if _, after, ok := strings.Cut(text, "‹"); ok {
			key, _, _ := strings.Cut(after, "›")
			got = append(got, strings.ReplaceAll(key, "~", " "))
		}
	}
	if strings.Join(got, ", ") != strings.Join(keys, ", ") {
		o.t.Errorf("at %s %s shows the notes %v, want %v", time.Now().In(testdesk.Moscow()).Format("15:04:05.000"), at, got, keys)
	}
}

// wantReceipt fails unless a notice about ROM-1 has one receipt, with this
// lateness, and its message shows it.
func (o *office) wantReceipt(key string, late time.Duration) {
	o.t.Helper()
	var receipts []storage.SentReceipt
	o.update(func(ctx context.Context, tx *storage.Tx) (err error) {
		receipts, err = tx.ReceiptsOf(ctx, o.ticket().ID)
		return err
	})
	receipts = slices.DeleteFunc(receipts, func(r storage.SentReceipt) bool { return r.Key != key })
	if len(receipts) != 1 || receipts[0].Sent.Sub(receipts[0].Planned).Truncate(time.Second) != late {
		o.t.Errorf("the receipts of %q are %+v, want one, %s late", key, receipts, late)
		return
	}
	for _, l := range o.Lines(receipts[0].To.Root().String()) {
		if l.Message == receipts[0].Message.Message && strings.Contains(l.Text, "‹"+oneWord(key)+"›") {
			return
		}
	}
	o.t.Errorf("the receipt %+v names no message that shows %q", receipts[0], key)
}

// oneWord is a key as a greeting shows it whole: it says the first word of a name.
func oneWord(key string) string { return strings.ReplaceAll(key, " ", "~") }
