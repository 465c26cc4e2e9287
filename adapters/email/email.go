// Package email calls people by e-mail, through one SMTP server.
//
// It only sends. A mail says everything about a call and has a link that
// acknowledges it, see package calls; answers to it are not read.
package email

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"vakhta/adapters/calls"
	"vakhta/desk"
)

// within is how long a server may take for one mail.
const within = 20 * time.Second

// Config is what an Adapter needs.
type Config struct {
	// URL is the server: smtp://user:password@host:587, where TLS is begun by
	// STARTTLS, smtps://…:465, where it is there from the start, or
	// smtp+plain://host:25 without encryption, for a server on the same machine.
	URL   string
	Links *calls.Links
	Desk  func() *desk.Desk
	Clock desk.Clock
	// Dial connects to the server; nil: the network.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// An Adapter calls people by e-mail.
type Adapter struct {
	Config
	host    string
	options []mail.Option
}

// New reads the address of the server. It connects to nobody.
func New(c Config) (*Adapter, error) {
	u, err := url.Parse(c.URL)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("SMTP_URL is not the address of a server: write it as in smtp://user:password@mail.example.com:587") // its text may have the password
	}
	options := []mail.Option{mail.WithTimeout(within)}
	port := 587
	switch u.Scheme {
	case "smtp":
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	case "smtps":
		port = 465
		options = append(options, mail.WithSSL())
	case "smtp+plain":
		port = 25
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		return nil, fmt.Errorf("SMTP_URL begins with %q: write smtp, smtps or smtp+plain", u.Scheme)
	}
	if p := u.Port(); p != "" {
		if port, err = strconv.Atoi(p); err != nil {
			return nil, fmt.Errorf("SMTP_URL has the port %q", p)
		}
	}
	options = append(options, mail.WithPort(port))
	if password, given := u.User.Password(); given {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(u.User.Username()), mail.WithPassword(password))
	}
	if c.Dial != nil {
		options = append(options, mail.WithDialContextFunc(c.Dial))
	}
	return &Adapter{Config: c, host: u.Hostname(), options: options}, nil
}

// Traits returns what e-mail can do.
func (*Adapter) Traits() desk.Traits { return calls.Traits() }

// Post sends a mail. A mail that is sent again, because its outcome is unknown,
// has the same Message-ID.
func (a *Adapter) Post(ctx context.Context, to desk.Address, c desk.Card, key string) (desk.MessageRef, error) {
	channel := a.Desk().Channels.Email
	if channel == nil {
		return desk.MessageRef{}, refused(fmt.Errorf("channels has no email: %w", desk.ErrChatGone))
	}
	m := mail.NewMsg()
	if err := errors.Join(m.From(channel.From), m.To(to.Chat)); err != nil {
		return desk.MessageRef{}, refused(fmt.Errorf("%s is no address: %w", to, desk.ErrChatGone))
	}
	domain := channel.From[strings.LastIndexByte(channel.From, '@')+1:]
	id := calls.ID(key) + "@" + domain
	m.SetMessageIDWithValue(id)
	m.SetDateWithValue(a.Clock.Now())
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no absence notes, please
	m.SetGenHeader(mail.HeaderImportance, "high")
	m.Subject(strings.TrimSpace(c.Tone.Sign() + strings.Join(strings.Fields(c.Title), " ")))
	text := calls.Words(c)
	if take, can := calls.Taking(c); can {
		m.SetGenHeader(mail.HeaderReferences, "<"+take.Press.Key.String()+"@"+domain+">") // one conversation a ticket
		if page, _ := a.Links.Of(to, take.Press.Key, key); page != "" {
			text += "\n\n" + take.Label + ": " + page
		}
	}
	m.SetBodyString(mail.TypeTextPlain, text+"\n")
	client, err := mail.NewClient(a.host, a.options...)
	if err != nil {
		return desk.MessageRef{}, refused(fmt.Errorf("prepare a mail: %w", err))
	}
	if err := client.DialAndSendWithContext(ctx, m); err != nil {
		return desk.MessageRef{}, fate(err)
	}
	return desk.MessageRef{Address: to, Message: id}, nil
}

func refused(err error) error { return &desk.SendError{Fate: desk.Refused, Err: err} }

// again is how long a server that did not take a mail is left alone.
const again = 5 * time.Second

// fate returns what became of a mail. The texts of a server may have words of the
// mail or an address, so they are left out.
func fate(err error) error {
	send, sending := errors.AsType[*mail.SendError](err)
	answer, answered := errors.AsType[*textproto.Error](err)
	switch {
	case sending && send.Reason == mail.ErrSMTPDataClose && send.ErrorCode() == 0: // no answer to the mail itself
		return &desk.SendError{Fate: desk.Unknown, Err: errors.New("the mail server did not say whether it has the mail")}
	case sending && send.Reason == mail.ErrSMTPRcptTo && send.ErrorCode() >= 500:
		return refused(fmt.Errorf("the mail server refuses the address (%d): %w", send.ErrorCode(), desk.ErrChatGone))
	case sending && send.ErrorCode() >= 500:
		return refused(fmt.Errorf("the mail server refuses the mail: %d, %s", send.ErrorCode(), send.Reason))
	case sending:
		return &desk.SendError{Fate: desk.Later, After: again, Err: fmt.Errorf("the mail server does not take the mail yet: %d, %s", send.ErrorCode(), send.Reason)}
	case answered && answer.Code == 535: // RFC 4954, section 6
		return &desk.SendError{Fate: desk.Later, After: again, Err: fmt.Errorf("mail server: %w", desk.ErrUnauthorized)}
	default:
		return &desk.SendError{Fate: desk.Later, After: again, Err: errors.New("the mail server does not answer")}
	}
}

// Edit refuses: a mail cannot be changed.
func (*Adapter) Edit(context.Context, desk.MessageRef, desk.Card) error {
	return refused(errors.New("a mail cannot be changed"))
}

// Run waits until ctx ends: answers are not read.
func (*Adapter) Run(ctx context.Context, _ desk.IntakeFunc) error { <-ctx.Done(); return nil }

// Routes answers nothing: package calls has the links.
func (*Adapter) Routes(desk.IntakeFunc) http.Handler { return http.NotFoundHandler() }

// Ready returns nil: the desk works without e-mail.
func (*Adapter) Ready(context.Context) error { return nil }

// Refused is Check for one kind of fault: the server refuses the password.
func (a *Adapter) Refused(ctx context.Context) (desk.Finding, bool) {
	return desk.Finding{What: "the mail server refuses the password", Fix: "check SMTP_URL"}, errors.Is(a.dial(ctx), desk.ErrUnauthorized)
}

// Check connects to the server.
func (a *Adapter) Check(ctx context.Context, d *desk.Desk) []desk.Finding {
	if d.Channels.Email == nil {
		return []desk.Finding{{OK: true, What: "nobody is called by e-mail: channels has no email"}}
	}
	if err := a.dial(ctx); err != nil {
		return []desk.Finding{{What: err.Error(), Fix: "check SMTP_URL, and that this machine may connect to the server"}}
	}
	found := []desk.Finding{{OK: true, What: "the mail server " + a.host + " takes the login"}}
	if !a.Links.On() {
		found = append(found, desk.Finding{OK: true, What: "mails have no link that acknowledges: PUBLIC_URL is not set"})
	}
	return found
}

func (a *Adapter) dial(ctx context.Context) error {
	client, err := mail.NewClient(a.host, a.options...)
	if err != nil {
		return err
	}
	if err := client.DialWithContext(ctx); err != nil {
		return fate(err)
	}
	return client.Close()
}
