package conversations_test

import (
	"context"
	"errors"
	"time"

	"vakhta/desk"
	"vakhta/notice"
	"vakhta/storage"
	"vakhta/tickets"
)

// majorPlot is about a major incident that an engineer declares.
func majorPlot() []chapter {
	return []chapter{
		{"a major incident is declared, taken back, declared again, over, and explained", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит подвал, никто не может оплатить")
			key := s.key("ROM")
			s.says("maria", s.private("maria"), "Горит чердак")
			other := s.key("ROM")
			s.asks("anna", s.private("anna"), "major "+key+" off", "major "+key+" QUX", "major "+key, "major "+key)
			s.asks("anna", s.private("anna"), "link "+other+" "+key, "major "+other)
			s.does("anna", s.private("anna"), desk.Pressed{Press: desk.Press{Action: desk.ActUpdate, Key: keyOf(s, key)}, Message: s.lastSent(s.private("anna"), notice.Sentence{}.Kind()), Trigger: "trigger"})
			s.says("anna", s.private("anna"), "Ищем насос", s.toQuestion("anna"))
			s.does("vera", shopDev, desk.Pressed{Press: desk.Press{Action: desk.ActUpdate, Key: keyOf(s, key)}, Message: s.lastSent(s.private("anna"), notice.Sentence{}.Kind()), Trigger: "trigger"})
			s.asks("anna", s.private("anna"), "major "+key+" off", "major "+key)
			s.asks("anna", s.private("anna"), "update "+key+" Откачиваем")
			s.Pass(20 * time.Minute)
			s.asks("anna", s.private("anna"), "report ROM today", "resolve "+key+" Сухо")
			s.press("john", s.private("john"), desk.ActReopen)
			s.asks("anna", s.private("anna"), "resolve "+key+" Теперь сухо")
			ask := desk.Press{Action: desk.ActPostMortem, Key: keyOf(s, key)}
			s.does("vera", shopDev, desk.Pressed{Press: ask, Message: s.lastSent(s.private("anna"), notice.Sentence{}.Kind()), Trigger: "trigger"})
			s.does("anna", s.private("anna"), desk.Pressed{Press: ask, Message: s.lastSent(s.private("anna"), notice.Sentence{}.Kind()), Trigger: "trigger"})
			for _, words := range []string{"Лопнула труба", "Заменили", "Осмотр раз в год"} {
				s.says("anna", s.private("anna"), words, s.toQuestion("anna"))
			}
			s.does("vera", shopDev, desk.Submitted{Act: desk.ActPostMortem, Key: keyOf(s, key), Values: map[string]string{"cause": "Лопнула труба", "done": "Заменили трубу", "prevents": "Осмотр раз в год"}})
			s.asks("anna", s.private("anna"), "status "+key)
			s.asks("olga", s.private("olga"), "report ROM today")
		}},
		{"a solved problem is not solved, and its incidents are open again", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "Горит бойлер")
			problem := s.key("ROM")
			s.says("maria", s.private("maria"), "Горит батарея")
			incident := s.key("ROM")
			s.asks("anna", s.private("anna"), "link "+incident+" "+problem, "resolve "+problem+" Слили воду", "reopen "+problem)
			s.asks("maria", s.private("maria"), "status "+incident)
			s.asks("anna", s.private("anna"), "resolve "+problem+" Заменили бойлер")
		}},
		{"tickets that nobody says a word about", func(s *story) {
			s.Pass(31 * time.Minute)
			for range 12 {
				s.says("john", s.private("john"), "Поменяйте табличку")
				s.Pass(31 * time.Minute)
			}
			s.asks("anna", s.private("anna"), "ack "+s.key("ROM"))
			s.Pass(7 * 24 * time.Hour)
			s.Update(func(ctx context.Context, tx *storage.Tx) error {
				said, err := tickets.Forgotten(ctx, tx, s.service.Current(), s.Now(), s.Now())
				return errors.Join(err, tx.Enqueue(ctx, s.Now(), said...))
			})
			s.Post()
		}},
	}
}

// keyOf reads a ticket's key.
func keyOf(s *story, text string) desk.Key {
	s.t.Helper()
	key, ok := desk.ParseKey(text)
	if !ok {
		s.t.Fatalf("%s is no key", text)
	}
	return key
}
