package acts_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"vakhta/cards"
	"vakhta/conversations/acts"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/internal/golden"
	"vakhta/locales"
)

// people are the columns of the table of permissions: what somebody is to a ticket, or to a project.
var people = []struct {
	name string
	who  turn.Who
}{
	{"stranger", turn.Anybody},
	{"requester", turn.Anybody | turn.Requester | turn.Staff},
	{"staff", turn.Anybody | turn.Staff},
	{"manager", turn.Anybody | turn.Manager},
	{"engineer", turn.Anybody | turn.Engineer},
	{"admin", turn.Anybody | turn.Admin},
}

// may is a cell: for whom a ticket does not exist, nothing is to be allowed.
func may(a acts.Act, who turn.Who) string {
	switch {
	case a.OnTicket() && who&(turn.Shop|turn.Engineer) == 0:
		return "·"
	case a.May&who != 0:
		return "yes"
	default:
		return "no"
	}
}

func ways(a acts.Act) string {
	var all []string
	if a.Command != acts.NoCommand {
		all = append(all, "/"+string(a.Name))
	}
	for _, alias := range a.Aliases {
		all = append(all, "/"+alias)
	}
	if a.Button {
		all = append(all, "["+string(a.Name)+"]")
	}
	return strings.Join(all, " ")
}

// TestWhoMayDoWhat prints the table of permissions, to be read by people. Whether the desk keeps to it is tested with
// the whole engine, in package conversations.
func TestWhoMayDoWhat(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("· the ticket does not exist for them; an admin without a role in the project is one of these\n\n")
	fmt.Fprintf(&b, "%-22s", "act")
	for _, p := range people {
		fmt.Fprintf(&b, "%-11s", p.name)
	}
	for _, a := range acts.All() {
		fmt.Fprintf(&b, "\n%-22s", ways(a))
		for _, p := range people {
			fmt.Fprintf(&b, "%-11s", may(a, p.who))
		}
	}
	golden.Compare(t, "permissions.txt", trimmed(b.String()))
}

func trimmed(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// TestTheDocsNameEveryCommand writes docs/commands.md, with -update.
func TestTheDocsNameEveryCommand(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`# Commands and buttons

This page is written by a test from the list of acts (` + "`go test ./conversations/acts -update`" + `); what it says is what the bot does.

In Telegram a command begins with ` + "`/`" + `; in Slack the same words follow ` + "`/desk`" + `, and ` + slashes(t) + ` stand on their own as well.
In a ticket's own thread KEY may be left out. Slack has no commands in threads: there a mention of the bot does, ` + "`@vakhta resolve It works again`" + `.
Any white space separates the words. ` + "`/help`" + ` lists the commands of the reader, in their language.
`)
	for _, group := range []struct {
		heading string
		listing acts.Listing
	}{
		{"Everyone", acts.ForEveryone}, {"Engineers", acts.ForEngineers}, {"Managers", acts.ForManagers},
		{"Desk admins", acts.ForAdmins}, {"Not listed", acts.Unlisted},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n| command | does | who may | also as |\n|---|---|---|---|\n", group.heading)
		for _, a := range acts.All() {
			if a.Command == group.listing {
				fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", line(a), about(a), a.May, also(a))
			}
		}
	}
	b.WriteString("\n## Buttons only\n\n| button | who may |\n|---|---|\n")
	for _, a := range acts.All() {
		if a.Command == acts.NoCommand {
			fmt.Fprintf(&b, "| `%s` | %s |\n", a.Name, a.May)
		}
	}
	b.WriteString("\nRequester is who opened the ticket; staff and managers are those of its shop, engineers those of its project.\n")
	b.WriteString("What `attach` moves must be the requester's own.\n")
	b.WriteString("Another project's ticket is answered like one that does not exist.\n")
	b.WriteString("\n## Words for a choice\n\nAny of these is understood, in any case, whatever the language of the reader.\n\n| command | choice |\n|---|---|\n")
	for _, a := range acts.All() {
		for _, phrases := range a.Phrases() {
			if a.Command == acts.NoCommand {
				continue
			}
			var all []string
			for _, p := range phrases {
				all = append(all, strings.ReplaceAll(p, ",", ", "))
			}
			fmt.Fprintf(&b, "| `/%s` | %s |\n", a.Name, strings.Join(all, "<br>"))
		}
	}
	golden.Compare(t, "../../../docs/commands.md", b.String())
}

func line(a acts.Act) string {
	usage := ""
	if a.TakesWords() && a.Command != acts.Unlisted {
		usage = " " + strings.ReplaceAll(locales.New(desk.English, nil).Say("usage."+string(a.Name)), "|", "\\|")
	}
	return "/" + string(a.Name) + usage
}

func about(a acts.Act) string {
	if a.Command == acts.Unlisted {
		return "greets, and lets in whoever brings an invitation"
	}
	return locales.New(desk.English, nil).Say("command." + string(a.Name))
}

func also(a acts.Act) string {
	all := make([]string, 0, len(a.Aliases)+1)
	for _, alias := range a.Aliases {
		all = append(all, "`/"+alias+"`")
	}
	if a.Button {
		all = append(all, "a button")
	}
	return strings.Join(all, ", ")
}

// A slashCommand is one of those that deploy/slack-manifest.yaml registers.
type slashCommand struct {
	Command string `yaml:"command"`
	Hint    string `yaml:"usage_hint"`
	Escape  bool   `yaml:"should_escape"`
}

func manifest(t *testing.T) []slashCommand {
	t.Helper()
	text, err := os.ReadFile("../../deploy/slack-manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Features struct {
			Slashes []slashCommand `yaml:"slash_commands"`
		} `yaml:"features"`
	}
	if err := yaml.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m.Features.Slashes
}

// slashes are the words that are slash commands of their own in Slack.
func slashes(t *testing.T) string {
	t.Helper()
	var all []string
	for _, c := range manifest(t) {
		if c.Command != "/desk" {
			all = append(all, "`"+c.Command+"`")
		}
	}
	return strings.Join(all, " and ")
}

// TestTheSlackManifestIsInStep holds what Slack is told against the acts: each command is one of the desk's, and each
// example in a hint is written as /help writes it. Slack names the person of a mention only if it is told to escape.
func TestTheSlackManifestIsInStep(t *testing.T) {
	t.Parallel()
	var lines []string
	for _, c := range cards.Commands(desk.English, acts.HelpFor(turn.Anybody|turn.Shop|turn.Engineer|turn.Admin)) {
		lines = append(lines, strings.TrimSpace(c.Name+" "+c.Usage))
	}
	for _, c := range manifest(t) {
		if c.Hint == "" || !c.Escape {
			t.Errorf("%s: the usage hint is %q and should_escape is %v", c.Command, c.Hint, c.Escape)
		}
		if c.Command != "/desk" {
			if !slices.Contains(acts.Words(), strings.TrimPrefix(c.Command, "/")) {
				t.Errorf("%s is no command of the desk", c.Command)
			}
			continue
		}
		for example := range strings.SplitSeq(c.Hint, " | ") {
			if !slices.Contains(lines, example) {
				t.Errorf("the hint of /desk says %q, which /help does not", example)
			}
		}
	}
}

// TestEveryCommandIsExplained holds the words of the locale files against the acts.
func TestEveryCommandIsExplained(t *testing.T) {
	t.Parallel()
	everybody := turn.Anybody | turn.Shop | turn.Engineer | turn.Admin
	for _, l := range locales.All() {
		told := cards.Commands(l, acts.HelpFor(everybody))
		for _, a := range acts.All() {
			i := slices.IndexFunc(told, func(c desk.Command) bool { return c.Name == string(a.Name) })
			if listed := a.Command != acts.NoCommand && a.Command != acts.Unlisted; listed != (i >= 0) {
				t.Errorf("%s: in the list of commands is %v, want %v", a.Name, i >= 0, listed)
			}
			if i < 0 {
				continue
			}
			c := told[i]
			if c.About == "" || c.About == "command."+c.Name || c.Usage == "usage."+c.Name || strings.HasSuffix(c.About, ".") {
				t.Errorf("in %s /%s says %q, %q", l, c.Name, c.Usage, c.About)
			}
			if strings.Contains(c.Usage, locales.New(l, nil).Say("usage_key")) != a.OnTicket() {
				t.Errorf("in %s /%s is used with %q: a ticket is named there if the act is about one", l, c.Name, c.Usage)
			}
			choices := strings.Join(slices.Concat(slices.Collect(maps.Values(a.Phrases()))...), ",")
			for w := range strings.FieldsSeq(c.Usage) {
				for word := range strings.SplitSeq(strings.Trim(w, "[]"), "|") {
					if strings.Contains(w, "|") && !slices.Contains(strings.Split(choices, ","), word) {
						t.Errorf("in %s /%s is used with %q, of which %q is not understood", l, c.Name, c.Usage, word)
					}
				}
			}
		}
	}
}
