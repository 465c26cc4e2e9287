package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
)

// A pgbench runs the script of a registration, with as many clients as the
// engine.
type pgbench struct {
	program, script, database string
	plan                      plan
}

func newPgbench(dir, database string, s script, p plan) (*pgbench, error) {
	path, err := program("pgbench")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "register.sql")
	return &pgbench{path, file, database, p}, os.WriteFile(file, []byte(s.text), 0o644)
}

var rateLine = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)

// run runs a round starting with a given person, and returns the rate.
func (b *pgbench) run(ctx context.Context, from int) (float64, error) {
	seconds := int(math.Ceil(b.plan.round.Seconds()))
	cmd := exec.CommandContext(ctx, b.program, "-n", "-M", "prepared", "-f", b.script,
		"-c", strconv.Itoa(b.plan.clients), "-j", strconv.Itoa(min(b.plan.clients, runtime.NumCPU())), "-T", strconv.Itoa(seconds),
		"-D", "k=0", "-D", fmt.Sprint("base=", from), "-D", fmt.Sprint("stride=", b.plan.perClient()), b.database)
	// The desk's connections plan a statement once; pgbench's would plan the larger ones each time.
	cmd.Env = append(os.Environ(), "PGOPTIONS=-c plan_cache_mode=force_generic_plan")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("pgbench: %w\n%s", err, out)
	}
	found := rateLine.FindSubmatch(out)
	if found == nil {
		return 0, fmt.Errorf("pgbench says nothing of its rate:\n%s", out)
	}
	return strconv.ParseFloat(string(found[1]), 64)
}
