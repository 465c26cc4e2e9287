package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"vakhta/adapters/alerts"
	"vakhta/app"
	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/mapping"
)

// alertCommand has the commands about what monitoring sends.
type alertCommand struct {
	Try alertTryCommand `cmd:"" help:"Show what would become of a message of a monitoring system."`
}

// alertTryCommand reads a message from a file.
type alertTryCommand struct {
	app.DeskOptions
	File    string `arg:"" help:"A body as the monitoring system sends it; - for standard input."`
	Format  string `default:"json" help:"As in the address: alertmanager, grafana, zabbix, kuma, sentry, cloudevents or json."`
	Project string `help:"The project's code. Needed if there are several."`
}

// Help says what is not done.
func (alertTryCommand) Help() string {
	return "Prints the alerts that are found in it, with the priority and the ticket's words that desk.yaml makes of them. Nothing is stored or sent."
}

// mostTried is how much of a file is read, in bytes: as much as is taken over
// HTTP, and one more.
const mostTried = alerts.MostBody + 1

// Run prints what the message would become.
func (c alertTryCommand) Run(ctx context.Context, std streams) error {
	d, _, err := c.Load()
	if err != nil {
		return err
	}
	p, err := projectOf(d, c.Project)
	if err != nil {
		return err
	}
	formats := slices.Sorted(maps.Keys(alerts.Formats()))
	if !slices.Contains(formats, c.Format) {
		return fmt.Errorf("--format %s: %s", c.Format, keys.Suggestion(c.Format, formats))
	}
	body, err := c.body(std.in)
	if err != nil {
		return err
	}
	var program *mapping.Program
	if m, ok := p.Alerts.Map[c.Format]; ok {
		if program, err = mapping.Compile(m); err != nil {
			return err
		}
	}
	found, err := alerts.Decode(ctx, c.Format, program, body)
	if err != nil {
		return fmt.Errorf("it would be refused: %w", err)
	}
	if len(found) == 0 {
		fmt.Fprintln(std.out, "It is understood, and there is no alert in it.")
	}
	for i, a := range found {
		if i > 0 {
			fmt.Fprintln(std.out)
		}
		tell(std.out, p, a)
	}
	return nil
}

// body reads the message.
func (c alertTryCommand) body(in io.Reader) ([]byte, error) {
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return nil, err
		}
		defer f.Close() //nolint:errcheck // it is only read
		in = f
	}
	body, err := io.ReadAll(io.LimitReader(in, mostTried))
	if err == nil && len(body) == mostTried {
		err = fmt.Errorf("it is larger than %d KB and would be refused", alerts.MostBody>>10)
	}
	return body, err
}

// tell prints one alert.
func tell(out io.Writer, p *desk.Project, a desk.Alert) {
	state, severity := "begins", "no severity"
	if a.Over {
		state = "is over"
	}
	if a.Severity != "" {
		severity = "severity " + a.Severity
	}
	fmt.Fprintf(out, "Alert %q %s.\nPriority: %s (%s)\n", a.Fingerprint, state, p.Alerts.Priority(a), severity)
	if a.Group != "" {
		fmt.Fprintf(out, "Group: %s\n", a.Group)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Labels)) {
		fmt.Fprintf(out, "Label: %s=%s\n", name, a.Labels[name])
	}
	fmt.Fprintf(out, "Ticket: %s\n", strings.ReplaceAll(a.Words(), "\n", "\n        "))
}
