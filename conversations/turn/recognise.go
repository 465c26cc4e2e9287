package turn

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"vakhta/desk"
)

// Recognise finds out who acted.
func (t *Turn) Recognise(ctx context.Context) error {
	from := t.Event.From
	t.Who = Visitor{Roles: map[string]Who{}, Zone: t.Desk.TimeZone}
	t.Who.Person.Locale = t.localeOf(nil, from.Locale)
	if from.Anonymous || from.ID == "" {
		return nil
	}
	m := t.Desk.MemberByAccount(from.Account)
	seen := desk.Person{Name: from.Name, Account: from.Account, Locale: from.Locale, TimeZone: from.TimeZone}
	if m != nil {
		seen.Handle, seen.Name = m.Handle, m.Name
		seen.Locale = cmp.Or(m.Locale, from.Locale) // desk.yaml knows better than a client
		if t.Traits().CallsOnly {
			seen.Account = m.Accounts[0] // they answered a link, and are written to in a messenger
		}
	}
	if m == nil && !t.meets() {
		return nil
	}
	person, err := t.Tx.PersonOf(ctx, seen, t.Now())
	if err != nil {
		return err
	}
	person.Locale = t.localeOf(m, person.Locale)
	t.Who.Person, t.Who.member = person, m
	t.Who.Zone = t.zoneOf(m, person)
	return t.findRoles(ctx, m)
}

func (t *Turn) findRoles(ctx context.Context, m *desk.Member) error {
	if m != nil {
		t.Who.Admin, t.Who.Roles = m.Admin, RolesOf(t.Desk, m)
	}
	joined, err := t.Tx.Memberships(ctx, t.Who.Person.ID)
	if err != nil {
		return err
	}
	if chats := t.unseen(joined); len(chats) > 0 {
		return &Recheck{chats}
	}
	bound, _ := t.Desk.ProjectByChat(t.Event.In.Address)
	known := bound == nil || t.Event.In.Private || t.Who.Roles[bound.Code] != 0
	for _, j := range joined {
		if p := t.Desk.Projects[j.Project]; p == nil || !j.Lasts(p, t.Now()) {
			continue
		}
		t.Who.Roles[j.Project] |= roleNamed(j.Role)
		if bound != nil && j.Project == bound.Code {
			known = known || j.SeenAt.IsZero() || j.Chat == t.Event.In.Root() && t.Now().Sub(j.SeenAt) < noted
		}
	}
	if !known {
		t.Who.Roles[bound.Code] |= Staff
		if t.wrote() {
			t.Tx.SeeIn(ctx, t.Event.In.Root(), t.Who.Person.ID, bound.Code, t.Now())
		}
	}
	t.Who.Engineer = t.Who.Anywhere()&(Engineer|ThirdLine) != 0
	t.stayWithin(bound)
	return nil
}

// A Recheck ends a turn of a person who has not been seen for long in the chats
// that make them staff. The messenger is asked between two transactions, because
// no network may be used inside one.
type Recheck struct{ Chats []desk.Address }

// Error is for the operator's log, which never sees it.
func (*Recheck) Error() string { return "it is to be asked who is in a chat" }

// unseen returns the chats that make the visitor staff, but where they have not
// been seen for long.
func (t *Turn) unseen(joined []desk.Membership) (chats []desk.Address) {
	if t.Rechecked || t.IsMember == nil {
		return nil
	}
	for _, j := range joined {
		p := t.Desk.Projects[j.Project]
		here := j.Chat == t.Event.In.Root()
		if p != nil && !j.Chat.IsZero() && !here && j.Chat.Platform == t.Event.From.Platform && j.Lasts(p, t.Now()) && t.Now().Sub(j.SeenAt) >= desk.Silent {
			chats = append(chats, j.Chat)
		}
	}
	return chats
}

// noted is how often it is stored at most that somebody was seen in a chat.
const noted = 24 * time.Hour

// wrote reports whether the visitor wrote a message. A press or an emoji may
// come from a reader who is no member.
func (t *Turn) wrote() bool {
	switch b := t.Event.Body.(type) {
	case desk.Said:
		return true
	case desk.Asked:
		return !b.Message.IsZero()
	default:
		return false
	}
}

// stayWithin limits the visitor to the projects of a chat whose members read
// the answer, too, so that a person of two shops does not show one's tickets to
// the other.
func (t *Turn) stayWithin(bound *desk.Project) {
	if t.Event.In.Private || !t.InChat() {
		return
	}
	team := t.Desk.TeamByChannel(t.Event.In.Address)
	t.Who.Only = []string{}
	for code, p := range t.Desk.Projects {
		if p == bound || team != nil && (t.Desk.Team(p, 1) == team || t.Desk.Team(p, 2) == team) {
			t.Who.Only = append(t.Who.Only, code)
		}
	}
	maps.DeleteFunc(t.Who.Roles, func(code string, _ Who) bool { return !slices.Contains(t.Who.Only, code) })
}

// localeOf returns the language for a visitor: the one that is known of them,
// which is what they chose, or else desk.yaml's for them, or else what their
// platform tells; then the desk's.
func (t *Turn) localeOf(m *desk.Member, known desk.Locale) desk.Locale {
	switch {
	case known != "":
		return known
	case m != nil && m.Locale != "":
		return m.Locale
	default:
		return t.Desk.Locale
	}
}

func (t *Turn) zoneOf(m *desk.Member, p desk.Person) *time.Location {
	if m != nil && m.TimeZone != nil {
		return m.TimeZone
	}
	if p.TimeZone != "" {
		if zone, err := time.LoadLocation(p.TimeZone); err == nil {
			return zone
		}
	}
	return t.Desk.TimeZone
}
