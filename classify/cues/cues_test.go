package cues_test

import (
	"testing"

	"vakhta/classify/cues"
	"vakhta/classify/words"
)

func names(tb testing.TB, text string) map[string]string {
	tb.Helper()
	l, err := cues.Load()
	if err != nil {
		tb.Fatal(err)
	}
	out := make(map[string]string)
	for _, c := range l.Find(words.Read(text)) {
		name := c.Name
		if c.With != "" {
			name += " × " + c.With
		}
		out[name] = c.Word
	}
	return out
}

func TestCuesAreFoundInTheWordsThatGaveThem(t *testing.T) {
	for _, tt := range []struct{ text, cue, word string }{
		{"Оплата картой не проходит", "negfn", "не проходит"},
		{"у нас упал поиск", "broke", "упал"},
		{"Нужен доступ новому менеджеру", "ops", "Нужен доступ"},
		{"Ещё один столбец бы", "wish", "бы"},
		{"Пришлите отчёт за март", "period", "за март"},
		{"отбой, показалось", "withdrawn", "отбой"},
		{"Nobody can pay", "alarm.pay", "Nobody can pay"},
		{"customers see someone else's orders", "alarm.leak", "someone else's orders"},
		{"how do I export this", "howto", "how do I"},
		{"never mind", "withdrawn", "never mind"},
	} {
		if word, ok := names(t, tt.text)[tt.cue]; !ok || word != tt.word {
			t.Errorf("Find(%q) has %s from %q (%v); want it from %q", tt.text, tt.cue, word, ok, tt.word)
		}
	}
}

func TestTheMoodIsThatOfTheFirstRealWord(t *testing.T) {
	for _, tt := range []struct{ text, mood string }{
		{"Добрый день! Перезапустите воркер", "imperative"},
		{"коллеги, добавить бы фильтр", "infinitive"},
		{"почини корзину", "imperative"},
		{"hi team, please bounce the worker", "imperative"},
		{"whack the cache", "imperative"},
		{"the basket has been empty", "statement"},
		{"adding a field", "gerund"},
	} {
		if _, ok := names(t, tt.text)["opens:"+tt.mood]; !ok {
			t.Errorf("Find(%q) has no opens:%s", tt.text, tt.mood)
		}
	}
}

func TestSignsOfOneMessageMakePairs(t *testing.T) {
	got := names(t, "Хотим, чтобы ошибка называлась иначе")
	if _, ok := got["broke × wish"]; !ok {
		t.Errorf("no pair of broke and wish among %v", got)
	}
}

func TestAGapSkipsWordsOfTheSameClauseOnly(t *testing.T) {
	if _, ok := names(t, "сайт у нас совсем не открывается")["alarm.down"]; !ok {
		t.Error("the words of an alarm were not found around others")
	}
	if _, ok := names(t, "сайт хороший. склад не открывается")["alarm.down"]; ok {
		t.Error("an alarm was put together from two clauses")
	}
}
