// Package cast is the people of the demo: the staff of a small shop, the lines
// of its support and their manager, with the chats they share on the simulated
// messengers, and what each of them can do and see there.
//
// An Interaction is one thing that somebody does in a client; Told is what only
// they see in return. Chats are named as in desk.yaml. A chat is read as lines,
// in which both messengers look alike.
package cast

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"vakhta/desk"
	"vakhta/deskfile"
	simslack "vakhta/sim/slack"
	simtelegram "vakhta/sim/telegram"
)

// The chats that people share.
const (
	Group     = "telegram:-1003000000003"
	FirstLine = "slack:C0L1"
	ShopDev   = "slack:C0L2"
	Romashka  = "slack:C0ROM"

	groupID = -1003000000003
)

//go:embed desk.yaml.tmpl
var deskFile string

// notes are the desk's knowledge base.
//
//go:embed notes
var notes embed.FS

// mapFile is the shop's tech map.
//
//go:embed map.yaml
var mapFile []byte

// Desk returns the desk that supports the shop, in one of the two languages.
func Desk(lang desk.Locale) (*desk.Desk, error) {
	russian := lang == desk.Russian
	say := func(ru, en string) string {
		if russian {
			return ru
		}
		return en
	}
	t, err := template.New("desk.yaml").Funcs(template.FuncMap{"say": say}).Parse(deskFile)
	if err != nil {
		return nil, fmt.Errorf("the demo's desk: %w", err)
	}
	var text bytes.Buffer
	if err := t.Execute(&text, struct{ Russian bool }{russian}); err != nil {
		return nil, fmt.Errorf("the demo's desk: %w", err)
	}
	d, _, err := deskfile.Read("demo/cast/desk.yaml.tmpl", text.Bytes())
	if err != nil {
		return nil, err
	}
	folder, err := fs.Sub(notes, "notes")
	if err != nil {
		return nil, fmt.Errorf("the demo's notes: %w", err)
	}
	known, _, err := deskfile.Notes(folder)
	if err != nil {
		return nil, fmt.Errorf("the demo's notes: %w", err)
	}
	d.Projects["ROM"].Knowledge = slices.Collect(maps.Values(known))
	d.Projects["ROM"].TechMap, err = deskfile.ReadMap("demo/cast/map.yaml", mapFile, slices.Collect(maps.Keys(d.People)))
	if err != nil {
		return nil, fmt.Errorf("the demo's tech map: %w", err)
	}
	return d, nil
}

// A Cast is all people on both messengers. Open makes one.
type Cast struct {
	Telegram *simtelegram.Server
	Slack    *simslack.Server
	desk     *desk.Desk
	people   map[string]*person
	crowd    []*simtelegram.User // more people of the shop
	bot      string              // the bot's id on Slack
}

// A person has an account on at least one of the messengers.
type person struct {
	telegram *simtelegram.User
	slack    *simslack.Person
	direct   string // the id of their Slack conversation with the bot
}

// Open brings the desk's people into the messengers, and makes their chats.
func Open(d *desk.Desk, telegram *simtelegram.Server, slack *simslack.Server) (*Cast, error) {
	c := &Cast{Telegram: telegram, Slack: slack, desk: d, people: map[string]*person{}, bot: slack.State().BotUserID}
	for _, handle := range c.handles() {
		p, err := c.admit(d.People[handle])
		if err != nil {
			return nil, fmt.Errorf("bring %s in: %w", handle, err)
		}
		c.people[handle] = p
	}
	project := d.Projects["ROM"]
	maria, lena := c.people["maria"].telegram, c.people["lena"].telegram
	title := map[desk.Locale]string{desk.Russian: project.Name + " и поддержка", desk.English: project.Name + " and support"}
	c.gather(d.Locale)
	telegram.Group(groupID, title[d.Locale], append(c.crowd, maria, lena)...).PromoteBot(maria)
	slack.Channel("C0L1", "first-line", "U0ANNA", "U0BORIS")
	slack.Channel("C0L2", "shop-dev", "U0VERA")
	slack.Channel("C0ROM", "romashka", "U0JOHN")
	return c, nil
}

// Zone returns the time zone of everybody, by its IANA name.
func (c *Cast) Zone() string { return c.desk.TimeZone.String() }

// EveryoneStarts makes everybody on Telegram press Start, because a bot may not
// write first there.
func (c *Cast) EveryoneStarts() error {
	for _, handle := range c.handles() {
		if t := c.people[handle].telegram; t != nil {
			if _, err := t.Start(""); err != nil {
				return fmt.Errorf("%s presses Start: %w", handle, err)
			}
		}
	}
	return nil
}

// admit creates the accounts of a member of the desk.
func (c *Cast) admit(m *desk.Member) (*person, error) {
	p := &person{}
	lang := cmp.Or(m.Locale, c.desk.Locale)
	if a := m.Account(desk.Telegram); !a.IsZero() {
		id, err := strconv.ParseInt(a.ID, 10, 64)
		if err != nil {
			return nil, err
		}
		first, last, _ := strings.Cut(m.Name, " ")
		p.telegram = c.Telegram.User(id, first, last, string(lang))
		p.telegram.Chat() // so that the chat exists before anybody has written
	}
	if a := m.Account(desk.Slack); !a.IsZero() {
		zone := c.desk.TimeZone
		if m.TimeZone != nil {
			zone = m.TimeZone
		}
		tag := map[desk.Locale]string{desk.Russian: "ru-RU", desk.English: "en-US"}[lang]
		p.slack = c.Slack.User(a.ID, m.Name, simslack.Opts{TZ: zone.String(), Locale: tag, Handle: m.Handle})
		c.Slack.AllowMention(a.ID)
		room, err := c.Slack.With(a.ID)
		if err != nil {
			return nil, err
		}
		p.direct = room.ID
	}
	return p, nil
}

// handles returns everybody's handles, first the shop's and then up the lines.
func (c *Cast) handles() []string {
	order := []string{"maria", "lena", "john", "anna", "boris", "vera", "noc", "olga"}
	return slices.DeleteFunc(order, func(h string) bool { return c.desk.People[h] == nil })
}

// Members introduces everybody.
func (c *Cast) Members() []Persona {
	var all []Persona
	channels := c.Slack.State().Channels
	for _, handle := range c.handles() {
		m, p := c.desk.People[handle], c.people[handle]
		one := Persona{Handle: handle, Name: m.Name, Roles: c.roles(m), Slack: m.Account(desk.Slack).ID, Where: []string{}}
		if p.telegram != nil {
			one.Telegram = p.telegram.ID
			one.Where = append(one.Where, fmt.Sprintf("telegram:%d", p.telegram.ID))
			if p.telegram.Sees(groupID) {
				one.Where = append(one.Where, Group)
			}
		}
		if p.slack != nil {
			for _, channel := range channels {
				if slices.Contains(channel.Members, one.Slack) {
					one.Where = append(one.Where, "slack:"+channel.ID)
				}
			}
		}
		all = append(all, one)
	}
	return all
}

// roles returns somebody's roles in desk.yaml.
func (c *Cast) roles(m *desk.Member) []string {
	project := c.desk.Projects["ROM"]
	roles := []string{}
	add := func(role string, of []string) {
		if slices.Contains(of, m.Handle) {
			roles = append(roles, role)
		}
	}
	add("staff", project.Staff)
	for n := 1; n <= 2; n++ {
		if team := c.desk.Team(project, n); team != nil {
			add(fmt.Sprintf("line%d", n), team.Members)
		}
	}
	add("line3", project.Line3)
	add("manager", project.Managers)
	if m.Admin {
		roles = append(roles, "admin")
	}
	return roles
}

// Direct returns the chat between the bot and somebody: on Slack if they have
// no Telegram.
func (c *Cast) Direct(handle string) string {
	p := c.people[handle]
	switch {
	case p == nil:
		return ""
	case p.telegram != nil:
		return fmt.Sprintf("telegram:%d", p.telegram.ID)
	default:
		return "slack:" + p.direct
	}
}

// Until waits until holds returns true, asking again at each change of a chat.
func (c *Cast) Until(ctx context.Context, holds func() bool) error {
	slack, end := c.Slack.Subscribe()
	defer end()
	for {
		_, telegram := c.Telegram.Watch()
		if holds() {
			return nil
		}
		select {
		case <-slack:
		case <-telegram:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// answerWithin is how long somebody waits for the answer to a press.
const answerWithin = 5 * time.Second
