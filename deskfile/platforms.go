package deskfile

import (
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A platform says how a messenger's people and chats are written. Nothing else
// in this package depends on the platform, so another messenger is another
// entry in the list.
type platform struct {
	name    desk.Platform
	means   string             // the meaning of a person's key
	user    keys.Shape[string] // a person's id
	shared  string             // pattern of a chat that several people can be in
	example string             // an example of such a chat
	channel string             // the key of channels that turns it on, if it carries calls only; "": it is a messenger
}

// platforms lists them in the order in which a person's accounts are preferred.
func platforms() []platform {
	return []platform{
		{
			name: desk.Telegram, means: "Their user id on Telegram.", user: telegramKind,
			shared:  `-[1-9][0-9]*(/[1-9][0-9]*)?`, // a group's id is negative; a topic's may follow it
			example: "telegram:-1001234567890, telegram:-1001234567890/12 for a topic of it",
		},
		{
			name: desk.Slack, means: "Their user id on Slack.", user: slackKind,
			shared:  `[CG][A-Z0-9]+`, // D is a direct message
			example: "slack:C0123ABCD",
		},
	}
}

// callsOnly lists what people are only called by, in the order in which it is
// tried after the messengers.
func callsOnly() []platform {
	return []platform{
		{name: desk.Email, means: "Their e-mail address, to call them when no messenger reaches them.", user: emailKind, channel: "email"},
		{name: desk.Phone, means: "Their number, with the country's code, to call them when no messenger reaches them.", user: phoneKind, channel: "phone"},
	}
}

// everyPlatform lists all of them, the messengers first.
func everyPlatform() []platform { return append(platforms(), callsOnly()...) }

// eachPlatform calls of for each messenger.
func eachPlatform[T any](of func(platform) T) []T {
	var all []T
	for _, p := range platforms() {
		all = append(all, of(p))
	}
	return all
}

var (
	telegramKind = keys.Word(keys.Schema{"type": []string{"integer", "string"}, "pattern": `^[1-9][0-9]*$`, "minimum": 1}, parseTelegramID).Says("number")
	emailKind    = keys.Word(keys.Schema{"type": "string", "format": "email"}, parseEmail).Says("e-mail address")
	phoneKind    = keys.Word(keys.Schema{"type": []string{"integer", "string"}, "pattern": phoneNumber.String()}, parsePhone).Says("number such as `+79161234567`")
	slackKind    = keys.Word(keys.Pattern(slackUser.String()), parseSlackID).Says("id such as `U0ANNA`")
)

func parseTelegramID(s string) (string, error) {
	if n, err := strconv.ParseInt(s, 10, 64); err != nil || n <= 0 || s[0] == '0' || s[0] == '+' {
		return "", keys.Wrong(fmt.Sprintf("%q is not a Telegram user id", s), "write the number that the bot's /whoami shows, not the @name")
	}
	return s, nil
}

func parseEmail(s string) (string, error) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s {
		return "", keys.Wrong(fmt.Sprintf("%q is not an e-mail address", s), "write it as in anna@example.com, without a name")
	}
	return s, nil
}

// phoneNumber is E.164: up to 15 digits, the country's code first.
var phoneNumber = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

func parsePhone(s string) (string, error) {
	if !phoneNumber.MatchString(s) {
		return "", keys.Wrong(fmt.Sprintf("%q is not a phone number", s), "write + and the country's code, then digits only, like +79161234567")
	}
	return s, nil
}

var slackUser = regexp.MustCompile(`^[UW][A-Z0-9]+$`)

func parseSlackID(s string) (string, error) {
	if !slackUser.MatchString(s) {
		return "", keys.Wrong(fmt.Sprintf("%q is not a Slack user id", s), "write the member ID of the person's profile, like U0ANNA")
	}
	return s, nil
}

// sharedChat matches a chat that several people can be in.
var sharedChat = regexp.MustCompile(`^(` +
	strings.Join(eachPlatform(func(p platform) string { return string(p.name) + ":" + p.shared }), "|") + `)$`)

func parseChat(s string) (desk.Address, error) {
	a, err := desk.ParseAddress(s)
	if err != nil || !sharedChat.MatchString(s) {
		return desk.Address{}, keys.Wrong(fmt.Sprintf("%q is not a group or channel", s),
			"write "+strings.Join(eachPlatform(func(p platform) string { return p.example }), ", or "))
	}
	return a, nil
}

// accountKeys returns a person's keys for their ids.
func accountKeys() []keys.Property[person] {
	var all []keys.Property[person]
	for _, p := range everyPlatform() {
		all = append(all, keys.Key(string(p.name), p.means, p.user, func(of *person) *at[string] { return of.id(p.name) }))
	}
	return all
}

// id returns a person's id on a platform as written.
func (p *person) id(on desk.Platform) *at[string] {
	if p.ids == nil {
		p.ids = map[desk.Platform]*at[string]{}
	}
	if p.ids[on] == nil {
		p.ids[on] = &at[string]{}
	}
	return p.ids[on]
}

// accounts returns the person's accounts: the preferred messenger, the others,
// then what they are only called by.
func (p *person) accounts() []desk.Account {
	var all []desk.Account
	for _, on := range everyPlatform() {
		a := desk.Account{Platform: on.name, ID: p.id(on.name).V}
		switch {
		case a.ID == "":
		case a.Platform == p.prefers.V:
			all = slices.Insert(all, 0, a)
		default:
			all = append(all, a)
		}
	}
	return all
}

// checkAccount reports people without an account, or without one on the
// platform they prefer.
func (r *reader) checkAccount(handle string, at keys.Pos, p person) {
	if !slices.Contains(eachPlatform(func(on platform) bool { return p.id(on.name).Given() }), true) {
		written := eachPlatform(func(on platform) string { return string(on.name) + ":" })
		r.Mistake(at, handle+" has no account", "add "+strings.Join(written, " or ")+" with their user id")
	}
	if on := p.prefers.V; on != "" && !p.id(on).Given() {
		r.Mistake(p.prefers.Pos, fmt.Sprintf("%s prefers %s but has no account there", handle, on),
			fmt.Sprintf("add %s: with their user id, or take prefers out", on))
	}
}

// checkAccounts reports people who share an account, because nobody could know
// which of them wrote.
func (r *reader) checkAccounts(f *file) {
	owners := map[desk.Account]string{}
	for _, e := range f.people.V {
		for _, on := range everyPlatform() {
			id := e.V.id(on.name)
			if !id.OK {
				continue
			}
			a := desk.Account{Platform: on.name, ID: id.V}
			if first, taken := owners[a]; taken {
				r.Mistake(id.Pos, fmt.Sprintf("%s and %s have the same account %s", first, e.Key, a), "give each their own")
				continue
			}
			owners[a] = e.Key
		}
	}
}
