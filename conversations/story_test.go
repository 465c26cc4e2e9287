package conversations_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/internal/golden"
	"vakhta/internal/testdesk"
	"vakhta/locales"
	"vakhta/notice"
)

// elsewhere lists the messages that cannot occur in a story, and where each is tested.
var elsewhere = map[string]string{
	"link_asks": "adapters/calls", "link_take": "adapters/calls", "link_used": "adapters/calls, cmd/bot", "link_over": "adapters/calls", "link_unknown": "adapters/calls",
	"trouble.away": "the script slack-away", "trouble.away_meanwhile": "the same", "trouble.away_back": "the same",
	"why.via_email": "cmd/bot's scripts", "why.via_phone": "cmd/bot's scripts",
	"table.key": "headings of columns, which only some workspaces of Slack show: cards_test.go", "table.priority": "the same", "table.shop": "the same",
	"table.state": "the same", "table.who": "the same", "table.due": "the same", "table.what": "the same",
	"ping.respond_now":    "within a second of the deadline: cards_test.go",
	"ping.resolve_now":    "the same",
	"invite.link":         "Telegram has to tell the bot's name first: the script invite.ru",
	"message_removed":     "Telegram removes nothing after two days: the script erased.en",
	"file_missed.here":    "the courier says it in the file's place: the script lost-files.ru",
	"live.none":           "cards/live_test.go",
	"live.stopped":        "the same",
	"live.age_1":          "the same",
	"live.age_2":          "the same",
	"report.takes_longer": "after three seconds: the couriers' tests",
	"report.failed":       "the same",
	"members.expires":     "an older program's entry: cards_test.go",
	"members.more":        "there are more than a hundred: cards_test.go",
	"report_file.all":     "courier/papers_test.go",
	"report_file.failed":  "a file cannot be made or sent: courier/papers_test.go",
	"report_file.stuck":   "a file cannot be made: courier/papers_test.go",
	"members.none":        "there is nobody: cards_test.go",
	"refused_too_many":    "words are split off in a bad minute: limits_test.go",
	"refused_trouble":     "the desk itself fails: adapters/adaptertest",
	"refused_other_line":  "nobody works for both first lines: tickets/storm_test.go",
	"refused_unread":      "an update that nobody understands: adapters/adaptertest",
	"missed.unknown":      "an entry of version 0.1: tickets",
	"work.thread_open":    "a team's thread is open: the script open-thread.en",
	"confirm.escalate":    "desk.yaml names nobody who is next: cards_test.go",
	"usage_key":           "looked for in other messages, to put an example there",
	"ping.untaken":        "the first line's channel takes no messages: courier/gone_test.go",
	"connect.check_reach": "somebody of the story has not begun with the bot: the script connect.ru",
	"connect.all_done":    "the same",
	"agreement.gone":      "the shop is removed before it is sent: cards/agreement_test.go",
	"agreement.changed":   "the promise changes before it is sent: the same",
	"onboarding.done":     "all steps are done: cards/techmap_test.go",
	"techmap.gone":        "the map is removed before it is sent: cards/techmap_test.go",
}

// TestAStoryIsReadAsItWasProofread plays everything that may happen to a desk, and compares what people read with
// files that somebody has proofread. A text is kept if it says something that no earlier one of its kind said. So
// every message of the locale files is in them, in words that the desk really says.
func TestAStoryIsReadAsItWasProofread(t *testing.T) {
	t.Parallel()
	languages := []desk.Locale{locales.ByID, desk.Russian}
	told := make([]*story, len(languages))
	t.Run("tell", func(t *testing.T) {
		for i, l := range languages {
			t.Run(string(l), func(t *testing.T) {
				t.Parallel()
				told[i] = tell(t, l)
			})
		}
	})
	ids, russian := told[0], told[1]
	if ids == nil || russian == nil || len(ids.read) != len(russian.read) {
		t.Fatal("the story goes another way in another language")
	}
	said := map[string]bool{}
	files := map[string]string{}
	for i, r := range ids.read {
		fresh := false
		for _, id := range locales.Said(r.text) {
			fresh = fresh || !said[r.kind+" "+id]
			said[r.kind+" "+id], said[id] = true, true
		}
		if fresh {
			files[r.kind+".en.txt"] += fmt.Sprintf("=== %s\n%s\n", r.step, locales.Unmarked(ids.alike(r.text)))
			files[r.kind+".ru.txt"] += fmt.Sprintf("=== %s\n%s\n", r.step, russian.alike(russian.read[i].text))
		}
	}
	for i, l := range ids.letters {
		for _, id := range locales.Said(plain(t, l, locales.ByID)) {
			if !said[id] {
				said[id] = true
				files["plain.en.txt"] += fmt.Sprintf("=== %s\n%s\n", l.Kind, ids.alike(plain(t, l, desk.English)))
				files["plain.ru.txt"] += fmt.Sprintf("=== %s\n%s\n", l.Kind, russian.alike(plain(t, russian.letters[i], desk.Russian)))
			}
		}
	}
	for name, text := range files {
		golden.Compare(t, "read/"+name, text)
	}
	for _, id := range locales.IDs() {
		if strings.HasPrefix(id, "map_picture") {
			continue // the tests of techmap draw them
		}
		if strings.HasPrefix(id, "probe.") || strings.HasPrefix(id, "maintenance.heartbeat") {
			continue // they are titles of tickets, see the tests of monitoring
		}
		if strings.HasPrefix(id, "paper") {
			continue // the tests of papers have each of them shown in a file
		}
		if where, known := elsewhere[id]; !said[id] && !known {
			t.Errorf("nobody is told %s: let the story have it said, or delete it", id)
		} else if said[id] && known {
			t.Errorf("%s is said after all, and not only by %s", id, where)
		}
	}
	wantKinds(t, russian)
	wantSources(t, russian)
}

// wantSources fails unless the timeline names the message, or else the event, by which
// a person did something, whatever it was and however they asked for it.
func wantSources(t *testing.T, s *story) {
	t.Helper()
	sourced := map[string]int{}
	for _, row := range s.timeline {
		var e struct {
			Kind, Actor string
			Person      int
			Source      string
		}
		if err := json.Unmarshal([]byte(row), &e); err != nil {
			t.Fatal(err)
		}
		if e.Source != "" {
			sourced[e.Kind]++
		} else if e.Person != 0 && e.Actor != "" { // or else the names were emptied
			t.Errorf("%s %s, and no message is named", e.Actor, e.Kind)
		}
	}
	if len(sourced) < 20 {
		t.Errorf("sources are named of %v", sourced)
	}
}

// plain returns what a letter says on a messenger that has neither buttons nor threads.
func plain(t *testing.T, l testdesk.Letter, in desk.Locale) string {
	t.Helper()
	if l.View.Desk == nil { // it is no card
		return ""
	}
	v := l.View
	v.Traits, v.Locale = desk.Traits{}, in
	card, err := cards.Card(v, l.Facts)
	if err != nil {
		t.Fatal(err)
	}
	return testdesk.Show(card)
}

// wantKinds fails unless the story sent every kind of notice, and each is read from the store as it was written.
func wantKinds(t *testing.T, s *story) {
	t.Helper()
	var sent []desk.NoticeKind
	for _, l := range s.letters {
		if !slices.Contains(sent, l.Kind) {
			sent = append(sent, l.Kind)
		}
		back, err := notice.Decode(l.Kind, notice.Encode(l.Facts))
		if diff := cmp.Diff(l.Facts, back); diff != "" || err != nil {
			t.Fatalf("%s came back from the store as another, %v (-want +got):\n%s", l.Key, err, diff)
		}
	}
	sent = append(sent, notice.Hidden{}.Kind())     // it is answered, and never put into the outbox
	sent = append(sent, notice.ReportText{}.Kind()) // what is sent is a report
	slices.Sort(sent)
	if diff := cmp.Diff(notice.Kinds(), sent); diff != "" {
		t.Errorf("kinds of notices (-known +sent):\n%s", diff)
	}
}
