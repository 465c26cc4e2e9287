package conversations_test

import (
	"context"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// storyDesk adds to the desk what a story needs to show everything: a third
// shop in which maria is staff, a team with the same person always on duty, and
// a contract whose ladder begins at a fixed time.
var storyDesk = []string{
	"  maria: {", "  dasha: {name: Дарья Лаврова, telegram: 6200, admin: true}\n  maria: {",
	"projects:\n", "projects:\n  QUI: {name: Тихий, contract: quiet, line_1: night, line_2: day}\n  VAS: {name: Василёк, contract: silver, line_1: vas-line, managers: [petr], staff: [maria], approvers: {people: [petr, maria], need: 2}}\n",
	"members: [igor]}", "members: [igor]}\n  night: {name: Ночная смена, line: 1, channel: slack:C0NIGHT, members: [anna, boris], on_call: {rotation: {start: 2026-11-02T10:00, every: 1w, order: [boris, anna]}}}\n  day: {line: 2, channel: slack:C0DAY, members: [anna], on_call: {rotation: {start: 2026-11-02T10:00, every: 1w, order: [anna]}}}\n  vas-line: {line: 1, channel: telegram:-1009000000002, members: [vera], leads: [vera]}\n  vas-dev: {line: 2, channel: slack:C0VAS2, members: [vera], on_call: {rotation: {start: 2026-11-02T10:00, every: 1w, order: [vera]}}}",
	"contracts:\n", "contracts:\n  quiet: {calendar: always, targets: {P1: {reaction: 1h}, P2: {reaction: 1h}, P3: {reaction: 1d}, P4: {reaction: 1d}}}\n  silver: {calendar: always, targets: {P1: {reaction: 1h}, P2: {reaction: 1h}, P3: {reaction: 1d}, P4: {reaction: 1d}}, escalation: [{after: 10m, notify: line_1}, {after: 20m, notify: [managers, leads]}]}\n",
	"    suppliers: {", "    # suppliers: {", "    ola: {", "    # ola: {",
	"escalate_again: 30m", "escalate_again: 40w", // weeks pass, and most tickets are never taken
	"contract: silver, line_1: vas-line,", "contract: silver, line_1: vas-line, line_2: vas-dev,",
}

// vasLine is where the engineers of VAS work, on Telegram.
var vasLine = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1009000000002"}}

// A chapter is one thing that happens.
type chapter struct {
	step    string
	happens func(s *story)
}

// plot returns everything that may happen to a desk, from the first message to
// the report.
func plot() []chapter {
	var all []chapter
	for _, part := range [][]chapter{strangers(), intakePlot(), ladderPlot(), workPlot(), ends(), secretsPlot(), refusals(), trouble(), lists(), retentionPlot(), evidencePlot(), leaving(), callsPlot(), severalPlot(), monitoringPlot(), missedPlot(), waitingPlot(), linkPlot(), mediaPlot(),
		clockPlot(),
		handOverPlot(), dutyPlot(), hoursPlot(),
		papersPlot(),
		reportPlot(),
	} {
		all = append(all, part...)
	}
	return slices.Concat(all, approvalPlot(), takenBackPlot(), reloadPlot(), knowledgePlot(), updatesPlot(), qualityPlot(), silencePlot(), majorPlot(), livePlot(), cataloguePlot(), alertsPlot(),
		contractPlot(), nextPlot(), addedPlot(), overagePlot(), articlesPlot(), salesPlot(), lessonsPlot(), feedsPlot())
}

// missedPlot has files that a messenger does not hand over or does not take.
func missedPlot() []chapter {
	return []chapter{
		{"files that do not arrive", func(s *story) {
			s.Pass(31 * time.Minute)
			s.says("maria", group, "Горит экран", toBot)
			for _, missed := range []notice.FileMissed{
				{Name: "касса.mov", File: "video", Size: 34 << 20, Limit: 20 << 20, Why: notice.FileTooLarge},
				{Name: "диск.img", File: "document", Size: 3 << 30, Why: notice.FileTooLarge},
				{File: "story", Why: notice.FileGone},
				{File: "animation", Why: notice.FileEmpty},
				{Name: "setup.exe", File: "document", Size: 1100, Why: notice.FileRefused},
				{File: "voice", Size: 19 << 10, Why: notice.FileStuck},
				{File: "photo", Why: notice.FileNoRoom},
				{Name: "прайс.xlsm", File: "document", Size: 40 << 10, Why: notice.FileInfected},
				{Name: "архив.zip", File: "document", Size: 4 << 20, Why: notice.FileUnchecked},
			} {
				s.says("maria", group, "", s.inThread(group), func(m *desk.Said) { m.Files = []desk.File{{Kind: missed.File, Name: missed.Name, ID: "file"}} })
				s.misses(missed)
			}
		}},
	}
}

// misses says that the first file of the words that were sent last did not arrive.
func (s *story) misses(missed notice.FileMissed) {
	s.t.Helper()
	s.Post()
	for _, l := range slices.Backward(s.letters) {
		if _, said := l.Facts.(notice.CustomerSaid); said {
			copied := desk.FileCopy{Utterance: l.Utterance, At: s.Message(firstLine.Address)}
			if _, err := s.Tickets.FileSent(context.Background(), l.Notice, copied, &missed); err != nil {
				s.t.Fatal(err)
			}
			return
		}
	}
	s.t.Fatal("no words were sent")
}
