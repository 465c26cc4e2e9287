package main

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"regexp"
	"strings"

	"vakhta/desk"
	"vakhta/sim/gateway"
	"vakhta/sim/mail"
	"vakhta/sim/telegram/faults"
)

// outside is what a world has besides the messengers: a mail server and a
// gateway to phones.
type outside struct {
	mail    *mail.Server
	gateway *gateway.Server
}

// openOutside opens them, on the world's network.
func (w *world) openOutside() {
	w.outside = outside{mail.New(), &gateway.Server{Client: w.net.Client()}}
	l, ended := w.net.Listen("mail.test"), make(chan struct{})
	go func() { w.outside.mail.Serve(l); close(ended) }()
	w.stops = append(w.stops, func() { l.Close(); <-ended }, w.net.Serve("gateway.test", w.outside.gateway), w.outside.gateway.Client.CloseIdleConnections)
}

// channelForms are the steps of calls by e-mail and phone.
func channelForms() []form {
	f := formOf
	return []form{
		f(`Telegram is (away|back)`, func(w *world, m []string) error {
			if m[1] == "away" {
				w.telegram.Outage(faults.BadGateway())
			} else {
				w.telegram.Restore()
			}
			return nil
		}),
		f(`the mail server is (away|back)`, func(w *world, m []string) error { w.outside.mail.Away(m[1] == "away"); return nil }),
		f(`the mail server refuses (\w+)`, func(w *world, m []string) error {
			w.outside.mail.Refuse(w.desk.People[m[1]].Account(desk.Email).ID, "550 5.1.1 no such user")
			return nil
		}),
		f(`the gateway is (away|back)`, func(w *world, m []string) error { w.outside.gateway.Away(m[1] == "away"); return nil }),
		f(`(\w+) opens the link in (\w+)'s (mail|phone)`, func(w *world, m []string) error { return w.follows(m[1], m[2], m[3], http.MethodGet) }),
		f(`(\w+) presses the button behind the link in (\w+)'s (mail|phone)`, func(w *world, m []string) error { return w.follows(m[1], m[2], m[3], http.MethodPost) }),
		f(`(\w+) presses (\d) on the phone`, func(w *world, m []string) error {
			err := w.outside.gateway.Press(w.desk.People[m[1]].Account(desk.Phone).ID, m[2])
			w.pass(settleFor)
			return err
		}),
	}
}

// delivered returns what somebody got by e-mail or phone.
func (w *world) delivered(handle, by string) (all []seen) {
	if by == "phone" {
		for _, c := range w.outside.gateway.To(w.desk.People[handle].Account(desk.Phone).ID) {
			all = append(all, seen{text: plainSpaces.Replace(c.Text + "\n" + c.Link)})
		}
		return all
	}
	for _, m := range w.outside.mail.To(w.desk.People[handle].Account(desk.Email).ID) {
		all = append(all, seen{text: plainSpaces.Replace(m.Subject + "\n" + m.Text)})
	}
	return all
}

var (
	linkIn = regexp.MustCompile(`http://bot\.test/answer/\S+`)
	tags   = regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`)
)

// follows opens the newest link that somebody got, or presses its button, and
// keeps what the page says as what they are told.
func (w *world) follows(who, whose, by, method string) error {
	got := w.delivered(whose, by)
	if len(got) == 0 {
		return fmt.Errorf("%s got nothing by %s", whose, by)
	}
	r, err := http.NewRequest(method, linkIn.FindString(got[len(got)-1].text), http.NoBody)
	if err != nil {
		return err
	}
	answer, err := w.net.Client().Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	w.people[who].told = plainSpaces.Replace(strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(string(page), ""))))
	w.pass(settleFor)
	return err
}
