package conversations_test

import (
	"strings"

	"vakhta/desk"
)

// contractPlot has a contract that changes while tickets are open, which keep it. Its
// desk.yaml is that of reloadPlot.
func contractPlot() []chapter {
	return []chapter{
		{"A contract changes, and tickets keep theirs", func(s *story) {
			anna := s.private("anna")
			becomes := func(oldnew ...string) { s.file.text = strings.NewReplacer(oldnew...).Replace(s.file.text) }
			s.asks("anna", anna, "contract ROM")
			becomes("on_change: recompute", "on_contract_change: keep")
			s.asks("anna", anna, "reload")
			s.press("anna", anna, desk.ActReload)
			becomes("P1: {reaction: 10m", "P1: {reaction: 12m")
			s.asks("anna", anna, "reload")
			s.press("anna", anna, desk.ActReload)
			key := s.lastKey("ROM", desk.New).String()
			s.asks("anna", anna, "why "+key, "contract ROM")
			s.press("anna", anna, desk.ActContract)
			s.asks("anna", anna, "why "+key)
		}},
	}
}
