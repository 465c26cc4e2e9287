package conversations_test

import (
	"time"

	"vakhta/desk"
)

// dutyPlot is about people on call and what they arrange.
func dutyPlot() []chapter {
	return []chapter{
		{"who is on call, and who would be called", func(s *story) {
			anna, boris := s.private("anna"), s.private("boris")
			s.asks("anna", anna, "oncall ROM P1 sat 03:10", "oncall VAS P2", "oncall ROM someday", "oncall QUI P1")
			s.unreachable("telegram:5009", "slack:U0NOC")
			s.asks("boris", boris, "oncall ROM")
			s.reachable("telegram:5009", "slack:U0NOC")
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
			s.Pass(3 * time.Hour)
		}},
	}
}
