package calls

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// valid is how long a link acknowledges. Later somebody else has been called.
const valid = 2 * time.Hour

// LeastKey is how long the secret of the links has to be, in bytes.
const LeastKey = 16

// Links makes the links of calls and answers them. The zero Links makes none.
type Links struct {
	base  string
	key   []byte
	clock desk.Clock
	desk  func() *desk.Desk
}

// NewLinks makes links to a public address of the desk, such as
// https://desk.example.com, signed by a secret. Without an address there are no
// links.
func NewLinks(public, secret string, clock desk.Clock, d func() *desk.Desk) (*Links, error) {
	l := &Links{base: strings.TrimSuffix(public, "/"), key: []byte(secret), clock: clock, desk: d}
	if public == "" && secret == "" {
		return l, nil
	}
	u, err := url.Parse(public)
	switch {
	case public == "":
		return nil, errors.New("LINK_KEY needs PUBLIC_URL beside it: the address under which people reach the desk")
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return nil, errors.New("PUBLIC_URL is not an address: write it as in https://desk.example.com")
	case len(secret) < LeastKey:
		return nil, fmt.Errorf("PUBLIC_URL needs LINK_KEY beside it: a random word of at least %d characters", LeastKey)
	}
	return l, nil
}

// On reports whether calls have links.
func (l *Links) On() bool { return l.base != "" }

// A link is what a link says.
type link struct {
	Platform desk.Platform
	Handle   string // of the person in desk.yaml
	Key      desk.Key
	Call     string // which call it is in; a link of it acknowledges once
	Until    time.Time
}

// Of returns the link of a call: its page for people, and what a gateway asks
// for when somebody presses a key. Both are empty if there are no links or the
// account is nobody's.
func (l *Links) Of(to desk.Address, key desk.Key, notice string) (page, callback string) {
	m := l.desk().MemberByAccount(desk.Account{Platform: to.Platform, ID: to.Chat})
	if !l.On() || m == nil {
		return "", ""
	}
	token := l.token(link{
		Platform: to.Platform, Handle: m.Handle, Key: key,
		Call: ID(notice)[:8], Until: l.clock.Now().Add(valid),
	})
	return l.base + pagePath + token, l.base + pressPath + token
}

// token writes a link: its fields, then their signature.
func (l *Links) token(k link) string {
	text := strings.Join([]string{
		k.Key.String(), k.Handle, string(k.Platform), k.Call, strconv.FormatInt(k.Until.Unix(), 36),
	}, "~")
	return text + "~" + l.sign(text)
}

// sign returns the first 16 bytes of the HMAC-SHA256 of a text.
func (l *Links) sign(text string) string {
	h := hmac.New(sha256.New, l.key)
	h.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}

// read reads what token writes. A changed or foreign one is not ok.
func (l *Links) read(token string) (k link, ok bool) {
	i := strings.LastIndexByte(token, '~')
	if i < 0 || !l.On() || !hmac.Equal([]byte(token[i+1:]), []byte(l.sign(token[:i]))) {
		return link{}, false
	}
	f := strings.Split(token[:i], "~")
	if len(f) != 5 {
		return link{}, false
	}
	key, known := desk.ParseKey(f[0])
	until, err := strconv.ParseInt(f[4], 36, 64)
	return link{Key: key, Handle: f[1], Platform: desk.Platform(f[2]), Call: f[3], Until: time.Unix(until, 0)}, known && err == nil
}
