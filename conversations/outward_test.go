package conversations_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// asked makes maria ask for something in private, and returns ROM-1 with its card in the first line's channel.
func asked(k *talk) *chat {
	k.t.Helper()
	k.says("maria", k.private("maria"), "Не печатает принтер")
	ch := &chat{talk: k, key: rom(1), place: k.private("maria"), who: "maria"}
	ch.read()
	return ch
}

// told returns the engineers' words that a chat is shown, with their files. An album waits for its last picture.
func told(letters []testdesk.Letter, at desk.Address) (words []string) {
	for _, l := range letters {
		if said, ok := l.Facts.(notice.DeskSaid); ok && l.To.Root() == at.Root() {
			text := said.Text
			for _, f := range said.Files {
				text += "[" + f.Name + "]"
			}
			words = append(words, text)
		}
	}
	return words
}

// hears returns what a requester was told in private up to a moment from now.
func (k *talk) hears(who string) string {
	letters := k.Post()
	k.Pass(5 * time.Second)
	return strings.Join(told(append(letters, k.Post()...), k.private(who).Address), " | ")
}

func TestWhatLooksLikeANoteStaysInside(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"open", "internal"} {
		k := open(t, "thread: internal ", "thread: "+mode+" ")
		ch := asked(k)
		for _, text := range []string{
			"//Опять касса", "// Опять касса", "*// bold note*", "_//_ x", "~// struck~", "`// code`", "```// code note```", "```\n// code note\n```",
			"\u200b// zero width", "\ufeff//x", "/\u200b/ x", "\u00a0// x", "\u3164// x", "> // quote", ">>> // quote", "／／ full width", "⁄⁄ x", "/ / spaced", "• // list",
			"- // list", "«// x»", "\n\n // below",
		} {
			k.says("anna", ch.thread(), text, ch.inThread)
			k.says("anna", ch.thread(), text, inReplyTo(ch.card))
			if got := k.hears("maria"); got != "" {
				t.Errorf("%s thread: %q reaches the customer as %q", mode, text, got)
			}
		}
	}
}

func TestWhatAddressesTheCustomerIsPlain(t *testing.T) {
	t.Parallel()
	k := open(t)
	ch := asked(k)
	for text, want := range map[string]string{
		"!Чиним": "Чиним", "! Чиним": "Чиним", "!👍": "👍", "!42": "42", "!«Касса» готова": "«Касса» готова",
		"!!! клиенту не говорить, это наш косяк": "", "!!": "", "!= null в логе, клиент дурак": "", "!": "", "! ": "", "!...": "", "!?": "",
		"\u200b!скрыто": "", "！полной ширины": "", "> !цитата": "", "*!жирно*": "",
	} {
		k.says("anna", ch.thread(), text, ch.inThread)
		if got := k.hears("maria"); got != want {
			t.Errorf("%q reaches the customer as %q, want %q", text, got, want)
		}
	}
	k.says("anna", ch.thread(), "!", ch.inThread, pictures("a", "kassa.jpg"))
	if got := k.hears("maria"); got != "[kassa.jpg]" {
		t.Errorf("a picture that is marked reaches the customer as %q", got)
	}
}

// pictures returns a change that adds the files of an album to a message; "" is a message without an album.
func pictures(album string, names ...string) func(*desk.Said) {
	return func(s *desk.Said) {
		s.Album = album
		for _, name := range names {
			s.Files = append(s.Files, desk.File{Kind: "photo", Name: name})
		}
	}
}

func TestTheMarkOfOneItemHoldsForTheWholeAlbum(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mode  string
		items []string // the words of each
		want  string
	}{
		{"internal", []string{"!Смотрите", "", ""}, "Смотрите[0][1][2]"},
		{"internal", []string{"", "", "!Смотрите"}, "Смотрите[0][1][2]"},
		{"internal", []string{"", "вид сбоку", "!Смотрите", "вид сверху"}, "вид сбоку\nСмотрите\nвид сверху[0][1][2][3]"},
		{"internal", []string{"", "вид сбоку", ""}, ""},
		{"open", []string{"", "", ""}, "[0][1][2]"},
		{"open", []string{"// только для нас", "", "вид сбоку"}, ""},
		{"open", []string{"", "", "// только для нас"}, ""},
		{"open", []string{"", "*// только для нас*", ""}, ""},
	} {
		t.Run(c.mode+" "+strings.Join(c.items, "|"), func(t *testing.T) {
			t.Parallel()
			k := open(t, "thread: internal ", "thread: "+c.mode+" ")
			ch := asked(k)
			for i, words := range c.items {
				k.says("anna", ch.thread(), words, ch.inThread, pictures("album", fmt.Sprint(i)))
			}
			got := strings.Split(k.hears("maria"), " | ")
			want := strings.Split(c.want, " | ")
			if !sameSet(got, want) {
				t.Errorf("the customer hears %q, want %q", got, want)
			}
			for _, l := range k.Post() {
				t.Errorf("later %s is told %s", l.To, l.Kind)
			}
		})
	}
}

func sameSet(got, want []string) bool {
	count := map[string]int{}
	for _, s := range got {
		count[s]++
	}
	for _, s := range want {
		count[s]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// An item that comes late, with a note's mark, has the others taken back if they were delivered.
func TestALateNoteTakesItsAlbumBack(t *testing.T) {
	t.Parallel()
	k := open(t, "thread: internal ", "thread: open ")
	ch := asked(k)
	k.says("anna", ch.thread(), "", ch.inThread, pictures("album", "0"))
	if got := k.hears("maria"); got != "[0]" {
		t.Fatalf("the customer hears %q, want the picture", got)
	}
	k.says("anna", ch.thread(), "// только для нас", ch.inThread, pictures("album", "1"))
	gone := 0
	for _, l := range k.Post() {
		if l.Kind == (notice.Remove{}).Kind() && l.To == ch.place.Address && strings.HasPrefix(l.Slot, "words/") {
			gone++
		}
	}
	if gone != 1 {
		t.Errorf("%d messages of the customer's are taken away, want one", gone)
	}
}

func TestWhatIsForwardedIsForColleagues(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"open", "internal"} {
		k := open(t, "thread: internal ", "thread: "+mode+" ")
		ch := asked(k)
		k.says("anna", ch.thread(), "!Пароль от базы hunter2", ch.inThread, func(s *desk.Said) { s.Forwarded = true })
		if got := k.hears("maria"); got != "" {
			t.Errorf("%s thread: what was forwarded reaches the customer: %q", mode, got)
		}
	}
}

func TestMarksHoldInEveryFieldThatTheCustomerReads(t *testing.T) {
	t.Parallel()
	const secret = "это мы сами сломали"
	for _, c := range []struct {
		story string
		do    func(k *talk, ch *chat)
		want  string // of what the customer hears
	}{
		{"a note in the form of a resolution", func(k *talk, _ *chat) { k.does("anna", firstLine, submitted(desk.ActResolve, rom(1), "// "+secret)) }, ""},
		{"a note in the command", func(k *talk, _ *chat) { k.runs("anna", k.private("anna"), "resolve ROM-1 // "+secret) }, ""},
		{"an exclamation mark there", func(k *talk, _ *chat) { k.does("anna", firstLine, submitted(desk.ActResolve, rom(1), "!Готово")) }, "Готово"},
		{"a note in a reply", func(k *talk, _ *chat) { k.does("anna", firstLine, submitted(desk.ActReply, rom(1), "*// "+secret+"*")) }, ""},
		{"a note about a wait", func(k *talk, _ *chat) { k.runs("anna", k.private("anna"), "wait ROM-1 customer // "+secret) }, ""},
		{"a question to the customer", func(k *talk, _ *chat) {
			k.runs("anna", k.private("anna"), "wait ROM-1 customer Пришлите фото")
		}, "Пришлите фото"},
		{"what a vendor is waited for", func(k *talk, _ *chat) { k.runs("anna", k.private("anna"), "wait ROM-1 vendor "+secret) }, ""},
		{"a form about a vendor", func(k *talk, _ *chat) {
			k.does("anna", firstLine, desk.Submitted{Act: desk.ActWait, Key: rom(1), Values: map[string]string{"on": desk.ArgVendor, "text": secret}})
		}, ""},
		{"words about a vendor for the customer", func(k *talk, _ *chat) {
			k.runs("anna", k.private("anna"), "wait ROM-1 vendor !Ждём хостинг")
		}, "Ждём хостинг"},
	} {
		t.Run(c.story, func(t *testing.T) {
			t.Parallel()
			k := open(t)
			ch := asked(k)
			var letters []testdesk.Letter
			k.Sent = func(l testdesk.Letter) { letters = append(letters, l) }
			c.do(k, ch)
			k.Post()
			inside, heard := false, ""
			for _, l := range letters {
				text := fmt.Sprintf("%+v", l.Card)
				if l.To.Root() != ch.place.Root() {
					inside = inside || strings.Contains(text, secret)
					continue
				}
				if strings.Contains(text, secret) {
					t.Errorf("the customer reads it in %s: %s", l.Kind, text)
				}
				heard += l.Card.Quote
			}
			if heard != c.want {
				t.Errorf("the customer hears %q, want %q", heard, c.want)
			}
			if c.want == "" && !inside {
				t.Error("no colleague sees it")
			}
			for _, l := range k.runs("maria", k.private("maria"), "status ROM-1") {
				if strings.Contains(fmt.Sprintf("%+v", l.Card), secret) {
					t.Errorf("the customer reads it in /status: %+v", l.Card)
				}
			}
		})
	}
}

func TestTheCardSaysWhatIsWaitedForUntilTheWaitIsOver(t *testing.T) {
	t.Parallel()
	k := open(t)
	asked(k)
	k.runs("anna", k.private("anna"), "wait ROM-1 vendor Диск от хостинга")
	if got := k.Ticket(rom(1)).WaitsFor; got != "Диск от хостинга" {
		t.Errorf("it waits for %q", got)
	}
	k.runs("anna", k.private("anna"), "resume ROM-1")
	if got := k.Ticket(rom(1)).WaitsFor; got != "" {
		t.Errorf("it goes on, and waits for %q", got)
	}
}
