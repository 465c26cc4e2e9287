package conversations_test

import (
	"slices"
	"strings"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

// reloadPlot has a desk.yaml that changes while the desk runs.
func reloadPlot() []chapter {
	return []chapter{
		{"desk.yaml changes", func(s *story) {
			s.file = &file{testdesk.ExampleText(s.test, slices.Concat(twoShops, storyDesk)...), s.locale}
			d, _, err := s.file.parse([]byte(s.file.text))
			if err != nil {
				s.t.Fatal(err)
			}
			s.Desk = d.With(s.Desk.Platforms)
			s.wire(storyWords{})
			anna := s.private("anna")
			becomes := func(oldnew ...string) {
				for i := 0; i+1 < len(oldnew); i += 2 {
					if !strings.Contains(s.file.text, oldnew[i]) {
						s.t.Fatalf("desk.yaml says no %q", oldnew[i])
					}
				}
				s.file.text = strings.NewReplacer(oldnew...).Replace(s.file.text)
			}
			s.says("maria", group, "Горит касса", toBot)
			s.asks("anna", anna, "reload")
			becomes("reaction: ", "reactoin: ")
			s.asks("anna", anna, "reload")
			becomes("reactoin: ", "reaction: ", "{after: 50%, notify: on_call}", "{after: 60%, notify: on_call}")
			s.asks("anna", anna, "reload")
			becomes("{after: 60%, notify: on_call}", "{after: 50%, notify: on_call}", "retention: 24 months", "retention: 30 months")
			s.asks("anna", anna, "reload")
			becomes("P1: {reaction: 15m, resolution: 4h", "P1: {reaction: 10m, resolution: 3h", "  dasha:", "  zoya: {name: Зоя, telegram: 6201}\n  dasha:",
				"  LIL: {name: Лилия, contract: gold, line_1: lil-line, managers: [petr], staff: [lilia]}\n", "")
			s.press("anna", anna, desk.ActReload)
			s.asks("anna", anna, "reload")
			s.press("anna", anna, desk.ActReload)
			s.press("anna", anna, desk.ActReload)
			becomes("    # ola: {", "    ola: {", "    # suppliers: {", "    suppliers: {")
			s.asks("anna", anna, "reload")
			s.press("anna", anna, desk.ActReload)
			key := s.lastKey("ROM", desk.New).String()
			s.asks("anna", anna, "handover "+key+" line_2", "why "+key, "handover "+key+" noc", "why "+key, "estimate "+key+" 3h", "why "+key)
		}},
	}
}
