package main

import (
	"testing"

	"vakhta/demo/page/browser"
	"vakhta/desk"
	"vakhta/internal/repeat"
)

func TestNobodyIsKeptOutOfThePage(t *testing.T) {
	t.Parallel()
	// Each language in one light on the desktop and in the other on a phone.
	looks := map[desk.Locale][2]browser.Look{
		desk.Russian: {browser.Desktop.InDark(), browser.Phone}, desk.English: {browser.Desktop, browser.Phone.InDark()},
	}
	for _, lang := range repeat.Each(desk.Russian, desk.English) {
		look := looks[lang]
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			tr := openDemo(t, lang)
			at := tr.served(t)
			tr.playStory(t, "certificate", string(lang))
			page := tr.Stage.Handler()
			post(t, page, "/api/act", `{"as": "maria", "verb": "say", "chat": "telegram:7001", "text": "/new `+paymentsFail(lang)+`"}`)

			tab := browser.Open(t, at, look[0])
			tab.Press("#engineers", tr.word("Take", "Взять"))
			tab.Press("#engineers", tr.word("repl", "ответ"))
			tab.Press("#engineers .channel", tr.word("Resolve", "Решено"))
			tab.See("#engineers .modal", tr.word("What was done", "Что сделано"))
			tab.Accessible("with a form and a thread")
			tab.Press("#engineers .modal", tr.word("Cancel", "Отмена"))
			tab.Press(".looks", tr.word("Dark or light", "Тёмная или светлая"))
			tab.Accessible("in the other light")

			tab = browser.Open(t, at, look[1])
			for _, place := range []string{tr.word("Shop", "Магазин"), tr.word("Why", "Почему")} {
				tab.Press(".places", place)
				tab.Holds(`document.querySelector('.places [aria-current]').innerText === '` + place + `'`)
				tab.Accessible("on a phone, " + place)
			}
		})
	}
}

// word returns a word of the page in the language of the desk.
func (tr *troupe) word(en, ru string) string {
	if tr.Stage.Lang == "ru" {
		return ru
	}
	return en
}
