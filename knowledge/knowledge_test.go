package knowledge_test

import (
	"fmt"
	"slices"
	"testing"

	"vakhta/desk"
	"vakhta/knowledge"
)

func note(name string, l desk.Locale, body string, headings ...string) *desk.Note {
	return &desk.Note{Name: name, Texts: map[desk.Locale]desk.NoteText{l: {Headings: headings, Body: body}}}
}

func notes() []*desk.Note {
	return []*desk.Note{
		note("returns", desk.Russian, "Откройте заказ, нажмите «Вернуть», деньги уйдут покупателю за три дня.", "Как оформить возврат товара", "Вернуть деньги покупателю"),
		note("returns-en", desk.English, "Open the order and press Refund. The buyer has the money in three days.", "Refund an order"),
		note("redirects", desk.Russian, "Настройки, Домены, Перенаправления.", "Перенаправление старых адресов"),
		note("export", "", "Reports, Orders, Export. A file with all orders comes by mail.", "Export"),
	}
}

func TestANoteIsFoundByItsHeadings(t *testing.T) {
	for text, want := range map[string][]string{
		"Подскажите, как оформить возврат товара?":                {"returns"},
		"Можно ли вернуть деньги покупателю за отменённый заказ?": {"returns"},
		"kak oformit vozvrat tovara":                    {"returns"},
		"How do I refund an order that was paid twice?": {"returns-en"},
		"Нужно перенаправление со старого адреса каталога": {"redirects"},
		"How can I export all orders into a file?":         {"export"},
		// One word in common is not enough, nor is a word that any question has.
		"Не могу оформить товар, ошибка 500":                   {},
		"Старые адреса доставки не подставляются у покупателя": {},
		"Не уходят деньги с карты покупателя":                  {},
		"Товар не добавляется в корзину":                       {},
		"Как оформить заказ с двух складов?":                   {},
		"We export tulips to Finland":                          {},
		"How do I cancel an order?":                            {},
		"Сайт лежит":                                           {},
		"":                                                     {},
		"!!! 404":                                              {},
	} {
		found := []string{}
		for _, n := range knowledge.Find(notes(), text) {
			found = append(found, n.Name)
		}
		if !slices.Equal(found, want) {
			t.Errorf("%q is about %v, want %v", text, found, want)
		}
	}
}

func TestWhoLooksForWordsFindsThemInTheTextToo(t *testing.T) {
	for text, want := range map[string][]string{
		"домены":              {"redirects"},
		"press Refund":        {"returns-en"},
		"деньги покупателю":   {"returns"},
		"домены и погода":     {},
		"как":                 {},
		"orders come by mail": {"export"},
	} {
		found := []string{}
		for _, n := range knowledge.Search(notes(), text) {
			found = append(found, n.Name)
		}
		if !slices.Equal(found, want) {
			t.Errorf("%q finds %v, want %v", text, found, want)
		}
	}
}

func TestAnArticleBeginsWithoutGreetingsAndNames(t *testing.T) {
	people := []string{"Мария Петрова", "John Reed"}
	for _, tt := range []struct{ question, answer, heading, body string }{
		{"Добрый день! Подскажите, пожалуйста, где посмотреть остатки?", "Мария, откройте «Товары».", "Где посмотреть остатки?", "Откройте «Товары»."},
		{"Hello, how do I refund an order? I am John, john@example.com", "Hi John! Press Refund.", "How do I refund an order?", "Press Refund."},
		{"Меня зовут Мария. Как вернуть товар?", "Марии Петровой уже вернули.", "Как вернуть товар?", "[…] […] уже вернули."},
		{"Обмен для покупателя +7 912 345-67-89\nЗаранее спасибо", "Готово", "Обмен для покупателя […]", "Готово"},
		{"«Склад» не открывается?", "/stock открывает его. Reed станет им", "«Склад» не открывается?", "/stock открывает его. […] станет им"},
		{"", "", "", ""},
		{"Здравствуйте!", "Привет, Мария!", "", ""},
	} {
		got := knowledge.Draft(tt.question, []string{tt.answer}, people)
		if got.Title() != tt.heading || got.Body != tt.body {
			t.Errorf("of %q, %q an article begins with %q, %q, want %q, %q", tt.question, tt.answer, got.Title(), got.Body, tt.heading, tt.body)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{10, 100, 500} {
		var all []*desk.Note
		for i := range n {
			all = append(all, note(fmt.Sprint(i), desk.Russian, "Откройте заказ и нажмите кнопку.", fmt.Sprintf("Как настроить раздел номер %d каталога", i), "Возврат денег"))
		}
		b.Run(fmt.Sprint(n, " notes"), func(b *testing.B) {
			for b.Loop() {
				knowledge.Find(all, "Подскажите, как оформить возврат товара покупателю, если заказ оплачен дважды?")
			}
		})
	}
}
