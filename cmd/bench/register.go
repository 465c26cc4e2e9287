package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"vakhta/conversations"
	"vakhta/desk"
	"vakhta/deskfile"
	"vakhta/storage"
	"vakhta/timers"
)

// A plan says how much is measured.
type plan struct {
	rounds  int
	round   time.Duration
	clients int
	script  string
	only    string
}

const (
	defaultRound = 4 * time.Second
	// fastest is the highest expected rate of a client, in tickets a second.
	// Each person writes once, because a second message would belong to the
	// same ticket.
	fastest = 400
	// firstPerson is the number of the first person.
	firstPerson = 1_000_000
)

// people returns how many people a round may need.
func (p plan) people() int { return p.clients * p.perClient() }

func (p plan) perClient() int { return int(fastest * math.Ceil(p.round.Seconds())) }

// projectOf is the project of person n as SQL, for the store and for pgbench.
// There are sixteen, because the tickets of one project are numbered one
// transaction after another.
const projectOf = `'A' || (1000 + n % 16)`

// measureRegistering compares the engine with pgbench, round by round, so that
// other load on the machine affects both.
func measureRegistering(ctx context.Context, s *servers, p plan) ([][2]string, error) {
	database, err := s.database(ctx, "register")
	if err != nil {
		return nil, err
	}
	path := filepath.Join(s.dir, "register.yaml")
	if err := writeDesk(path); err != nil {
		return nil, err
	}
	d, _, err := deskfile.Load(path)
	if err != nil {
		return nil, err
	}
	clock, err := timers.Open(s.redis, timers.Options{Prefix: "register"})
	if err != nil {
		return nil, err
	}
	defer func() { _ = clock.Close() }()
	if err := meet(ctx, database, firstPerson, firstPerson+2*p.rounds*p.people(), projectOf); err != nil {
		return nil, err
	}
	script, err := capture(ctx, database, d, clock)
	if err != nil {
		return nil, err
	}
	pgbench, err := newPgbench(s.dir, database, script, p)
	if err != nil {
		return nil, err
	}
	if p.script != "" {
		if err := os.WriteFile(p.script, []byte(script.text), 0o644); err != nil {
			return nil, err
		}
	}
	store, err := storage.Open(ctx, database)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	engine, err := newEngine(d, store, clock)
	if err != nil {
		return nil, err
	}
	var ours, theirs, ratios []float64
	next := firstPerson
	for range p.rounds {
		rate, err := register(ctx, engine, next, p)
		if err != nil {
			return nil, err
		}
		next += p.people()
		other, err := pgbench.run(ctx, next)
		if err != nil {
			return nil, err
		}
		next += p.people()
		ours, theirs, ratios = append(ours, rate), append(theirs, other), append(ratios, rate/other)
	}
	return [][2]string{
		{"statements of a registration", fmt.Sprint(script.statements)},
		{"clients, rounds", fmt.Sprintf("%d, %d of %s each", p.clients, p.rounds, p.round)},
		{"engine / pgbench, median", fmt.Sprintf("%.2f (aim: 0.50 or more; rounds %.2f)", median(ratios), ratios)},
		{"engine, tickets/s, median", fmt.Sprintf("%.0f (rounds %.0f)", median(ours), ours)},
		{"pgbench, same SQL, /s, median", fmt.Sprintf("%.0f (rounds %.0f)", median(theirs), theirs)},
	}, nil
}

// register makes people write for the length of a round and returns the rate.
func register(ctx context.Context, e *conversations.Engine, from int, p plan) (float64, error) {
	var clock desk.WallClock
	var written atomic.Int64
	begun := clock.Now()
	var group errgroup.Group
	for range p.clients {
		group.Go(func() error {
			for clock.Now().Sub(begun) < p.round {
				n := int(written.Add(1)) - 1
				if n >= p.people() {
					return errors.New("the people of the bench are used up: shorten the rounds")
				}
				if _, err := e.Handle(ctx, request(from+n, clock.Now())); err != nil {
					return err
				}
			}
			return nil
		})
	}
	err := group.Wait()
	took := clock.Now().Sub(begun)
	return float64(written.Load()) / took.Seconds(), err
}

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	if len(sorted) == 0 {
		return 0
	}
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}
