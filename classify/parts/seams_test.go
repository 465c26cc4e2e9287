package parts_test

import (
	"strings"
	"testing"

	"vakhta/classify/parts"
)

// shown returns a text with its seams marked.
func shown(text string) string {
	var b strings.Builder
	at := 0
	for _, s := range parts.Seams(text) {
		b.WriteString(text[at:s.End] + "‖" + text[s.Begin:s.Begin])
		at = s.Begin
	}
	return b.String() + text[at:]
}

func TestAMessageMayBeCutWhereThingsAreJoined(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"одно. другое! третье", "одно‖другое‖третье"},
		{"one; two, three", "one‖two‖three"},
		{"фото нет и цены нет", "фото нет‖и цены нет"},
		{"add Anna, and also fix the feed", "add Anna‖and‖also fix the feed"},
		{"1) один 2) два", "1) один‖два"},
		{"list:\n- one\n- two", "list:‖one‖two"},
		{"цена 12.50, остаток 3", "цена 12.50‖остаток 3"},
		{"«Ой. Ошибка» на кассе", "«Ой. Ошибка» на кассе"},
		{"hf,jnftn gjbcr", "hf,jnftn gjbcr"},
		{"mail.ru и v2.1", "mail.ru‖и v2.1"},
		{"", ""},
		{"...", "..."},
	} {
		if got := shown(tt.text); got != tt.want {
			t.Errorf("Seams(%q) cut it into %q; want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzSeams(f *testing.F) {
	for _, s := range []string{"", ".", "a. b", "1) a\n2) b", "« . »», x", "и и", "\xff. \xff", "(a) b (c) d", " \n - \n "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, s := range parts.Seams(text) {
			if s.End < at || s.Begin <= s.End || s.Begin >= len(text) {
				t.Fatalf("Seams(%q) has %+v behind byte %d", text, s, at)
			}
			at = s.Begin
		}
	})
}
