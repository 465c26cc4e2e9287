package conversations_test

import "vakhta/desk"

// papersPlot has reports sent as files.
func papersPlot() []chapter {
	return []chapter{
		{"a report is wanted as a file", func(s *story) {
			s.asks("anna", s.private("anna"), "report ROM 2025 xlsx", "report ROM 2025")
			s.press("anna", s.private("anna"), desk.ActReport, "ROM:pdf:2025")
		}},
	}
}
