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
}

type budget struct {
	limiter *rate.Limiter
	heldTo  time.Time
}

func newBudgets(messengers map[desk.Platform]desk.Messenger) budgets {
	b := budgets{
		mu: new(sync.Mutex), lanes: map[string]*budget{},
		traits: map[desk.Platform]desk.Traits{}, over: map[desk.Platform]*rate.Limiter{},
	}
	for p, m := range messengers {
		b.traits[p] = m.Traits()
		b.over[p] = limiter(b.traits[p].AllPace)
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

// take spends one message of a chat's budget, if the notice's class may.
func (b budgets) take(n desk.Notice, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	lane, over := b.lane(n, now), b.over[n.To.Platform]
	if now.Before(lane.heldTo) || missing(lane.limiter, n.Class, now) > 0 || missing(over, n.Class, now) > 0 {
		return false
	}
	if over != nil {
		over.AllowN(now, 1)
	}
	return lane.limiter.AllowN(now, 1)
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

// wait returns how long until a notice of this class may go to its chat.
func (b budgets) wait(n desk.Notice, now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	lane := b.lane(n, now)
	return max(missing(lane.limiter, n.Class, now), missing(b.over[n.To.Platform], n.Class, now), lane.heldTo.Sub(now), 50*time.Millisecond)
}

// hold stops sending to a chat until the platform's retry_after has passed.
func (b budgets) hold(n desk.Notice, now, until time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lane(n, now).heldTo = until
}
