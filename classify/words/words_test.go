package words_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"vakhta/classify/words"
)

func texts(t words.Text) string {
	var out []string
	for _, tok := range t.Tokens {
		out = append(out, tok.Text)
	}
	return strings.Join(out, " ")
}

func TestWhatDiffersEachTimeBecomesItsKind(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Заказ №5512 от 12.10.2026", "заказ <ref> от <time>"},
		{"see https://shop.example/a?b=1, please", "see <url> , please"},
		{"mail anna@mail.example or @boris", "mail <mail> or <mention>"},
		{"10.0.0.7 and shop.example", "<ip> and <host>"},
		{"502 на главной", "502 на главной"},
		{"1234567 товаров", "<num> товаров"},
		{"price.xlsx загружен", "<file> загружен"},
		{"ошибка E12, E47", "ошибка e00 , e00"},
		{"обмен с 1C", "обмен с 1с"},
		{"👍🔥", "<emoji> <emoji>"},
	} {
		if got := texts(words.Read(tt.text)); got != tt.want {
			t.Errorf("Read(%q) = %q; want %q", tt.text, got, tt.want)
		}
	}
}

func TestSpellingsOfOneWordAreOne(t *testing.T) {
	for _, tt := range []struct{ a, b string }{
		{"Ещё", "еще"},
		{"can’t", "cant"},
		{"oплaта", "оплата"},
		{"нууууу", "нуу"},
		{"пла\u00adтеж", "платёж"},
		{"ＳＡＬＥ", "sale"},
		{"вітрина", "витрина"},
		{"iнтернет", "интернет"},
		{"cfqn kt;bn", "сайт лежит"},
		{"SAIT NE RABOTAET", "сайт не работает"},
		{"🛒➡️💳➡️❌", "корзина → оплата картой → не работает"},
		{"checkout ❌", "checkout not working"},
	} {
		if a, b := texts(words.Read(tt.a)), texts(words.Read(tt.b)); a != b {
			t.Errorf("Read(%q) = %q, Read(%q) = %q; want them equal", tt.a, a, tt.b, b)
		}
	}
}

func TestAnEnglishShortVerbStandsApartAndADeniedOneDoesNot(t *testing.T) {
	if got, want := texts(words.Read("what's wrong, I don't know, we'll see")), "what 's wrong , i dont know , we 'll see"; got != want {
		t.Errorf("Read = %q; want %q", got, want)
	}
}

func TestMarksPartClausesAndDotsDoNot(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{
		{"оплата… не проходит...", 1},
		{"привет, не работает поиск", 2},
		{"one. two! three?", 4},
		{"одно — другое", 2},
	} {
		if got := words.Read(tt.text).Clauses; got != tt.want {
			t.Errorf("Read(%q) has %d clauses; want %d", tt.text, got, tt.want)
		}
	}
}

func TestALongMessageKeepsItsHeadAndItsTail(t *testing.T) {
	long := "начало " + strings.Repeat("ё", 1<<20) + " конец"
	got := words.Read(long)
	if !got.Cut || got.Tokens[0].Text != "начало" || got.Tokens[len(got.Tokens)-1].Text != "конец" {
		t.Errorf("a megabyte was read as %d tokens, cut %v", len(got.Tokens), got.Cut)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "a'", "'a", "№", "#1x", "1.", "1:2:3", "\xff", "e\u0301", "(((", "://", "@", "a@", "х.рф/п"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := words.Read(s)
		for _, tok := range got.Tokens {
			if tok.Text == "" || !utf8.ValidString(tok.Text) || tok.Clause < 0 || tok.Clause >= got.Clauses {
				t.Errorf("Read(%q) has token %+v of %d clauses", s, tok, got.Clauses)
			}
		}
	})
}
