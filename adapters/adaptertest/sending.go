package adaptertest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
)

// card returns an ordinary card with a button.
func card(lead string) desk.Card {
	return desk.Card{
		Tone: desk.ToneNew, Title: "ROM-42 · New", Lead: lead,
		Fields: []desk.Field{
			{Label: "Priority", Value: "P2"},
			{Label: "Due", Value: "14:15 MSK", At: time.Date(2026, 11, 24, 11, 15, 0, 0, time.UTC)},
		},
		Buttons: [][]desk.Button{{
			{Label: "Take", Press: desk.Press{Action: desk.ActAck, Key: key()}, Style: desk.StylePrimary},
		}},
	}
}

// key returns the ticket of the cards.
func key() desk.Key { return desk.Key{Project: "ROM", Number: 42} }

// post posts a card that must be accepted.
func (b *bench) post(c desk.Card) desk.MessageRef {
	b.t.Helper()
	at, err := b.Messenger.Post(b.t.Context(), b.Channel, c, "ROM-42/test")
	if err != nil {
		b.t.Fatalf("post: %v", err)
	}
	if at.Message == "" || at.Root() != b.Channel.Root() {
		b.t.Fatalf("the post is at %+v, want a message in %s", at, b.Channel)
	}
	return at
}

// shown returns what people see of a message, which must exist.
func (b *bench) shown(at desk.MessageRef) string {
	b.t.Helper()
	text, ok := b.Platform.Shown(at)
	if !ok {
		b.t.Fatalf("nobody sees message %s", at.Message)
	}
	return plain(text)
}

// posts checks that no part of a card is dropped.
func posts(t *testing.T, b *bench) {
	t.Helper()
	c := card("The till does not print.")
	c.Quote, c.Author, c.Lines, c.Footer = "It says paper jam", "Maria", []string{"Somebody answers soon."}, "edited"
	got := b.shown(b.post(c))
	for _, want := range []string{
		"ROM-42 · New", "The till does not print.", "Priority", "P2", "It says paper jam", "Maria", "Somebody answers soon.", "edited",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("people see %q, want %q in it", got, want)
		}
	}
}

// longCards checks that no card fails because of its length: the adapter knows
// the platform's limits, and splits or cuts it.
func longCards(t *testing.T, b *bench) {
	t.Helper()
	long := strings.Repeat("Касса не печатает чек 😀 <b>&\n", 180_000) // more than 5 MB
	for name, c := range map[string]desk.Card{
		"quoted":               {Title: "ROM-42", Quote: long},
		"quoted above buttons": func() desk.Card { c := card(""); c.Quote = long; return c }(),
		"said":                 card(long),
		"in the title":         {Title: long},
		"in a field":           {Title: "ROM-42", Fields: []desk.Field{{Label: "Request", Value: long}}},
		"in many lines":        {Title: "ROM-42", Lines: strings.SplitAfterN(long, "\n", 200)},
	} {
		at := b.post(c)
		if got := b.shown(at); got == "" {
			t.Errorf("%s: people see nothing", name)
		}
		if err := b.Messenger.Edit(t.Context(), at, c); err != nil {
			t.Errorf("%s: edit: %v", name, err)
		}
	}
}

// keepsItsTraits checks that the traits are true: which chats are groups, how
// much text a message shows, and that a messenger with buttons and edits
// declares all it has to.
func keepsItsTraits(t *testing.T, b *bench) {
	t.Helper()
	traits := b.Messenger.Traits()
	if traits.IsGroup == nil || !traits.IsGroup(b.Channel.Chat) || traits.IsGroup(b.Person.Private().Chat) {
		t.Errorf("groups are not told from private chats: %s and %s", b.Channel, b.Person.Private())
	}
	if !traits.Buttons || !traits.Edits || traits.Pace == (desk.Pace{}) || len(traits.Signs) == 0 {
		t.Errorf("the traits are %+v", traits)
	}
	words := traits.Text.Max * 3 / 4 / len("word ")
	got := b.shown(b.post(desk.Card{Quote: strings.Repeat("word ", words)}))
	if n := strings.Count(got, "word"); n != words {
		t.Errorf("of %d words one message shows %d, and it may hold %+v", words, n, traits.Text)
	}
}

// hostile returns texts that are markup or mentions on some platform.
func hostile() []string {
	return []string{
		"<b>bold</b> & <a href=\"tg://user?id=1\">x</a>", "</blockquote><i>", "&lt;b&gt;", "<", "a < b && b > c",
		"<!channel> <!here> <!everyone>", "<@U0ANNA>", "<!subteam^S1>", "<https://evil.example|click>",
		"*bold* _it_ ~no~ `code`", "> quote", "@everyone @channel @here", "@anna_kim please", "\u202Eevil\u202C", "bad \xff\xfe utf-8",
	}
}

// hostileText checks that people's words are shown literally and have no effect
// in any part of a card.
func hostileText(t *testing.T, b *bench) {
	t.Helper()
	for _, text := range hostile() {
		c := card(text)
		c.Title, c.Quote, c.Author, c.Footer = text, text, text, text
		c.Fields = append(c.Fields, desk.Field{Label: text, Value: text, At: time.Unix(1_790_000_000, 0)})
		c.Lines = []string{text}
		c.Files = []desk.File{{Name: text, Kind: "photo", URL: "javascript:" + text}}
		at := b.post(c)
		if called := b.Platform.Called(at); len(called) > 0 {
			t.Errorf("%q calls %q", text, called)
		}
		literal := strings.ToValidUTF8(strings.NewReplacer("\u202E", "", "\u202C", "").Replace(text), "\uFFFD")
		if got := b.shown(at); !strings.Contains(got, literal) {
			t.Errorf("of %q people see %q", text, got)
		}
	}
}

// mentions checks that there is one way to mention somebody, and that it works.
func mentions(t *testing.T, b *bench) {
	t.Helper()
	c := card("Please take it.")
	c.Mention = []desk.Mention{{Account: b.Person, Name: "Anna"}}
	if got := b.Platform.Called(b.post(c)); len(got) != 1 || got[0] != b.Person.ID {
		t.Errorf("the card calls %q, want %q alone", got, b.Person.ID)
	}
}

// editsToTheSame checks that an edit without a change is no error: the courier
// does not know whether anything changed.
func editsToTheSame(t *testing.T, b *bench) {
	t.Helper()
	at := b.post(card("first"))
	for range 2 {
		if err := b.Messenger.Edit(t.Context(), at, card("second")); err != nil {
			t.Fatalf("edit: %v", err)
		}
	}
	if got := b.shown(at); !strings.Contains(got, "second") {
		t.Errorf("people see %q, want the second text", got)
	}
}

// editsOfTheGone checks that the courier learns that a message is gone, so that
// it posts the card again.
func editsOfTheGone(t *testing.T, b *bench) {
	t.Helper()
	at := b.post(card("first"))
	b.Platform.Delete(at)
	refused(t, b.Messenger.Edit(t.Context(), at, card("second")), desk.ErrMessageGone)
}

// chatGone checks that the desk learns that a chat is gone, so that it calls
// somebody else.
func chatGone(t *testing.T, b *bench) {
	t.Helper()
	_, err := b.Messenger.Post(t.Context(), b.Stranger, card("hello"), "key")
	refused(t, err, desk.ErrChatGone)
}

// refused checks that a call was not done and never will be, and why.
func refused(t *testing.T, err, why error) {
	t.Helper()
	send, ok := errors.AsType[*desk.SendError](err)
	if !ok || send.Fate != desk.Refused || !errors.Is(err, why) {
		t.Errorf("got %v, want it refused with %q", err, why)
	}
}

// faults maps each fault to the fate that the call must have.
func faults() map[Fault]desk.Fate {
	return map[Fault]desk.Fate{
		TooMany: desk.Later, Broken: desk.Unknown, Cut: desk.Unknown, Lost: desk.Unknown, Denied: desk.Later,
	}
}

// fates checks that the courier can tell what may be sent again, and when. Only
// the courier repeats a post: an adapter that repeats by itself would post
// twice.
func fates(t *testing.T, b *bench) {
	t.Helper()
	for fault, want := range faults() {
		before := b.Platform.Count()
		b.Platform.Fail(fault)
		_, err := b.Messenger.Post(t.Context(), b.Channel, card("hello"), "key/"+string(fault))
		send, ok := errors.AsType[*desk.SendError](err)
		if !ok || send.Fate != want {
			t.Errorf("%s: post ends with %v, want the fate %s", fault, err, want)
			continue
		}
		if fault == TooMany && send.After != Wait {
			t.Errorf("%s: to wait for %s, want %s", fault, send.After, Wait)
		}
		if fault == Denied && !errors.Is(err, desk.ErrUnauthorized) {
			t.Errorf("%s: %v, want it to say so", fault, err)
		}
		done := 0
		if fault == Lost {
			done = 1
		}
		if got := b.Platform.Count() - before; got != done {
			t.Errorf("%s: %d messages stand, want %d: a post is not repeated on its own", fault, got, done)
		}
		at := b.post(card("first"))
		b.Platform.Fail(fault)
		err = b.Messenger.Edit(t.Context(), at, card("second"))
		if send, ok := errors.AsType[*desk.SendError](err); !ok || send.Fate != want {
			t.Errorf("%s: edit ends with %v, want the fate %s", fault, err, want)
		}
	}
}

// keepsSecrets checks that errors and logs, which people copy into chats,
// contain neither a token nor a customer's words.
func keepsSecrets(t *testing.T, b *bench) {
	t.Helper()
	words := "the customer's own words"
	var told strings.Builder
	note := func(err error) {
		if err == nil {
			t.Error("nothing failed")
			return
		}
		told.WriteString(err.Error() + "\n")
	}
	for fault := range faults() {
		b.Platform.Fail(fault)
		_, err := b.Messenger.Post(t.Context(), b.Channel, card(words), "key")
		note(err)
	}
	_, err := b.Messenger.Post(t.Context(), b.Stranger, card(words), "key")
	note(err)
	at := b.post(card("first"))
	b.Platform.Delete(at)
	note(b.Messenger.Edit(t.Context(), at, card(words)))
	told.WriteString(b.log.String())
	for _, secret := range append(b.Secrets, words) {
		if strings.Contains(told.String(), secret) {
			t.Errorf("%q is told in:\n%s", secret, told.String())
		}
	}
}
