package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vakhta/internal/testdesk"
)

// TestScripts plays every conversation of testdata/scripts. Each is a text file
// that says who writes what and where, what is seen then, and how much time
// passes. The README.md beside them explains the few forms that a line may
// have.
func TestScripts(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/scripts/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			lines := readScript(t, path)
			steps, words := lines[1:], []string(nil)
			for len(steps) > 0 && steps[0].says != nil {
				words, steps = append(words, steps[0].says...), steps[1:]
			}
			d, text := testdesk.WithNotes(t, words...)
			underFile(t, newBacking(t).calm(), d, text, lines[0].at, func(w *world) {
				for _, l := range steps {
					if err := w.play(l.text); err != nil {
						w.t.Errorf("%s:%d: %s\n%v", path, l.number, l.text, err)
						return
					}
				}
				if testing.Verbose() {
					w.transcript()
				}
			})
		})
	}
}

// A line is one step of a script.
type line struct {
	number int
	text   string
	at     time.Time
	says   []string // of a line about desk.yaml: pairs of the text to replace and its replacement
}

var aboutDesk = regexp.MustCompile(`^desk.yaml says "(.+)" instead of "(.+)"$`)

// readScript reads a script; its first step says when it begins.
func readScript(t testing.TB, path string) []line {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []line
	for i, text := range strings.Split(string(b), "\n") {
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") && !strings.Contains(text, " shows ") && !strings.Contains(text, " hides ") {
			continue
		}
		if strings.HasPrefix(text, "# ") {
			continue
		}
		l := line{number: i + 1, text: text}
		if m := aboutDesk.FindStringSubmatch(text); m != nil {
			newline := strings.NewReplacer(`\n`, "\n")
			l.says = []string{newline.Replace(m[2]), newline.Replace(m[1])}
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		t.Fatalf("%s: no steps", path)
	}
	begin, ok := strings.CutPrefix(lines[0].text, "it is ")
	if !ok {
		t.Fatalf("%s: the first line says when it begins, like: it is 2026-11-24 14:00", path)
	}
	if lines[0].at, err = time.ParseInLocation("2006-01-02 15:04", begin, moscow(t)); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return lines
}

func moscow(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// A form is one kind of step.
type form struct {
	pattern *regexp.Regexp
	play    func(w *world, m []string) error
}

// forms returns the steps a script may have. The first form that matches is
// played.
func forms() []form {
	f := formOf
	return slices.Concat(fileForms(), homeForms(), alertForms(), alertmanagerForms(), reloadForms(), channelForms(), []form{
		f(`wait (\S+)`, func(w *world, m []string) error {
			d, err := time.ParseDuration(m[1])
			w.pass(d)
			return err
		}),
		f(`at (\d\d:\d\d(?::\d\d)?)`, (*world).playAt),
		f(`(\w+) writes with formats in (.+?): (.+)`, func(w *world, m []string) error { return w.writesFormatted(m[1], m[2], m[3]) }),
		f(`(\w+) writes in (.+?): (.+)`, func(w *world, m []string) error { return w.says(m[1], m[2], m[3], false) }),
		f(`(\w+) calls the bot in (.+?): (.+)`, func(w *world, m []string) error { return w.says(m[1], m[2], m[3], true) }),
		f(`(\w+) sends a photo in (.+?): (.*)`, func(w *world, m []string) error { return w.sendsPhoto(m[1], m[2], m[3]) }),
		f(`(\w+) answers "(.+?)" in (.+?) with an album: (.+)`, func(w *world, m []string) error { return w.answersWithAlbum(m[1], m[3], m[2], m[4]) }),
		f(`(\w+) answers "(.+?)" in (.+?) quoting "(.+?)": (.+)`, func(w *world, m []string) error { return w.quotes(m[1], m[3], [2]string{m[2], m[4]}, m[5]) }),
		f(`(\w+) uses the shortcut "(.+?)"`, func(w *world, m []string) error { return w.usesShortcut(m[1], m[2]) }),
		f(`(\w+) uses "(.+?)" on "(.+?)" in (.+)`, func(w *world, m []string) error { return w.usesShortcutOn(m[1], m[2], m[4], m[3]) }),
		f(`(\w+) forwards words of "(.+?)" in (.+?): (.+)`, func(w *world, m []string) error { return w.forwards(m[1], m[3], m[2], m[4]) }),
		f(`(\w+) shares "(.+?)" of (\w+) in (.+?) to (.+?): (.*)`, func(w *world, m []string) error { return w.shares(m[1], m[3], [3]string{m[4], m[2], m[5]}, m[6]) }),
		f(`(\w+) answers "(.+?)" in (.+?): (.+)`, func(w *world, m []string) error { return w.answers(m[1], m[3], m[2], m[4]) }),
		f(`(\w+) links (.+?) with the code that (\w+) was told`, func(w *world, m []string) error { return w.linksChat(m[1], m[2], m[3]) }),
		f(`(\w+) writes as the group in (.+?): (.+)`, func(w *world, m []string) error { return w.saysAsGroup(m[1], m[2], m[3]) }),
		f(`(\w+) sends an album in (.+?): (.+)`, func(w *world, m []string) error { return w.sendsAlbum(m[1], m[2], m[3]) }),
		f(`(\w+) deletes "(.+?)" in (.+)`, func(w *world, m []string) error { return w.deletes(m[1], m[3], m[2]) }),
		f(`(\w+) forges "(.+?)" in (.+)`, func(w *world, m []string) error { return w.forges(m[1], m[3], m[2]) }),
		f(`(\w+) and (\w+) press "(.+?)" under "(.+?)" in (.+)`, func(w *world, m []string) error { return w.pressBoth(m[1], m[2], m[5], m[4], m[3]) }),
		f(`(\w+) looks at "(.+?)" in (.+)`, func(w *world, m []string) error { return w.looksAt(m[1], m[3], m[2]) }),
		f(`(\w+) presses "(.+?)" under what only they see`, func(w *world, m []string) error { return w.pressesWhisper(m[1], m[2]) }),
		f(`(\w+) presses "(.+?)" as it was`, func(w *world, m []string) error { return w.pressesLate(m[1], m[2]) }),
		f(`(\w+) uses the invitation from (.+)`, func(w *world, m []string) error { return w.usesInvitation(m[1], m[2]) }),
		f(`(\w+) deletes the topic of "(.+?)"`, func(w *world, m []string) error { return w.deletesTopic(m[1], m[2]) }),
		f(`the forum's topic "(.+)" is (closed|open)`, func(w *world, m []string) error { return w.topicIs(m[1], m[2] == "closed") }),
		f(`the forum has a topic "(.+)"`, func(w *world, m []string) error { return w.hasTopic(m[1]) }),
		f(`(\w+) makes a supergroup of the old group`, func(w *world, m []string) error { return w.makesSupergroup(m[1]) }),
		f(`(\w+) throws the bot out of (.+)`, func(w *world, m []string) error { return w.throwsOut(m[1], m[2]) }),
		f(`(\w+) lets the bot back into (.+)`, func(w *world, m []string) error { return w.letsBack(m[1], m[2]) }),
		f(`(\w+) edits "(.+?)" in (.+?): (.+)`, func(w *world, m []string) error { return w.edits(m[1], m[3], m[2], m[4]) }),
		f(`(\w+) presses "(.+?)" under "(.+?)" in (.+)`, func(w *world, m []string) error { return w.presses(m[1], m[4], m[3], m[2]) }),
		f(`(\w+) puts (\S+) on "(.+?)" in (.+)`, func(w *world, m []string) error { return w.reacts(m[1], m[4], m[3], m[2]) }),
		f(`(\w+) takes (\S+) off "(.+?)" in (.+)`, func(w *world, m []string) error { return w.unreacts(m[1], m[4], m[3], m[2]) }),
		f(`the bot has put (.+) on "(.+?)" in (.+)`, func(w *world, m []string) error { return w.wears(m[3], m[2], m[1]) }),
		f(`(\w+) runs (/\S+.*) in (.+?)`, func(w *world, m []string) error { return w.runs(m[1], m[3], m[2]) }),
		f(`(\w+) fills in (".+")`, func(w *world, m []string) error { return w.fills(m[1], answersIn(m[2])) }),
		f(`(\w+) fills the form: (.+)`, func(w *world, m []string) error { return w.fills(m[1], map[string]string{"text": m[2]}) }),
		f(`(\w+) fills the form with "(.+?): (.+?)": (.+)`, func(w *world, m []string) error {
			return w.fills(m[1], map[string]string{m[2]: m[3], "text": m[4]})
		}),
		f(`(\w+) fills the form with ("[^"]+"(?:, "[^"]+")*)`, func(w *world, m []string) error {
			fields := map[string]string{}
			for field := range strings.SplitSeq(strings.Trim(m[2], `"`), `", "`) {
				name, value, _ := strings.Cut(field, ": ")
				fields[name] = value
			}
			return w.fills(m[1], fields)
		}),
		f(`(\w+) is told "(.+)"`, func(w *world, m []string) error { return w.isTold(m[1], m[2]) }),
		f(`(\w+) blocks the bot`, func(w *world, m []string) error { return w.blocks(m[1]) }),
		f(`(Telegram|Slack) takes (\S+) for the next message`, func(w *world, m []string) error { return w.slows(m[1], m[2]) }),
		f(`(Telegram|Slack)'s answer to the next message is lost`, func(w *world, m []string) error { return w.losesAnswer(m[1]) }),
		f(`Slack is (away|back)`, func(w *world, m []string) error { w.slack.Outage(m[1] == "away"); return nil }),
		f(`the desk stops`, func(w *world, _ []string) error { w.halt(); w.pass(time.Second); return nil }),
		f(`the desk starts`, func(w *world, _ []string) error { w.start(); return nil }),
		f(`(.+?) shows "(.+)" (\d+) times`, func(w *world, m []string) error { return w.counts(m[1], m[2], m[3]) }),
		f(`(.+?) shows "(.+)"`, func(w *world, m []string) error { return w.shows(m[1], m[2], true) }),
		f(`(.+?) hides "(.+)"`, func(w *world, m []string) error { return w.shows(m[1], m[2], false) }),
	})
}

func formOf(pattern string, play func(w *world, m []string) error) form {
	return form{regexp.MustCompile("^" + pattern + "$"), play}
}

// settleFor is how long the people of a script wait for the effect of a step.
const settleFor = 4 * time.Second

// repeated matches words that a script repeats: {250 × word }.
var repeated = regexp.MustCompile(`\{(\d+) × ([^}]+)\}`)

// play plays one step.
func (w *world) play(text string) error {
	text = repeated.ReplaceAllStringFunc(text, func(s string) string {
		m := repeated.FindStringSubmatch(s)
		n, _ := strconv.Atoi(m[1]) // it matched digits
		return strings.Repeat(m[2], n)
	})
	for _, f := range forms() {
		if m := f.pattern.FindStringSubmatch(text); m != nil {
			return f.play(w, m)
		}
	}
	return fmt.Errorf("no step reads like this")
}

func (w *world) playAt(m []string) error {
	layout := "15:04"
	if len(m[1]) > 5 {
		layout = time.TimeOnly
	}
	clock, err := time.Parse(layout, m[1])
	if err != nil {
		return err
	}
	now := time.Now().In(moscow(w.t))
	at := time.Date(now.Year(), now.Month(), now.Day(), clock.Hour(), clock.Minute(), clock.Second(), 0, now.Location())
	if at.Before(now) {
		return fmt.Errorf("it is %s already", now.Format(time.TimeOnly))
	}
	w.until(at)
	return nil
}

// answersIn reads "label: value", "label: value".
func answersIn(text string) map[string]string {
	all := map[string]string{}
	for _, m := range regexp.MustCompile(`"([^"]+?): ([^"]*)"`).FindAllStringSubmatch(text, -1) {
		all[m[1]] = m[2]
	}
	return all
}
