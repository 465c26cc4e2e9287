package courier

import (
	"errors"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"vakhta/desk"
)

// errBudget means that a chat has used up its platform's rate limit.
var errBudget = errors.New("the chat's budget is used up for now")

// budgets keep the courier within the platforms' rate limits, which are in
// their traits. Each class but the highest leaves a reserve for those above it.
// They are kept in memory, so each replica has its own; the platform's
// retry_after always takes precedence.
type budgets struct {
	mu     *sync.Mutex
	lanes  map[string]*budget
	traits map[desk.Platform]desk.Traits
	over   map[desk.Platform]*rate.Limiter
	apart  map[desk.Platform]map[desk.Operation]*budget
}

type budget struct {
	limiter *rate.Limiter
	heldTo  time.Time
}

func newBudgets(messengers map[desk.Platform]desk.Messenger) budgets {
	b := budgets{
		mu: new(sync.Mutex), lanes: map[string]*budget{},
		traits: map[desk.Platform]desk.Traits{}, over: map[desk.Platform]*rate.Limiter{},
		apart: map[desk.Platform]map[desk.Operation]*budget{},
	}
	for p, m := range messengers {
		b.traits[p] = m.Traits()
		b.over[p] = limiter(b.traits[p].AllPace)
		b.apart[p] = map[desk.Operation]*budget{}
		for op, pace := range b.traits[p].Apart {
			b.apart[p][op] = &budget{limiter: limiter(pace)}
		}
	}
	return b
}

func laneOf(n desk.Notice) string { return n.To.Root().String() }

// limiter limits to a pace; without a pace nothing waits.
func limiter(p desk.Pace) *rate.Limiter {
	if p == (desk.Pace{}) {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Every(p.Every), p.Burst)
}

// reserve returns how many messages a class leaves to those above it.
func reserve(c desk.Class, burst int) float64 {
	switch c {
	case desk.ClassEscalation:
		return 0
	case desk.ClassAnswer:
		return float64(burst) * 0.1
	case desk.ClassRelay:
		return float64(burst) * 0.2
	default:
		return float64(burst) * 0.4
	}
}

// maxLanes is how many chats' budgets are kept. A budget that was not used
// lately is full, so it can be dropped.
const maxLanes = 10_000

// idle reports whether a budget is full.
func (b *budget) idle(now time.Time) bool {
	return !now.Before(b.heldTo) && b.limiter.TokensAt(now) >= float64(b.limiter.Burst())
}

func (b budgets) lane(n desk.Notice, now time.Time) *budget {
	lane := b.lanes[laneOf(n)]
	if lane == nil {
		if len(b.lanes) >= maxLanes {
			maps.DeleteFunc(b.lanes, func(_ string, other *budget) bool { return other.idle(now) })
		}
		lane = &budget{limiter: limiter(b.traits[n.To.Platform].PaceOf(n.To.Chat))}
		b.lanes[laneOf(n)] = lane
	}
	return lane
}

// of returns the budgets that an operation for a notice uses up: that of the
// operation over all chats if it is counted apart, or else those of the chat and
// of all messages.
func (b budgets) of(n desk.Notice, op desk.Operation, now time.Time) (own *budget, over *rate.Limiter) {
	if own = b.apart[n.To.Platform][op]; own != nil {
		return own, nil
	}
	return b.lane(n, now), b.over[n.To.Platform]
}

// take spends one operation of the budgets, if the notice's class may.
func (b budgets) take(n desk.Notice, op desk.Operation, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	own, over := b.of(n, op, now)
	if now.Before(own.heldTo) || missing(own.limiter, n.Class, now) > 0 || missing(over, n.Class, now) > 0 {
		return false
	}
	if over != nil {
		over.AllowN(now, 1)
	}
	return own.limiter.AllowN(now, 1)
}

// takeApart is take for an operation that no chat counts as a message.
func (b budgets) takeApart(n desk.Notice, op desk.Operation, now time.Time) bool {
	return b.apart[n.To.Platform][op] == nil || b.take(n, op, now)
}

// missing returns how long until a limiter allows a message of a class, with
// the reserve for those above it.
func missing(l *rate.Limiter, c desk.Class, now time.Time) time.Duration {
	if l == nil || l.Limit() == rate.Inf {
		return 0
	}
	tokens := 1 + reserve(c, l.Burst()) - l.TokensAt(now)
	return max(0, time.Duration(tokens/float64(l.Limit())*float64(time.Second)))
}

// wait returns how long until an operation for a notice of this class may be
// done.
func (b budgets) wait(n desk.Notice, op desk.Operation, now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	own, over := b.of(n, op, now)
	return max(missing(own.limiter, n.Class, now), missing(over, n.Class, now), own.heldTo.Sub(now), 50*time.Millisecond)
}

// hold stops what the platform refused, until its retry_after has passed: an
// operation that is counted apart in all chats, or else all messages to the chat.
func (b budgets) hold(n desk.Notice, op desk.Operation, now, until time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	own, _ := b.of(n, op, now)
	own.heldTo = until
}
