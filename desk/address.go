package desk

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A Platform is a messenger that Vakhta lives in.
type Platform string

// The platforms.
const (
	Telegram Platform = "telegram"
	Slack    Platform = "slack"

	// Email and Phone carry calls only, see Traits.CallsOnly. An account is an
	// address, or a number with the country's code: +79161234567.
	Email Platform = "email"
	Phone Platform = "phone"

	// Monitoring has accounts only: those of the programs that report alerts.
	Monitoring Platform = "monitoring"
)

// An Account is one person's identity on one platform: a Telegram user id in
// decimal, or a Slack user id.
type Account struct {
	Platform Platform `json:"platform"`
	ID       string   `json:"id"`
}

// String returns "telegram:5001" or "slack:U0ANNA".
func (a Account) String() string { return string(a.Platform) + ":" + a.ID }

// accountPattern matches what Account.String writes.
var accountPattern = regexp.MustCompile(`^[a-z]+:[A-Za-z0-9]+$`)

// ParseAccount reads what String writes. Nothing says that there is such a platform.
func ParseAccount(s string) (Account, bool) {
	platform, id, _ := strings.Cut(s, ":")
	return Account{Platform: Platform(platform), ID: id}, accountPattern.MatchString(s)
}

// IsZero reports whether a is nobody's.
func (a Account) IsZero() bool { return a == Account{} }

// Private returns the address of the private chat with a. Every adapter takes a
// person's id for it: on Telegram the two are the same, on Slack a post to a
// user id opens the direct message.
func (a Account) Private() Address { return Address{Platform: a.Platform, Chat: a.ID} }

// An Address is a place that messages are sent to: a chat and, where the chat
// has threads, one of them (a Telegram forum topic, a Slack thread's ts).
type Address struct {
	Platform Platform `json:"platform"`
	Chat     string   `json:"chat"`
	Thread   string   `json:"thread,omitempty"`
}

// Root returns the address without its thread.
func (a Address) Root() Address { return Address{Platform: a.Platform, Chat: a.Chat} }

// IsZero reports whether a is no address.
func (a Address) IsZero() bool { return a == Address{} }

// String returns the form used in desk.yaml: "telegram:-100300/12",
// "slack:C0L1".
func (a Address) String() string {
	s := string(a.Platform) + ":" + a.Chat
	if a.Thread != "" {
		s += "/" + a.Thread
	}
	return s
}

// ParseAddress reads what String writes. It does not check that the platform
// can have such a chat.
func ParseAddress(s string) (Address, error) {
	platform, rest, ok := strings.Cut(s, ":")
	chat, thread, inThread := strings.Cut(rest, "/")
	if !ok || platform == "" || chat == "" || inThread && thread == "" || strings.ContainsAny(s, " \n") {
		return Address{}, fmt.Errorf("chat %q: want platform:chat or platform:chat/thread", s)
	}
	return Address{Platform: Platform(platform), Chat: chat, Thread: thread}, nil
}

// A MessageRef is one message at an address: a Telegram message id in decimal,
// or a Slack ts, which is opaque and unique within its channel.
type MessageRef struct {
	Address
	Message string `json:"message"`
}

// IsZero reports whether r refers to no message.
func (r MessageRef) IsZero() bool { return r.Message == "" }

// SameMessage reports whether both refer to the same message. Threads are not
// compared: a platform does not always tell the thread.
func (r MessageRef) SameMessage(o MessageRef) bool {
	return r.Platform == o.Platform && r.Chat == o.Chat && r.Message == o.Message
}

// A Key identifies a ticket to people, such as ROM-42: the project's code and a
// number that counts from 1 within the project.
type Key struct {
	Project string `json:"project"`
	Number  int    `json:"number"`
}

// String returns "ROM-42", or "" for the zero Key.
func (k Key) String() string {
	if k.IsZero() {
		return ""
	}
	return k.Project + "-" + strconv.Itoa(k.Number)
}

// IsZero reports whether k is no ticket's.
func (k Key) IsZero() bool { return k == Key{} }

// MarshalText writes k as String does.
func (k Key) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads what String writes; an empty text gives the zero Key.
func (k *Key) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*k = Key{}
		return nil
	}
	v, ok := ParseKey(string(b))
	if !ok {
		return fmt.Errorf("ticket %q: want an address like ROM-42", b)
	}
	*k = v
	return nil
}

var (
	projectCode = regexp.MustCompile(`^[A-Z][A-Z0-9]{1,9}$`)
	keyPattern  = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9]{1,9})-([1-9][0-9]{0,8})$`)
)

// ValidProjectCode reports whether s can be a project's code: 2 to 10 capital
// Latin letters and digits, a letter first. The length is bounded so that a
// ticket's key fits a button.
func ValidProjectCode(s string) bool { return projectCode.MatchString(s) }

// ParseKey reads a ticket's key in upper or lower case.
func ParseKey(s string) (Key, bool) {
	m := keyPattern.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return Key{}, false
	}
	n, err := strconv.Atoi(m[2])
	if err != nil {
		return Key{}, false
	}
	return Key{Project: strings.ToUpper(m[1]), Number: n}, true
}
