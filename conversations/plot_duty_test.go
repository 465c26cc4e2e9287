package conversations_test

import (
	"context"
	"errors"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/oncall"
	"vakhta/storage"
)

// dutyPlot is about people on call and what they arrange.
func dutyPlot() []chapter {
	return []chapter{
		{"who is on call, and who would be called", func(s *story) {
			anna, boris := s.private("anna"), s.private("boris")
			s.asks("anna", anna, "oncall ROM P1 sat 03:10", "oncall VAS P2", "oncall ROM someday", "oncall QUI P1")
			s.unreachable("telegram:5009", "slack:U0NOC", "phone:+441632960961")
			s.asks("boris", boris, "oncall ROM")
			s.reachable("telegram:5009", "slack:U0NOC", "phone:+441632960961")
		}},
		{"people on call cover, swap and leave", func(s *story) {
			anna, boris := s.private("anna"), s.private("boris")
			s.asks("boris", boris, "away now..3h", "oncall", "away back", "cover anna now..2h", "cover anna now..2h first-line", "cover nobody now..2h", "cover vera now..2h", "cover anna yesterday",
				"away 1.12..3.12 soon", "away back", "away now..3h", "oncall", "away back")
			s.Pass(10 * 24 * time.Hour)
			s.asks("anna", anna, "away tomorrow 12:00..tomorrow 13:00", "oncall", "away back", "swap")
			s.asks("vera", s.private("vera"), "swap now..2h", "away now..2h")
			s.asks("igor", s.private("igor"), "away now..2h", "swap")
			s.press("anna", anna, desk.ActSwap)
			s.press("anna", firstLine, desk.ActTake)
			s.press("boris", firstLine, desk.ActTake)
			s.press("boris", firstLine, desk.ActTake)
			s.asks("anna", anna, "oncall")
		}},
		{"a schedule with gaps, and shifts that begin", func(s *story) {
			shifts := func() {
				s.Pass(time.Second)
				s.Update(func(ctx context.Context, tx *storage.Tx) error {
					begun, _, err := oncall.Begin(ctx, tx, s.service.Current(), s.Now())
					return errors.Join(err, tx.Enqueue(ctx, s.Now(), begun...))
				})
				s.Post()
			}
			warn := func() {
				s.Update(func(ctx context.Context, tx *storage.Tx) error {
					warnings, err := oncall.Warn(ctx, tx, s.service.Current(), "duty/"+s.Now().String(), s.Now())
					return errors.Join(err, tx.Enqueue(ctx, s.Now(), warnings...))
				})
				s.Post()
			}
			s.Pass(3 * time.Hour)
			shifts()
			s.asks("vera", s.private("vera"), "away now..2h", "oncall")
			shifts()
			s.asks("vera", s.private("vera"), "away back", "away now..3h", "cover vera now..1h", "swap now..1h")
			s.unreachable("telegram:5003", "slack:U0VERA")
			warn()
			s.reachable("telegram:5003", "slack:U0VERA")
			shifts()
			s.asks("boris", s.private("boris"), "cover anna now..1h first-line")
			shifts()
			s.Pass(time.Second)
			s.asks("boris", s.private("boris"), "cover boris now..1h Ночная смена")
			shifts()
			s.asks("boris", s.private("boris"), "cover anna now..1h Ночная смена")
			s.asks("boris", s.private("boris"), "cover boris now..1h first-line")
			shifts()
		}},
		{"a ladder is rehearsed", func(s *story) {
			s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms)) // with a third line
			anna := s.private("anna")
			s.asks("anna", anna, "drill ROM P1", "drill QUI", "drill ROM stop")
			s.unreachable("telegram:5009", "slack:U0NOC", "phone:+441632960961")
			s.drills("1", time.Minute)
			s.reachable("telegram:5009", "slack:U0NOC", "phone:+441632960961")
			s.drills("1", 10*time.Minute)
			s.press("boris", s.private("boris"), desk.ActHere)
			s.press("boris", s.private("boris"), desk.ActHere)
			s.refuses(s.private("noc"), desk.ReachBlocked, func() { s.drills("1", 10*time.Minute) })
			s.drills("1", time.Hour)
			s.drills("2", time.Hour)
		}},
	}
}

// drills lets time pass and continues a drill.
func (s *story) drills(id string, after time.Duration) {
	s.t.Helper()
	s.Pass(after)
	alarm := desk.Alarm{Subject: desk.Of(oncall.DrillKind, id), Due: s.Now()} // time passed without its keeper
	s.Update(func(ctx context.Context, tx *storage.Tx) error { return tx.Arm(ctx, alarm) })
	if err := oncall.FireDrill(s.service)(context.Background(), s.Now(), alarm); err != nil {
		s.t.Fatal(err)
	}
	s.Post()
}
