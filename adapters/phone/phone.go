// Package phone calls people by phone or short message, through any gateway that
// can be asked over HTTP: desk.yaml says what is asked, see
// [desk.PhoneChannel].
//
// A person acknowledges by the link in the message, or by a key that they press
// during the call, which the gateway reports to the address of the callback.
package phone

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"vakhta/adapters/calls"
	"vakhta/adapters/intake"
	"vakhta/desk"
)

const (
	// within is how long a gateway may take.
	within = 20 * time.Second
	// again is how long a gateway that did not take a call is left alone.
	again = 15 * time.Second
	// most is how long a spoken or short message may be, in characters.
	most = 300
)

// Config is what an Adapter needs.
type Config struct {
	Key    string // the gateway's secret, for {key}
	Links  *calls.Links
	Desk   func() *desk.Desk
	Client *http.Client
}

// An Adapter calls people by phone.
type Adapter struct{ Config }

// New makes an adapter.
func New(c Config) *Adapter {
	c.Client = intake.Straight(c.Client)
	return &Adapter{c}
}

// Traits returns what the phone can do.
func (*Adapter) Traits() desk.Traits { return calls.Traits() }

// Post asks the gateway to call.
func (a *Adapter) Post(ctx context.Context, to desk.Address, c desk.Card, key string) (desk.MessageRef, error) {
	channel := a.Desk().Channels.Phone
	if channel == nil {
		return desk.MessageRef{}, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("channels has no phone: %w", desk.ErrChatGone)}
	}
	blanks := map[string]string{"phone": to.Chat, "text": text(c), "key": a.Key, "language": string(a.languageOf(to))}
	if take, can := calls.Taking(c); can {
		blanks["link"], blanks["callback"] = a.Links.Of(to, take.Press.Key, key)
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	r, err := request(ctx, channel, blanks)
	if err != nil {
		return desk.MessageRef{}, &desk.SendError{Fate: desk.Refused, Err: errors.New("the address of the gateway cannot be filled in")}
	}
	resp, err := a.Client.Do(r)
	if op, is := errors.AsType[*net.OpError](err); is && op.Op == "dial" {
		return desk.MessageRef{}, &desk.SendError{Fate: desk.Later, After: again, Err: errors.New("the gateway cannot be reached")}
	}
	if err != nil { // its text has the address, and so perhaps the key
		return desk.MessageRef{}, &desk.SendError{Fate: desk.Unknown, Err: errors.New("the gateway does not answer")}
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	body, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	switch accepted := resp.StatusCode/100 == 2; {
	case err != nil && accepted:
		return desk.MessageRef{}, &desk.SendError{Fate: desk.Unknown, Err: errors.New("the gateway's answer breaks off")}
	case !accepted || !means(channel.Success, body):
		return desk.MessageRef{}, &desk.SendError{Fate: desk.Later, After: again, Err: fmt.Errorf("the gateway does not accept the call: status %d", resp.StatusCode)}
	}
	return desk.MessageRef{Address: to, Message: calls.ID(key)}, nil
}

// means reports whether a gateway's answer says that it calls.
func means(success string, answer []byte) bool {
	e, err := regexp.Compile(success)
	return err == nil && e.Match(answer)
}

// languageOf returns the language to speak to somebody in.
func (a *Adapter) languageOf(to desk.Address) desk.Locale {
	d := a.Desk()
	if m := d.MemberByAccount(desk.Account{Platform: to.Platform, ID: to.Chat}); m != nil && m.Locale != "" {
		return m.Locale
	}
	return d.Locale
}

// text returns what is said: without emojis, which are spelled out by voices and
// make short messages longer.
func text(c desk.Card) string {
	words := strings.Join(strings.Fields(c.Title+". "+c.Lead), " ")
	if r := []rune(words); len(r) > most {
		words = string(r[:most-1]) + "…"
	}
	return words
}

// request fills in what a gateway is asked.
func request(ctx context.Context, c *desk.PhoneChannel, blanks map[string]string) (*http.Request, error) {
	at := fill(c.URL, blanks, url.QueryEscape)
	if c.Body == "" {
		return http.NewRequestWithContext(ctx, http.MethodGet, at, http.NoBody)
	}
	kind, escape := "application/x-www-form-urlencoded", url.QueryEscape
	if strings.HasPrefix(c.Body, "{") || strings.HasPrefix(c.Body, "[") {
		kind, escape = "application/json", inJSON
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, at, bytes.NewBufferString(fill(c.Body, blanks, escape)))
	if err == nil {
		r.Header.Set("Content-Type", kind)
	}
	return r, err
}

// inJSON returns a text as it stands between the quotes of a JSON string.
func inJSON(s string) string {
	b, err := json.Marshal(s)
	if err != nil || len(b) < 2 {
		return ""
	}
	return string(b[1 : len(b)-1])
}

// fill fills in the blanks that the desk knows; other braces stay.
func fill(form string, blanks map[string]string, escape func(string) string) string {
	var pairs []string
	for _, name := range []string{"phone", "text", "link", "callback", "language", "key"} {
		pairs = append(pairs, "{"+name+"}", escape(blanks[name]))
	}
	return strings.NewReplacer(pairs...).Replace(form)
}

// Edit refuses: a call cannot be changed.
func (*Adapter) Edit(context.Context, desk.MessageRef, desk.Card) error {
	return &desk.SendError{Fate: desk.Refused, Err: errors.New("a call cannot be changed")}
}

// Run waits until ctx ends: package calls hears the answers.
func (*Adapter) Run(ctx context.Context, _ desk.IntakeFunc) error { <-ctx.Done(); return nil }

// Routes answers nothing: package calls has the links.
func (*Adapter) Routes(desk.IntakeFunc) http.Handler { return http.NotFoundHandler() }

// Ready returns nil: the desk works without a gateway.
func (*Adapter) Ready(context.Context) error { return nil }

// Refused returns false: what a gateway answers to a wrong key is its own.
func (*Adapter) Refused(context.Context) (desk.Finding, bool) { return desk.Finding{}, false }

// Check says what is set. It calls nobody, because a call costs money and wakes
// somebody.
func (a *Adapter) Check(_ context.Context, d *desk.Desk) []desk.Finding {
	c := d.Channels.Phone
	switch {
	case c == nil:
		return []desk.Finding{{OK: true, What: "nobody is called by phone: channels has no phone"}}
	case strings.Contains(c.URL+c.Body, "{key}") && a.Key == "":
		return []desk.Finding{{What: "the phone gateway has no key", Fix: "set PHONE_KEY"}}
	default:
		return []desk.Finding{{OK: true, What: "people are called by phone; only a drill shows that the gateway does it"}}
	}
}
