package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// The benchmark's desk: many projects, each with a manager of its own whom its
// ladder calls in private, so that no chat's rate limit is measured.
const (
	projects = 1000
	// ladderAfter is when a ticket nobody took calls its project's manager.
	ladderAfter = 20 * time.Minute
	firstLine   = "C0LINE"
)

func projectCode(i int) string { return fmt.Sprint("A", 1000+i) }
func managerID(i int) string   { return fmt.Sprint("UM", 1000+i) }

// writeDesk writes the benchmark's desk.yaml.
func writeDesk(path string) error {
	var b strings.Builder
	fmt.Fprintf(&b, `name: Bench
locale: en
timezone: Europe/Moscow
people:
  e1: {name: Engineer, slack: U0ENG, admin: true}
`)
	for i := range projects {
		fmt.Fprintf(&b, "  m%d: {name: Manager %d, slack: %s}\n", i, i, managerID(i))
	}
	fmt.Fprintf(&b, `teams:
  first: {line: 1, channel: "slack:%s", members: [e1]}
calendars:
  always: {hours: 24x7}
contracts:
  all:
    valid_from: 2026-01-01
    calendar: always
    targets:
      P1: {reaction: 2h, resolution: 12h}
      P2: {reaction: 2h, resolution: 12h}
      P3: {reaction: 2h, resolution: 12h}
      P4: {reaction: 2h, resolution: 12h}
    escalation:
      - {after: %dm, notify: managers}
      - {after: 100%%, notify: line_1}
    warnings:
      - {after: 75%%, notify: line_1}
projects:
`, firstLine, int(ladderAfter/time.Minute))
	for i := range projects {
		fmt.Fprintf(&b, "  %s: {name: Project %d, contract: all, line_1: first, managers: [m%d]}\n", projectCode(i), i, i)
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
