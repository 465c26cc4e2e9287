package letters_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"vakhta/classify/letters"
)

func TestWordsTypedWithTheWrongLettersArePutBack(t *testing.T) {
	m := letters.NewRestorer()
	for _, tt := range []struct{ name, text, want string }{
		{"the wrong keyboard", "cfqn kt;bn", "сайт лежит"},
		{"one word of it", "gjvjubnt", "помогите"},
		{"with marks of its own", "Rjulf ,eltn djccnfyjdktyf hf,jnf cfqnf&", "Когда будет восстановлена работа сайта?"},
		{"in one clause of two", "клиенты пишут: cfqn kt;bn", "клиенты пишут: сайт лежит"},
		{"the wrong keyboard the other way", "ыщьуерштп шы икщлут", "something is broken"},
		{"Latin letters", "ne rabotaet oplata, pomogite", "не работает оплата, помогите"},
		{"a soft sign that nobody wrote", "skolko zhdat", "сколько ждать"},
		{"an English word among them", "checkout ne rabotaet u vseh", "checkout не работает у всех"},
		{"a hyphen", "kak-to stranno rabotaet kabinet", "как-то странно работает кабинет"},
	} {
		if got := m.Restore(tt.text); got != tt.want {
			t.Errorf("%s: Restore(%q) = %q; want %q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestWhatIsWrittenRightStaysAsItIs(t *testing.T) {
	m := letters.NewRestorer()
	for _, text := range []string{
		"", "ok", "lol", "asap pls", "shop down", "SOS!!! site dead", "щас", "йогурт", "Xiaomi", "чайник Vitek не включается",
		"товары WB и DHL в одной выгрузке", "nginx: upstream timed out (110)", "https://shop.example/cfqn", "cfqn@shop.example",
		"Bitte helfen Sie, der Warenkorb ist leer", "Bonjour, le panier ne marche pas", "TypeError: cannot read properties of null",
		"ASUS ROG", "order_id=17 status=paid", "v2.14.3-rc1",
	} {
		if got := m.Restore(text); got != text {
			t.Errorf("Restore(%q) = %q; want it as it was", text, got)
		}
	}
}

func FuzzRestore(f *testing.F) {
	m := letters.NewRestorer()
	for _, s := range []string{"", "cfqn kt;bn", "ne rabotaet", "ыщьуерштп шы икщлут", "a'b'c", "'''", ",,,,", "4646 6666", "\xff\xfe qwerty", "й\u0306 ш-щ", strings.Repeat("shchshch", 9)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := m.Restore(s)
		if got != m.Restore(s) {
			t.Errorf("Restore(%q) gives another text the second time", s)
		}
		// A Latin letter becomes at most two Cyrillic ones, and a soft sign.
		if len(got) > 6*len(s) {
			t.Errorf("Restore of %d bytes gives %d", len(s), len(got))
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("Restore(%q) = %q, which is no text", s, got)
		}
		if strings.Count(got, "\n") != strings.Count(s, "\n") {
			t.Errorf("Restore(%q) = %q; want as many lines", s, got)
		}
	})
}
