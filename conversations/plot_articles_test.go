package conversations_test

import (
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// articlesPlot is about articles that engineers make of answered questions.
func articlesPlot() []chapter {
	return []chapter{
		{"an answered question becomes an article, which answers the next one", func(s *story) {
			s.Pass(31 * time.Minute)
			anna, john := s.private("anna"), s.private("john")
			s.asks("anna", anna, "articles")
			s.says("john", john, "Добрый день! Подскажите, где посмотреть остатки на складе? John, +7 912 345-67-89")
			key := s.key("ROM")
			s.asks("anna", anna, "type "+key+" information_request", "ack "+key, "resolve "+key+" John, остатки показывает раздел «Товары», кнопка «Склад».", "article "+key+" off")
			making := desk.Pressed{Press: desk.Press{Action: desk.ActMake, Key: keyOf(s, key)}, Message: s.lastSent(anna, notice.Sentence{}.Kind()), Trigger: "trigger"}
			s.does("vera", shopDev, making)
			s.does("anna", anna, making)
			s.press("anna", anna, desk.ActKeep)
			s.says("anna", anna, "Раздел «Товары», кнопка «Склад»: там остатки по каждому складу.", s.toQuestion("anna"))
			s.does("john", john, making)
			s.says("john", john, "А где посмотреть остатки на складе в Туле?")
			next := s.key("ROM")
			s.asks("anna", anna, "knowledge "+next)
			s.asks("anna", anna, "reply "+next+" cache")
			s.press("anna", anna, desk.ActReply, editing(s))
			s.says("anna", anna, "В Туле тоже: раздел «Товары», кнопка «Склад».", s.toQuestion("anna"))
			s.asks("anna", anna, "articles ROM", "article "+key+" "+strings.Repeat("Где склад? ", 40))
			s.press("anna", anna, desk.ActKeep)
			s.does("vera", shopDev, desk.Submitted{Act: desk.ActMake, Key: keyOf(s, key), Values: map[string]string{"heading": " # ", "text": "Склад"}})
			s.does("anna", anna, making)
			s.press("anna", anna, desk.ActKeep)
			s.press("anna", anna, desk.ActKeep)
			s.does("anna", anna, making)
			s.Pass(6 * time.Minute)
			s.asks("anna", anna, "article "+key+" off", "articles ROM", "status "+key)
			d, _ := testdesk.WithNotes(s.test, twoShops...)
			s.runUnder(d.With(s.Desk.Platforms))
			s.asks("anna", anna, "articles ROM")
			s.runUnder(testdesk.Example(s.test, append(append([]string{}, twoShops...), storyDesk...)...).With(s.Desk.Platforms))
		}},
	}
}

// editing returns the argument of the latest button that changes an answer before it
// is sent.
func editing(s *story) (arg string) {
	s.Post()
	for _, l := range s.letters {
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Press.Arg, desk.ArgEdit) {
					arg = b.Press.Arg
				}
			}
		}
	}
	return arg
}
