package conversations_test

import (
	"slices"
	"time"

	"vakhta/internal/testdesk"
)

// knowledgePlot is about articles of the knowledge base.
func knowledgePlot() []chapter {
	return []chapter{
		{"an article of the knowledge base, in the customer's language and not", func(s *story) {
			s.Pass(31 * time.Minute)
			anna := s.private("anna")
			s.says("maria", s.private("maria"), "Как оформить возврат товара?")
			s.asks("anna", anna, "knowledge "+s.key("ROM"))
			d, _ := testdesk.WithNotes(s.test, slices.Concat(twoShops, storyDesk)...)
			s.runUnder(d.With(s.Desk.Platforms))
			s.says("maria", s.private("maria"), "Как вернуть деньги покупателю?")
			key := s.key("ROM")
			s.asks("anna", anna, "knowledge "+key, "knowledge "+key+" redirects", "knowledge "+key+" weather")
			s.says("john", s.private("john"), "Перенаправление старых адресов, refund an order")
			s.asks("anna", anna, "knowledge "+s.key("ROM"), "knowledge "+s.key("ROM")+" redirects")
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
		}},
	}
}
