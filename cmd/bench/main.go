// Command bench measures the desk on the machine it runs on: how many tickets a
// second it registers, compared with pgbench running the same SQL; how late
// alarms reach the messenger; what an alarm costs in Redis; and the bot's
// memory.
//
// It starts its own PostgreSQL with default durability and its own Redis, runs
// the program's code against them and the simulated Slack, and deletes
// everything afterwards. It needs PostgreSQL with pgbench, redis-server and Go
// on the machine, and is run in the repository's root:
//
//	go run ./cmd/bench
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"text/tabwriter"
)

func main() {
	var p plan
	flag.IntVar(&p.rounds, "rounds", 5, "rounds of registering, each against one of pgbench")
	flag.DurationVar(&p.round, "round", defaultRound, "how long a round lasts")
	flag.IntVar(&p.clients, "clients", 8, "who registers at once, and pgbench's clients")
	flag.StringVar(&p.script, "script", "", "where to leave pgbench's script, to be read; empty: nowhere")
	flag.StringVar(&p.only, "only", "", "one part alone: register, bytes or alarms")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	err := bench(ctx, os.Stdout, p)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench measures one part after another, each in databases of its own.
func bench(ctx context.Context, out io.Writer, p plan) (err error) {
	s, err := startServers(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	report := func(title string, rows [][2]string) error { return table(out, title, rows) }
	if err := report("machine", machine(ctx, s)); err != nil {
		return err
	}
	parts := []struct {
		name, title string
		measure     func(context.Context, *servers, plan) ([][2]string, error)
	}{
		{"register", "registering tickets", measureRegistering},
		{"bytes", "alarms in Redis", measureBytes},
		{"alarms", "alarms through the whole bot", measureAlarms},
	}
	for _, part := range parts {
		if p.only != "" && p.only != part.name {
			continue
		}
		rows, err := part.measure(ctx, s, p)
		if err != nil {
			return fmt.Errorf("%s: %w", part.title, err)
		}
		if err := report(part.title, rows); err != nil {
			return err
		}
	}
	return nil
}

// table prints names and values in two columns.
func table(out io.Writer, title string, rows [][2]string) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "%s\n%s\n", title, strings.Repeat("-", len(title)))
	for _, row := range rows {
		fmt.Fprintf(w, "%s\t%s\n", row[0], row[1])
	}
	fmt.Fprintln(w)
	return w.Flush()
}
