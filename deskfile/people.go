package deskfile

import (
	"regexp"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A person as written in the file.
type person struct {
	name    at[string]
	ids     map[desk.Platform]*at[string]
	locale  at[desk.Locale]
	zone    at[zone]
	prefers at[desk.Platform]
	admin   at[bool]
	away    at[string]
}

// handles says what people's keys may be: a Telegram button, which carries 64
// bytes, must have room for one beside a ticket's key.
var handles = keys.Naming{
	Pattern:  regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]{0,23}$`),
	Fix:      "write up to 24 Latin letters, digits, -, _ or ., a letter first",
	Reserved: audienceWords(),
}

var personKind = keys.Mapping("this person", slices.Concat(
	[]keys.Property[person]{
		keys.Key("name", "The displayed name.", keys.Text(), func(p *person) *at[string] { return &p.name }).Default("the handle"),
	},
	accountKeys(),
	[]keys.Property[person]{
		keys.Key("locale", "The language to write to them in. They can choose another.",
			localeKind, func(p *person) *at[desk.Locale] { return &p.locale }).Default("the messenger's, then the desk's"),
		keys.Key("timezone", "The time zone in which times are shown to them.",
			zoneKind, func(p *person) *at[zone] { return &p.zone }).Default("the messenger's, then the desk's"),
		keys.Key("prefers", "The preferred messenger. The other is used if they cannot be reached there.",
			keys.OneOf(eachPlatform(func(p platform) desk.Platform { return p.name })...),
			func(p *person) *at[desk.Platform] { return &p.prefers }).Default("`" + string(platforms()[0].name) + "`"),
		keys.Key("absences", "A calendar (iCalendar) whose events are their absences: an address, or a file beside desk.yaml. See [on-call.md](on-call.md#calendars-of-others).",
			feedKind, func(p *person) *at[string] { return &p.away }).Default("none"),
		keys.Key("admin", "Whether they administer the desk.", keys.Flag(), func(p *person) *at[bool] { return &p.admin }).Default("`false`"),
	},
)...)

func (r *reader) buildPeople(f *file) map[string]*desk.Member {
	members := make(map[string]*desk.Member, len(f.people.V))
	for _, e := range f.people.V {
		if !e.OK {
			continue
		}
		p := e.V
		r.checkAccount(e.Key, e.KeyPos, p)
		members[e.Key] = &desk.Member{
			Handle:   e.Key,
			Name:     p.name.Or(e.Key),
			Accounts: p.accounts(),
			Locale:   p.locale.V,
			TimeZone: p.zone.V.Location,
			Admin:    p.admin.V,
			Absences: p.away.V,
		}
	}
	return members
}
