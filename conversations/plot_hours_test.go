package conversations_test

import (
	"time"

	"vakhta/desk"
)

// hoursPlot is about work and what it costs.
func hoursPlot() []chapter {
	return []chapter{
		{"work is entered and corrected", func(s *story) {
			s.says("john", s.private("john"), "Горит тостер")
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "time "+key, "time "+key+" много", "time "+key+" 1h 2030-01-01", "time "+key+" undo",
				"time "+key+" 1h10m разработка вчера тостер", "time "+key+" -2h", "time "+key+" -10m ошиблась", "time "+key+" 30m встреча",
				"time "+key+" 2h free after hours ночью", "time "+key+" -15m", "time "+key+" 40m 2026-09-15 забыла", "time "+key+" undo")
			s.Post()
			s.asks("olga", s.private("olga"), "hours ROM", "hours ROM 2026-09", "hours ROM 2025", "hours ROM 2026-09 pdf")
			s.asks("anna", s.private("anna"), "status "+key)
		}},
		{"a package is used up", func(s *story) {
			key := s.key("ROM")
			s.asks("anna", s.private("anna"), "time "+key+" 23h", "time "+key+" 10h")
			s.Post()
			s.asks("anna", s.private("anna"), "time "+key+" 15h", "time "+key+" 1h after hours")
			s.Post()
			s.asks("olga", s.private("olga"), "hours ROM")
			s.Pass(60 * 24 * time.Hour)
			s.asks("olga", s.private("olga"), "hours ROM")
		}},
		{"work by the hour", func(s *story) {
			s.Desk.Contracts["silver"].Billing = desk.Billing{
				Plan: desk.PlanByHour, Rate: 2000_00, Currency: "RUB", RoundUp: 30 * time.Minute, Round: desk.RoundSum, Zone: s.Desk.TimeZone,
				LockAfter: 3, VAT: desk.VAT{Rate: 22_00},
			}
			s.says("maria", s.private("maria"), "Горит лампа")
			s.press("maria", s.private("maria"), desk.ActNew, "VAS."+s.held())
			key := s.key("VAS")
			s.asks("vera", s.private("vera"), "time "+key+" 50m", "time "+key+" 1h after hours")
			s.asks("petr", s.private("petr"), "hours VAS")
		}},
	}
}
