package conversations_test

import (
	"context"
	"time"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/tickets"
)

// timerPlot is about the timers that measure work.
func timerPlot() []chapter {
	return []chapter{
		{"a timer measures work", func(s *story) {
			s.says("john", s.private("john"), "Горит примерочная")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "timer "+key+" stop", "timer "+key, "timer "+key, "timer "+key+" start", "timer "+key+" start")
			s.Pass(10 * time.Minute)
			s.asks("anna", s.private("anna"), "status "+key, "timer "+key+" drop", "timer "+key+" keep", "timer "+key+" start")
			s.asks("john", s.private("john"), "new Горит вывеска")
			s.asks("anna", s.private("anna"), "timer "+s.key("ROM"))
			s.Pass(5 * time.Hour)
			s.asksTimers()
			s.press("anna", s.private("anna"), desk.ActTimer, desk.ArgKeep)
			s.asksTimers()
			s.asks("anna", s.private("anna"), "timer "+key+" stop разработка примерка")
			s.asks("boris", s.private("boris"), "timer "+key)
			s.Pass(20 * time.Minute)
			s.asks("anna", s.private("anna"), "resolve "+key+" Потушили", "status "+key)
		}},
	}
}

// asksTimers asks about the timers that have run for long.
func (s *story) asksTimers() {
	s.t.Helper()
	err := s.Store.Update(context.Background(), func(tx *storage.Tx) error {
		notices, err := tickets.AskTimers(context.Background(), tx, s.Desk, s.Now())
		if err != nil {
			return err
		}
		return tx.Enqueue(context.Background(), s.Now(), notices...)
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.Post()
}
