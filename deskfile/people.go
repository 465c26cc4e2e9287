package deskfile

import (
	"fmt"
	"regexp"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/form"
)

// A person is a member as written.
type person struct {
	name     at[string]
	telegram at[string]
	slack    at[string]
	locale   at[desk.Locale]
	zone     at[zone]
	prefers  at[desk.Platform]
	admin    at[bool]
}

// handles are what people may be called: a button of Telegram, which carries 64
// bytes in all, has to hold one beside a ticket's address.
var handles = form.Naming{
	Pattern:  regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]{0,23}$`),
	Fix:      "write up to 24 Latin letters, digits, -, _ or ., a letter first",
	Reserved: audienceWords(),
}

var personKind = form.Mapping("this person",
	form.Key("name", "What others are shown.", form.Text(), func(p *person) *at[string] { return &p.name }).Default("the handle"),
	form.Key("telegram", "Their user id on Telegram.", telegramKind, func(p *person) *at[string] { return &p.telegram }),
	form.Key("slack", "Their user id on Slack.", slackKind, func(p *person) *at[string] { return &p.slack }),
	form.Key("locale", "The language to write to them in. They may choose another.",
		localeKind, func(p *person) *at[desk.Locale] { return &p.locale }).Default("what the platform tells, then the desk's"),
	form.Key("timezone", "The time zone in which times are shown to them.",
		zoneKind, func(p *person) *at[zone] { return &p.zone }).Default("what the platform tells, then the desk's"),
	form.Key("prefers", "The platform to try first. The other is used when they can't be reached there.",
		form.OneOf(desk.Telegram, desk.Slack), func(p *person) *at[desk.Platform] { return &p.prefers }).Default("`telegram`"),
	form.Key("admin", "Whether they administer the desk.", form.Flag(), func(p *person) *at[bool] { return &p.admin }).Default("`false`"),
)

func (r *reader) buildPeople(f *file) map[string]*desk.Member {
	members := make(map[string]*desk.Member, len(f.people.V))
	for _, e := range f.people.V {
		if !e.OK {
			continue
		}
		p := e.V
		if !p.telegram.Given() && !p.slack.Given() {
			r.Mistake(e.KeyPos, e.Key+" has no account", "add telegram: or slack: with their user id")
		}
		r.checkPrefers(e.Key, p)
		members[e.Key] = &desk.Member{
			Handle:   e.Key,
			Name:     p.name.Or(e.Key),
			Accounts: p.accounts(),
			Locale:   p.locale.V,
			TimeZone: p.zone.V.Location,
			Admin:    p.admin.V,
		}
	}
	return members
}

// accounts are the person's, the preferred one first.
func (p person) accounts() []desk.Account {
	var all []desk.Account
	for _, a := range []desk.Account{{Platform: desk.Telegram, ID: p.telegram.V}, {Platform: desk.Slack, ID: p.slack.V}} {
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

func (r *reader) checkPrefers(handle string, p person) {
	platform := p.prefers.V
	if platform == desk.Telegram && !p.telegram.Given() || platform == desk.Slack && !p.slack.Given() {
		r.Mistake(p.prefers.Pos, fmt.Sprintf("%s prefers %s but has no account there", handle, platform),
			fmt.Sprintf("add %s: with their user id, or take prefers out", platform))
	}
}

// checkAccounts finds people who share an account: what one of them wrote could
// be anybody's.
func (r *reader) checkAccounts(f *file) {
	owners := map[desk.Account]string{}
	claim := func(owner string, id at[string], on desk.Platform) {
		if !id.OK {
			return
		}
		a := desk.Account{Platform: on, ID: id.V}
		if first, taken := owners[a]; taken {
			r.Mistake(id.Pos, fmt.Sprintf("%s and %s have the same account %s", first, owner, a), "give each their own")
			return
		}
		owners[a] = owner
	}
	for _, e := range f.people.V {
		claim(e.Key, e.V.telegram, desk.Telegram)
		claim(e.Key, e.V.slack, desk.Slack)
	}
}
