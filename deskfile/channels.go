package deskfile

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// The channels as written in the file.
type channels struct {
	email at[emailChannel]
	phone at[phoneChannel]
}

type emailChannel struct{ from at[string] }

type phoneChannel struct {
	url     at[string]
	body    at[string]
	success at[string]
	after   at[time.Duration]
}

// usualAfter is how long an e-mail may stay unanswered before the phone rings:
// an e-mail wakes nobody.
const usualAfter = 2 * time.Minute

var channelsKind = keys.Mapping("the channels",
	keys.Key("email", "E-mail, by the server of SMTP_URL.", keys.Mapping("the e-mail",
		keys.Key("from", "The sender's address.", emailKind, func(c *emailChannel) *at[string] { return &c.from }).Needed("from: desk@example.com"),
	), func(c *channels) *at[emailChannel] { return &c.email }).Default("nobody is called by e-mail"),
	keys.Key("phone", "Calls or short messages, by a gateway that is asked over HTTP.", keys.Mapping("the phone",
		keys.Key("url", "What is asked. {phone}, {text}, {link}, {callback}, {language} and {key}, the secret of PHONE_KEY, are filled in.",
			gatewayKind, func(c *phoneChannel) *at[string] { return &c.url }).Needed("url: https://gateway.example/send?to={phone}&text={text}"),
		keys.Key("body", "What is posted, filled in as the url is: JSON if it begins with { or [, otherwise a form.",
			keys.Text(), func(c *phoneChannel) *at[string] { return &c.body }).Default("none: the gateway is asked by GET"),
		keys.Key("success", "A regular expression that the gateway's answer matches if it accepted the call.",
			expressionKind, func(c *phoneChannel) *at[string] { return &c.success }).Default("any answer with a status of 200 to 299"),
		keys.Key("after", "How long a person has to answer an e-mail before the phone is used.",
			lengthKind, func(c *phoneChannel) *at[time.Duration] { return &c.after }).Default("`2m`"),
	), func(c *channels) *at[phoneChannel] { return &c.phone }).Default("nobody is called by phone"),
)

var gatewayKind = keys.Word(keys.Pattern(`^https?://`), func(s string) (string, error) {
	u, err := url.Parse(strings.NewReplacer("{", "", "}", "").Replace(s))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return "", keys.Wrong(fmt.Sprintf("%q is not the address of a gateway", s), "write it as in https://gateway.example/send?to={phone}&text={text}")
	}
	return s, nil
}).Says("address")

var expressionKind = keys.Word(keys.Schema{"type": "string", "format": "regex"}, func(s string) (string, error) {
	if _, err := regexp.Compile(s); err != nil {
		return "", keys.Wrong(fmt.Sprintf("%q is not a regular expression", s), "write one as in '\"status\": *\"ok\"'")
	}
	return s, nil
}).Says("regular expression")

func (c channels) build() (all desk.Channels) {
	if c.email.Given() {
		all.Email = &desk.EmailChannel{From: c.email.V.from.V}
	}
	if p := c.phone.V; c.phone.Given() {
		all.Phone = &desk.PhoneChannel{URL: p.url.V, Body: p.body.V, Success: p.success.V, After: p.after.Or(usualAfter)}
	}
	return all
}

// checkChannels reports a gateway that is not told whom to call, or gets its
// secret unprotected, and warns of addresses by which nobody is called.
func (r *reader) checkChannels(f *file) {
	if p := f.channels.V.phone; p.OK {
		written := p.V.url.V + p.V.body.V
		if !strings.Contains(written, "{phone}") {
			r.Mistake(p.V.url.Pos, "the gateway is not told whom to call", "write {phone} into url or body")
		}
		if strings.Contains(written, "{key}") && !strings.HasPrefix(p.V.url.V, "https:") {
			r.Warn(p.V.url.Pos, "the gateway's key is sent without encryption: use https")
		}
	}
	on := map[string]bool{"email": f.channels.V.email.Given(), "phone": f.channels.V.phone.Given()}
	for _, e := range f.people.V {
		for _, p := range callsOnly() {
			if id := e.V.id(p.name); id.OK && !on[p.channel] {
				r.Warn(id.Pos, fmt.Sprintf("nobody is called by %s: channels has no %[1]s", p.channel))
			}
		}
	}
}
