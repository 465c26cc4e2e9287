// Package flood counts what a bot sends and says when it is too much. Telegram
// does not publish its limits; these are from its FAQ: about one message a
// second in a private chat with short bursts, twenty a minute in a group,
// thirty a second in all. A bucket holds what may be sent at once and refills
// steadily; edits have buckets of their own.
package flood

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"vakhta/sim/telegram/request"
)

// A Gate has the buckets of one bot. The zero Gate is ready to use. Only one
// goroutine may use it at a time.
type Gate struct {
	buckets map[place]*bucket
}

// A rate is how fast a bucket refills, and how much it holds.
type rate struct {
	perSecond float64
	burst     float64
}

// A bucket had so many tokens at a time, from which follows how many it has
// now.
type bucket struct {
	tokens float64
	at     time.Time
}

// A place is a bucket's key.
type place struct {
	chat int64
	edit bool
}

// Take takes n messages (or edits) to a chat at now. If it returns zero they
// may be sent; otherwise nothing was taken, and it returns how many seconds to
// wait.
func (g *Gate) Take(chat int64, edit bool, n int, now time.Time) (retryAfter int) {
	if g.buckets == nil {
		g.buckets = map[place]*bucket{}
	}
	limit := rate{perSecond: 1, burst: 5}
	if chat < 0 {
		limit = rate{perSecond: 20.0 / 60, burst: 20}
	}
	everyone := rate{perSecond: 30, burst: 30}
	all := g.bucket(place{}, everyone, now)
	here := g.bucket(place{chat, edit}, limit, now)
	short := max(shortage(all, everyone, n), shortage(here, limit, n))
	if short > 0 {
		return max(1, int(math.Ceil(short)))
	}
	all.tokens -= float64(n)
	here.tokens -= float64(n)
	return 0
}

// bucket returns the one of a key, filled up to now. New ones start full.
func (g *Gate) bucket(key place, r rate, now time.Time) *bucket {
	b := g.buckets[key]
	if b == nil {
		b = &bucket{tokens: r.burst, at: now}
		g.buckets[key] = b
	}
	b.tokens = min(r.burst, b.tokens+now.Sub(b.at).Seconds()*r.perSecond)
	b.at = now
	return b
}

// shortage returns how many seconds until the bucket has n. An album larger
// than a bucket passes when the bucket is full, because otherwise it never
// would.
func shortage(b *bucket, r rate, n int) float64 {
	need := min(float64(n), r.burst)
	// dust is the rounding error that is tolerated.
	const dust = 1e-6
	return max(0, (need-b.tokens-dust)/r.perSecond)
}

// Weight returns how many messages or edits a call amounts to.
func Weight(q request.Request) (n int, edit bool) {
	switch {
	case q.Method == "sendMediaGroup":
		var media []json.RawMessage
		if _, err := q.JSON("media", &media); err != nil {
			return 1, false
		}
		return max(1, len(media)), false
	case q.Method == "sendChatAction":
		return 0, false
	case strings.HasPrefix(q.Method, "send"), strings.HasPrefix(q.Method, "copy"), strings.HasPrefix(q.Method, "forward"):
		return 1, false
	case strings.HasPrefix(q.Method, "editMessage"):
		return 1, true
	default:
		return 0, false
	}
}
