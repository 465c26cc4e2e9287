package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/mask"
	"vakhta/replay"
	"vakhta/reports"
)

// replayCommand says what a desk would have seen in a chat's past.
type replayCommand struct {
	app.DeskOptions
	DataDir string   `env:"DATA_DIR" default:"./data" help:"Where bot train saves its model; without one the built-in model is used."`
	File    string   `arg:"" type:"existingfile" help:"result.json of Telegram Desktop (Export chat history, JSON), the ZIP file of a Slack export, or a CSV file of another desk."`
	Team    []string `help:"Who answered for the support: names or accounts as in the export, with commas between. Added to the engineers of desk.yaml."`
	Project string   `help:"The project of desk.yaml whose contract and engineers are meant. Needed if there are several."`
	Zone    string   `help:"The time zone of times without one, such as Europe/Berlin. Default: that of desk.yaml, or UTC."`
	Most    int      `default:"20" help:"How many unanswered requests to list."`
}

// Help says how it is counted.
func (replayCommand) Help() string {
	return "Counts what would have been tickets: what people outside the team wrote, as the desk classifies it. What they write next belongs to the same ticket, " +
		"until they say thanks, or nobody writes for 8 hours after an answer. The first answer is the team's next message in the chat, or the next one that answers that person; " +
		"if it is not clear who was answered, everybody who waits was. So people waited at least as long as is said. " +
		"A CSV file needs a heading with opened; key, requester, text, type, priority, answered and resolved are read too. " +
		"With desk.yaml it also says what its contract would have promised, which of that was kept, and who would have been paged. Nothing is stored or sent."
}

// Run prints what the past was like.
func (c replayCommand) Run(_ context.Context, std streams) error {
	d, p, err := c.desk()
	if err != nil {
		return err
	}
	zone, err := c.zone(d, p)
	if err != nil {
		return err
	}
	past, err := replay.Read(c.File, zone)
	if err != nil {
		return err
	}
	team := replay.AnswerersOf(slices.Concat(c.Team, engineersOf(d, p))...)
	speakers := past.Speakers()
	if err := c.known(team, speakers); err != nil {
		return err
	}
	model, err := app.LoadClassifier(c.DataDir)
	if err != nil {
		return err
	}
	r := replayed{out: std.out, zone: zone, past: past, tickets: past.Conversations(team, model)}
	for i, place := range past.Unread {
		if i == c.Most {
			fmt.Fprintf(std.err, "And %d more could not be read.\n", len(past.Unread)-i)
			break
		}
		fmt.Fprintf(std.err, "Not read: %s\n", place)
	}
	r.summary(c.Most)
	if d != nil {
		r.promises(d, p)
	}
	return nil
}

// desk returns desk.yaml and the project that is meant, or nothing if there is no
// file and none was asked for.
func (c replayCommand) desk() (*desk.Desk, *desk.Project, error) {
	d, _, err := c.Load()
	if errors.Is(err, fs.ErrNotExist) && c.Project == "" && c.Config == "desk.yaml" {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	p, err := projectOf(d, c.Project)
	return d, p, err
}

// projectOf returns the project that is meant; it need not be named if there is
// one.
func projectOf(d *desk.Desk, named string) (*desk.Project, error) {
	codes := slices.Sorted(maps.Keys(d.Projects))
	code := strings.ToUpper(named)
	if code == "" && len(codes) == 1 {
		code = codes[0]
	}
	if code == "" {
		return nil, fmt.Errorf("say which project is meant: --project, one of %s", strings.Join(codes, ", "))
	}
	if d.Projects[code] == nil {
		return nil, fmt.Errorf("there is no project %q; %s", named, keys.Suggestion(code, codes))
	}
	return d.Projects[code], nil
}

func (c replayCommand) zone(d *desk.Desk, p *desk.Project) (*time.Location, error) {
	switch {
	case c.Zone != "":
		zone, err := time.LoadLocation(c.Zone)
		if err != nil {
			return nil, fmt.Errorf("--zone %q is not known; write one like Europe/Berlin", c.Zone)
		}
		return zone, nil
	case d != nil:
		return d.ZoneOfProject(p), nil
	default:
		return time.UTC, nil
	}
}

// engineersOf returns the names and accounts of a project's engineers, as exports
// have them.
func engineersOf(d *desk.Desk, p *desk.Project) (all []string) {
	if d == nil {
		return nil
	}
	for _, handle := range d.Engineers(p) {
		m := d.People[handle]
		all = append(all, m.Name)
		for _, a := range m.Accounts {
			all = append(all, a.ID, "user"+a.ID) // the second is Telegram's
		}
	}
	return all
}

// known complains if nobody of the team wrote, and of names that nobody has.
func (c replayCommand) known(team replay.Answerers, speakers []replay.Speaker) error {
	if len(speakers) == 0 { // another desk's table says who answered when
		return nil
	}
	wrote := slices.ContainsFunc(speakers, func(s replay.Speaker) bool { return team.Has(s.Account, s.Name) })
	missing := replay.AnswerersOf(c.Team...).Missing(speakers)
	if wrote && len(missing) == 0 {
		return nil
	}
	var most []string
	for _, s := range speakers[:min(len(speakers), 12)] {
		most = append(most, fmt.Sprintf("%s (%s, %d)", s.Name, s.Account, s.Messages))
	}
	if len(missing) > 0 {
		return fmt.Errorf("--team: nobody in the export is called %s. Who wrote most: %s", strings.Join(missing, ", "), strings.Join(most, "; "))
	}
	return fmt.Errorf("say who answered for the support, with --team. Who wrote most: %s", strings.Join(most, "; "))
}

// replayed prints what was found.
type replayed struct {
	out     io.Writer
	zone    *time.Location
	past    *replay.Past
	tickets []replay.OldTicket
}

func (r replayed) summary(most int) {
	messages := 0
	for _, c := range r.past.Chats {
		messages += len(c.Messages)
	}
	if messages > 0 {
		fmt.Fprintf(r.out, "Messages: %d, chats: %d\n", messages, len(r.past.Chats))
	}
	s := replay.Summarize(r.tickets)
	fmt.Fprintf(r.out, "Would have been tickets: %d\n", s.Tickets)
	for _, t := range desk.RequestTypes() {
		if n := s.Types[t]; n > 0 {
			fmt.Fprintf(r.out, "  %s: %d\n", t, n)
		}
	}
	if s.Tickets == 0 {
		return
	}
	fmt.Fprintf(r.out, "Period: %s to %s, %s\n", r.day(r.tickets[0].OpenedAt), r.day(r.tickets[len(r.tickets)-1].OpenedAt), r.zone)
	if s.Answered > 0 {
		fmt.Fprintf(r.out, "First answer: %d, median %s, 95%% within %s, longest %s (%s)\n",
			s.Answered, roughly(s.Median), roughly(s.P95), roughly(s.Longest.Waited()), r.line(s.Longest))
	}
	fmt.Fprintf(r.out, "Nobody answered: %d\n", len(s.Unanswered))
	for i, t := range s.Unanswered {
		if i == most {
			fmt.Fprintf(r.out, "  And %d more.\n", len(s.Unanswered)-i)
			break
		}
		fmt.Fprintf(r.out, "  %s\n", r.line(t))
	}
}

func (r replayed) day(at time.Time) string { return at.In(r.zone).Format("2006-01-02") }

// line is a ticket in few words, with secrets hidden.
func (r replayed) line(t replay.OldTicket) string {
	words, _ := mask.Text(strings.Join(strings.Fields(t.Text), " "))
	if signs := []rune(words); len(signs) > shownSigns {
		words = string(signs[:shownSigns]) + "…"
	}
	parts := []string{t.OpenedAt.In(r.zone).Format("2006-01-02 15:04")}
	for _, part := range []string{t.Place, t.Requester} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ") + ": " + words
}

// shownSigns is how much of a request is shown.
const shownSigns = 60

// promises says what the project's contract would have meant.
func (r replayed) promises(d *desk.Desk, p *desk.Project) {
	var all []*desk.Ticket
	for i, t := range r.tickets {
		all = append(all, t.As(p.Code, i+1))
	}
	if len(all) == 0 {
		return
	}
	end := all[len(all)-1].OpenedAt
	for _, t := range all {
		for _, at := range []time.Time{t.AckedAt, t.ResolvedAt} {
			if at.After(end) {
				end = at
			}
		}
	}
	v := reports.Would(d, all, end)
	fmt.Fprintf(r.out, "By the contract %s of %s:\n", p.Contract, p.Code)
	for i, name := range []string{"First response", "Resolution"} {
		if t := v.Targets[i]; t.WouldBePromised > 0 {
			fmt.Fprintf(r.out, "  %s: would have met %d of %d\n", name, t.WouldBeMet, t.WouldBePromised)
		}
	}
	var paged []string
	for _, who := range slices.Sorted(maps.Keys(v.Calls)) {
		paged = append(paged, fmt.Sprintf("%s %d", who, v.Calls[who]))
	}
	if len(paged) > 0 {
		fmt.Fprintf(r.out, "  Would have paged, times: %s\n", strings.Join(paged, ", "))
	}
}

// roughly writes a time as 45s, 12m, 3h 5m or 2d 4h.
func roughly(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%ds", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < 24*time.Hour:
		return fmt.Sprintf("%dh %dm", int(d.Hours()), int(d.Minutes())%60)
	default:
		return fmt.Sprintf("%dd %dh", int(d.Hours())/24, int(d.Hours())%24)
	}
}
