package conversations_test

import (
	"time"

	"vakhta/desk"
)

// severalPlot is about messages with several requests.
func severalPlot() []chapter {
	return []chapter{
		{"two requests in one message, separate or one", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "- Не считается доставка\n- Не печатает принтер")
			s.press("john", s.private("john"), desk.ActSeparate, "")
			s.Pass(31 * time.Minute)
			s.says("john", s.private("john"), "- Не видно остатков\n- Не сходится касса")
			s.press("john", s.private("john"), desk.ActSeparate, "no")
		}},
	}
}
