package conversations_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/internal/testdesk"
	"vakhta/reload"
)

// mapBefore and mapAfter are two versions of a map that differ in everything that its history names.
const (
	mapBefore = `
audited: 2026-05-01
hosts:
  web: {system: Debian, version: "12"}
components:
  core: {kind: core, title: {ru: Магазин, en: Shop}, version: 2.4.6, end_of_support: 2026-08-01, owner: boris}
  old: {kind: data, title: {ru: Старая база, en: Old database}}
risks:
  - {risk: {ru: Один сервер, en: One server}, priority: low}
  - {risk: {ru: Слабый пароль, en: A weak password}, priority: high, internal: true}
`
	mapAfter = `
audited: 2026-11-20
hosts:
  web: {system: Debian, version: "13"}
components:
  core: {kind: core, title: {ru: Магазин, en: Shop}, version: 2.4.7, end_of_support: 2027-08-01, owner: anna, uses: [base]}
  base: {kind: data, title: {ru: База, en: Database}}
risks:
  - {risk: {ru: Один сервер, en: One server}, priority: high, due: 2026-12-31}
  - {risk: {ru: Слабый пароль, en: A weak password}, priority: medium, internal: true}
`
)

// mapVersionsPlot changes the map of a shop.
func mapVersionsPlot() []chapter {
	return []chapter{{"the tech map changes", func(s *story) {
		path := filepath.Join(s.test.TempDir(), "rom.yaml")
		becomes := func(text string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				s.t.Fatal(err)
			}
		}
		becomes(mapBefore)
		s.file = &file{testdesk.ExampleText(s.test, slices.Concat(twoShops, storyDesk)...), s.locale}
		s.file.text = strings.ReplaceAll(s.file.text, "# techmap: romashka.map.yaml ", "techmap: "+path+" ")
		d, _, err := s.file.parse([]byte(s.file.text))
		if err != nil {
			s.t.Fatal(err)
		}
		s.Desk = d.With(s.Desk.Platforms)
		s.wire(storyWords{})
		anna, olga := s.private("anna"), s.private("olga")
		again := func() {
			s.asks("anna", anna, "reload")
			s.press("anna", anna, desk.ActReload)
		}
		s.asks("anna", anna, "techmap ROM history")
		begins := reload.New(reload.Config{Tickets: s.service, Path: s.file.path(), Text: s.file.read, Parse: s.file.parse})
		if err := begins.Begin(s.test.Context()); err != nil {
			s.t.Fatal(err)
		}
		becomes(mapAfter)
		again()
		becomes(mapAfter + "# checked\n")
		again()
		becomes(strings.ReplaceAll(mapAfter, "priority: medium, internal", "priority: low, internal"))
		again()
		s.asks("anna", anna, "techmap ROM history")
		s.asks("olga", olga, "techmap history")
		s.press("anna", anna, desk.ActTechMap, "ROM:history")
	}}, {"a shop answers the audit", func(s *story) {
		olga := s.private("olga")
		s.asks("olga", olga, "audit")
		s.press("olga", olga, desk.ActDetails, "pick.0.0")
		for n := 1; n < len(deskfile.Audit().Form); n++ {
			s.press("olga", olga, desk.ActDetails, "skip."+strconv.Itoa(n))
		}
		s.press("olga", olga, desk.ActDetails, "send")
	}}}
}
