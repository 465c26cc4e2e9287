package webapi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/demo/fakeslack/ledger"
	"vakhta/demo/fakeslack/workspace"
)

// authorise checks the token, its kind and its scopes.
func (c *call) authorise(m method, token string) error {
	c.mu.Lock()
	revoked := c.revoked
	c.mu.Unlock()
	switch {
	case m.run == nil || token == "":
		return ledger.Refusal("not_authed")
	case token != c.BotToken && token != c.AppToken:
		return ledger.Refusal("invalid_auth")
	case revoked != "":
		return ledger.Refusal(revoked)
	case m.app != (token == c.AppToken):
		return ledger.Refusal("not_allowed_token_type")
	case m.app || m.scopes == nil || c.Scopes == nil:
		return nil
	}
	needed := m.scopes(c)
	if len(needed) == 0 || slices.ContainsFunc(needed, func(s string) bool { return slices.Contains(c.Scopes, s) }) {
		return nil
	}
	return problem{code: "missing_scope", needed: strings.Join(needed, ","), provided: strings.Join(c.Scopes, ",")}
}

// has reports whether the bot token carries a scope.
func (c *call) has(scope string) bool { return c.Scopes == nil || slices.Contains(c.Scopes, scope) }

// oneOf is for methods whose scope does not depend on the call.
func oneOf(scopes ...string) func(*call) []string {
	return func(*call) []string { return scopes }
}

// byKind is for conversation methods: the scope follows the kind of channel.
func byKind(right string) func(*call) []string {
	return func(c *call) []string {
		area := map[workspace.Kind]string{workspace.Public: "channels:", workspace.Private: "groups:", workspace.Direct: "im:"}
		if channel, err := c.Workspace.Channel(c.args["channel"]); err == nil {
			return []string{area[channel.Kind] + right}
		}
		return []string{"channels:" + right, "groups:" + right, "im:" + right}
	}
}

// tier is how often Slack lets an app call a method.
type tier struct {
	perMinute float64
	burst     float64
	// byChannel counts each channel apart.
	byChannel bool
}

// The tiers of the Web API. Posting has its own: one a second in each
// channel, with a short burst.
func tierTwo() tier   { return tier{perMinute: 20, burst: 20} }
func tierThree() tier { return tier{perMinute: 50, burst: 50} }
func tierFour() tier  { return tier{perMinute: 100, burst: 100} }
func posting() tier   { return tier{perMinute: 60, burst: 4, byChannel: true} }

// bucket holds the calls still free.
type bucket struct {
	free float64
	at   time.Time
}

// slowDown is the refusal of a call too many.
type slowDown time.Duration

// Error answers Slack's code.
func (slowDown) Error() string { return "ratelimited" }

func (s slowDown) seconds() string {
	whole := (time.Duration(s) + time.Second - 1) / time.Second
	return strconv.Itoa(max(1, int(whole)))
}

// limit takes a call from the method's bucket while limits are on.
func (c *call) limit(m method) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.limited || m.tier.perMinute == 0 {
		return nil
	}
	key := c.method
	if m.tier.byChannel {
		key += " " + c.args["channel"]
	}
	now, perSecond := c.Workspace.Now(), m.tier.perMinute/60
	b, ok := c.buckets[key]
	if !ok {
		b = &bucket{free: m.tier.burst, at: now}
		c.buckets[key] = b
	}
	b.free = min(m.tier.burst, b.free+now.Sub(b.at).Seconds()*perSecond)
	b.at = now
	if b.free < 1 {
		return slowDown(float64(time.Second) * (1 - b.free) / perSecond)
	}
	b.free--
	return nil
}

// Violate keeps something no real app should do.
func (a *API) Violate(format string, values ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.violations = append(a.violations, fmt.Sprintf(format, values...))
}

func (a *API) record(name string, arguments args, status int, code string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls = append(a.calls, Call{At: a.Workspace.Now(), Method: name, Args: arguments, Status: status, Err: code})
}

// visible answers a channel the bot may know of: a private one it is not in
// does not exist for it.
func (c *call) visible(id string) (workspace.Channel, error) {
	channel, err := c.Workspace.Channel(id)
	if err != nil {
		return channel, err
	}
	if channel.Kind != workspace.Public && !channel.Has(c.Workspace.App.BotUserID) {
		return channel, ledger.Refusal("channel_not_found")
	}
	return channel, nil
}

// joined answers a channel the bot is in.
func (c *call) joined(id string) (workspace.Channel, error) {
	channel, err := c.visible(id)
	if err == nil && !channel.Has(c.Workspace.App.BotUserID) {
		return channel, ledger.Refusal("not_in_channel")
	}
	return channel, err
}
