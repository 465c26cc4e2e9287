package door

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/sim/slack/ledger"
)

// authorise checks the token, its kind and its scopes.
func (d *Door) authorise(c *Request, m Method, token string) error {
	d.mu.Lock()
	revoked := d.revoked
	d.mu.Unlock()
	switch {
	case token == "":
		return ledger.RefusedError("not_authed")
	case token != d.BotToken && token != d.AppToken:
		return ledger.RefusedError("invalid_auth")
	case revoked != "":
		return ledger.RefusedError(revoked)
	case m.App != (token == d.AppToken):
		return ledger.RefusedError("not_allowed_token_type")
	case m.App || m.Scopes == nil || d.Scopes == nil:
		return nil
	}
	needed := m.Scopes(c)
	if len(needed) == 0 || slices.ContainsFunc(needed, func(s string) bool { return slices.Contains(d.Scopes, s) }) {
		return nil
	}
	return DetailedError{Code: "missing_scope", Needed: strings.Join(needed, ","), Provided: c.Provided()}
}

// Has reports whether the bot token carries a scope.
func (c *Request) Has(scope string) bool { return c.door.Scopes == nil || c.Given(scope) }

// Given reports whether a scope was named. It is for scopes that allow more
// than the default, which tests without scopes do not want.
func (c *Request) Given(scope string) bool { return slices.Contains(c.door.Scopes, scope) }

// Provided returns the token's scopes as missing_scope lists them.
func (c *Request) Provided() string { return strings.Join(c.door.Scopes, ",") }

// OneOf is for methods whose scopes do not depend on the call.
func OneOf(scopes ...string) func(*Request) []string {
	return func(*Request) []string { return scopes }
}

// Tier is how often Slack lets an app call a method.
type Tier struct {
	perMinute float64
	burst     float64
	// byChannel counts each channel separately.
	byChannel bool
}

// TierTwo allows 20 calls a minute.
func TierTwo() Tier { return Tier{perMinute: 20, burst: 20} }

// TierThree allows 50 calls a minute.
func TierThree() Tier { return Tier{perMinute: 50, burst: 50} }

// TierFour allows 100 calls a minute.
func TierFour() Tier { return Tier{perMinute: 100, burst: 100} }

// Posting allows one call a second in each channel, with a short burst.
func Posting() Tier { return Tier{perMinute: 60, burst: 4, byChannel: true} }

// bucket holds the remaining calls.
type bucket struct {
	free float64
	at   time.Time
}

// rateError refuses a call above the rate limit.
type rateError time.Duration

// Error answers Slack's code.
func (rateError) Error() string { return "ratelimited" }

func (s rateError) seconds() string {
	whole := (time.Duration(s) + time.Second - 1) / time.Second
	return strconv.Itoa(max(1, int(whole)))
}

// limit takes a call from the method's bucket, if limits are on.
func (d *Door) limit(c *Request, m Method) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.limited || m.Tier.perMinute == 0 {
		return nil
	}
	key := c.Method
	if m.Tier.byChannel {
		key += " " + c.Args["channel"]
	}
	now, perSecond := d.Now(), m.Tier.perMinute/60
	b, ok := d.buckets[key]
	if !ok {
		b = &bucket{free: m.Tier.burst, at: now}
		d.buckets[key] = b
	}
	b.free = min(m.Tier.burst, b.free+now.Sub(b.at).Seconds()*perSecond)
	b.at = now
	if b.free < 1 {
		return rateError(float64(time.Second) * (1 - b.free) / perSecond)
	}
	b.free--
	return nil
}

// Violatef records something that no real app should do.
func (d *Door) Violatef(format string, values ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.violations = append(d.violations, fmt.Sprintf(format, values...))
}

// Record records a call.
func (d *Door) Record(name string, arguments Args, status int, code string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.calls = append(d.calls, Call{At: d.Now(), Method: name, Args: arguments, Status: status, Err: code})
}

// MayRead reports whether a request has the bot's token, and that may read
// files.
func (d *Door) MayRead(r *http.Request) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.revoked == "" && r.Header.Get("Authorization") == "Bearer "+d.BotToken &&
		(d.Scopes == nil || slices.Contains(d.Scopes, "files:read"))
}
