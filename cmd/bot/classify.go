package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"vakhta/app"
	"vakhta/classify"
	"vakhta/classify/opinion"
	"vakhta/desk"
)

// classifyCommand classifies a text.
type classifyCommand struct {
	app.OpinionOptions
	DataDir string   `env:"DATA_DIR" default:"./data" help:"Where bot train saves its model; without one the built-in model is used."`
	Explain bool     `help:"Show why: each signal and its weight."`
	Text    []string `arg:"" optional:"" help:"The message. Without it, standard input is read: one message per line, or JSON lines with a text field."`
}

// A judge classifies texts one after another, for no particular project.
type judge struct {
	model *classify.Classifier
	asker *opinion.Asker
	print func(out io.Writer, message string, g classify.Guess) error
	streams
}

// Run prints each message's classification on a line of its own, or explains
// it.
func (c classifyCommand) Run(ctx context.Context, std streams) error {
	model, err := app.LoadClassifier(c.DataDir)
	if err != nil {
		return err
	}
	j := judge{model: model, asker: c.Asker(), print: printVerdict, streams: std}
	if c.Explain {
		j.print = func(out io.Writer, message string, g classify.Guess) error {
			return explain(out, g, model.Parts(message))
		}
	}
	if len(c.Text) > 0 {
		return j.judge(ctx, strings.Join(c.Text, " "))
	}
	lines := bufio.NewReader(std.in)
	for ctx.Err() == nil {
		line, err := lines.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read standard input: %w", err)
		}
		if line != "" {
			if err := j.judge(ctx, messageOn(line)); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
	return ctx.Err()
}

// messageOn returns the message on a line: its JSON object's text, or the line.
func messageOn(line string) string {
	line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n")
	var object struct{ Text *string }
	if json.Unmarshal([]byte(line), &object) == nil && object.Text != nil {
		return *object.Text
	}
	return line
}

// judge classifies one message. If there is no second opinion it prints the
// reason to standard error; the guess is good without one.
func (j judge) judge(ctx context.Context, message string) error {
	g, err := j.asker.Improve(ctx, message, j.model.Guess(message, classify.Context{}))
	if err != nil {
		fmt.Fprintln(j.err, "bot:", err)
	}
	return j.print(j.out, message, g)
}

// A verdict is the printed classification of a message.
type verdict struct {
	Type     desk.RequestType `json:"type"`
	Priority string           `json:"priority"` // empty if it is no request
	Sureness float64          `json:"sureness"`
	Second   desk.RequestType `json:"second"`
	Ask      bool             `json:"ask"`
}

func printVerdict(out io.Writer, _ string, g classify.Guess) error {
	return json.NewEncoder(out).Encode(verdict{
		Type: g.Type, Priority: priorityName(g), Sureness: math.Round(g.Sureness*1e4) / 1e4, Second: g.Second, Ask: g.Ask,
	})
}

// priorityName returns the suggested priority, empty if there is none.
func priorityName(g classify.Guess) string {
	if !g.Priority.Valid() {
		return ""
	}
	return g.Priority.String()
}

// sources describe what a guess is based on.
var sources = map[classify.Basis]string{
	classify.FromModel:   "the model's weights",
	classify.FromAlarm:   "a rule for what must never be missed",
	classify.FromMemory:  "a correction of the same wording",
	classify.FromNothing: "nothing: it has no words",
	classify.FromOpinion: "the second opinion, which differs from the model",
}

func explain(out io.Writer, g classify.Guess, parts []classify.Part) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s, confidence %.2f; next %s, %.2f\n", g.Type, cmp.Or(priorityName(g), "without priority"), g.Sureness, g.Second, g.SecondSureness)
	switch {
	case g.Ask:
		fmt.Fprintln(&b, "  uncertain: the bot asks with buttons")
	case g.Silent():
		fmt.Fprintln(&b, "  certainly no request: no ticket is opened")
	default:
		fmt.Fprintln(&b, "  certain enough: the bot does not ask")
	}
	fmt.Fprintf(&b, "  based on %s\n", sources[g.Source])
	for _, cue := range g.Why {
		fmt.Fprintf(&b, "  %+7.2f  %-24s %s\n", cue.Weight, cue.Name, cue.Word)
	}
	if len(parts) > 0 {
		fmt.Fprintf(&b, "  %d requests:\n", len(parts))
		for _, p := range parts {
			fmt.Fprintf(&b, "    %s %s: %s\n", p.Type, p.Priority, p.Quote)
		}
	}
	if g.Cut {
		fmt.Fprintln(&b, "  the message is too long and was not read completely")
	}
	_, err := io.WriteString(out, b.String())
	return err
}
