package conversations_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"vakhta/conversations/acts"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
)

// step does one thing.
func (p *play) step() {
	p.t.Helper()
	who := pick(p, actors)
	in := p.place(who)
	switch p.n(16) {
	case 0, 1, 2, 3:
		p.says(who, in)
	case 4, 5, 6:
		if len(p.presses) > 0 {
			b := p.presses[len(p.presses)-1-p.n(min(len(p.presses), 250))]
			if p.n(3) == 0 {
				b.Press = p.forged()
			}
			p.acts(who, in, b)
		}
	case 7, 8, 9:
		p.commands(who, in)
	case 10:
		p.submits(who, in)
	case 11:
		p.edits()
	case 12:
		m := p.message(in)
		p.acts(who, in, desk.Reacted{Message: m.ref, Emoji: pick(p, []string{"👀", "👍", "✅", "🔥"})})
	case 13:
		p.Pass([]time.Duration{time.Second, 11 * time.Second, 3 * time.Minute, 40 * time.Minute, 2 * time.Hour}[p.n(5)])
		p.read(who, in, desk.Reply{})
	case 14:
		p.joinsOrLeaves(who, in)
	case 15:
		p.removes(who)
	}
}

// message is one that stands in a chat, or none.
func (p *play) message(in desk.Place) spoken {
	var there []spoken
	for _, s := range p.spoken {
		if s.ref.Root() == in.Root() {
			there = append(there, s)
		}
	}
	if len(there) > 12 {
		there = there[len(there)-12:]
	}
	return pick(p, there)
}

// meaning says what somebody's words at a place are.
func (p *play) meaning(who string, in desk.Place, prefix string, to spoken) tag {
	served, asked := p.served(who)
	noted := strings.Contains(prefix, "//")
	shop, line := shopOf(in)
	said := fmt.Sprintf("%s by %s in %s in reply to %s", prefix, who, in.Address, to.kind)
	switch {
	case in.Private: // engineers have requests, too
		return tag{shops: slices.Concat(served, asked), said: said}
	case shop == "":
		return tag{said: said}
	case !line:
		return tag{shops: []string{shop}, said: said}
	case !slices.Contains(served, shop):
		return tag{said: said}
	case shop == "LIL": // an open thread
		return tag{shops: []string{shop}, internal: noted, said: said}
	default:
		addressed := prefix == "!" || prefix == "! "
		fromCustomer := to.kind == (notice.CustomerSaid{}).Kind()
		return tag{shops: []string{shop}, internal: noted || !addressed && !fromCustomer, said: said}
	}
}

func (p *play) says(who string, in desk.Place) {
	p.t.Helper()
	prefix := pick(p, []string{"", "", "", "!", "! ", "//", "*// ", "!!", "!=", "/"})
	var to spoken
	if p.n(3) > 0 {
		to = p.message(in)
	}
	if !to.ref.IsZero() && in.Platform == desk.Slack && !in.Private {
		in.Thread = to.ref.Message
		if to.ref.Thread != "" {
			in.Thread = to.ref.Thread
		}
	}
	p.comes(who, in)
	text, id := p.text(prefix, p.meaning(who, in, prefix, to))
	s := desk.Said{Message: p.Message(in.Address), Text: text, ReplyTo: to.ref, ToBot: in.Private || p.n(2) == 0}
	p.spoken = append(p.spoken, spoken{who: who, in: in, ref: s.Message, tag: id})
	p.acts(who, in, s)
}

// key is some ticket's, of either shop.
func (p *play) key() desk.Key { return desk.Key{Project: pick(p, shops), Number: 1 + p.n(8)} }

// forged is a press that no card offered.
func (p *play) forged() desk.Press {
	all := acts.All()
	a := all[p.n(len(all))]
	args := []string{"", "1", "2", "7", "ROM.1", "LIL.2", "vera", "igor", "noc", "incident", "P1", "customer", "vendor", "yes", "public", "back", "5", "ROM:week", "#20"}
	return desk.Press{Action: a.Name, Key: p.key(), Arg: pick(p, args)}
}

// commands gives a command. What an engineer writes behind it goes to the customer or not by what it is.
func (p *play) commands(who string, in desk.Place) {
	p.t.Helper()
	all := acts.All()
	a := all[p.n(len(all))]
	if a.Command == acts.NoCommand || a.Name == "invite" || a.Name == "redact" || a.Name == desk.ActRemove {
		return
	}
	p.comes(who, in)
	key := p.key()
	served, asked := p.served(who)
	t := tag{shops: asked, at: in.Root(), said: fmt.Sprintf("/%s %s by %s in %s", a.Name, key, who, in.Address)}
	if a.Name == desk.ActNew {
		t.shops = slices.Concat(served, asked)
		if shop, line := shopOf(in); !in.Private && shop != "" && !line {
			t.shops = []string{shop}
		}
	}
	args := ""
	switch {
	case a.OnTicket() && slices.Contains(served, key.Project):
		t.shops, t.internal = []string{key.Project}, !slices.Contains([]desk.Action{desk.ActResolve, desk.ActWait}, a.Name)
		if a.Name == desk.ActWait {
			args = pick(p, []string{"customer ", "vendor "})
			t.internal = args == "vendor "
		}
	case a.OnTicket() && slices.Contains(asked, key.Project):
		t.shops = []string{key.Project}
	case a.OnTicket():
		t.shops = nil
	}
	t.shops, t.internal = p.since(a.Name, who, key, t)
	text, id := p.text("", t)
	switch {
	case a.Name == desk.ActHandOver:
		text = pick(p, []string{"line_1 ", "line_2 ", "line_3 ", "noc ", "vera ", "igor "}) + text
	case a.Name == desk.ActEstimate, a.Name == "time", a.Name == "overage":
		text = pick(p, []string{"3h ", "45m "}) + text
	case a.Name == "for":
		text = pick(p, []string{"maria ", "Лилия Цветкова ", "guest ", "dora "}) + text
	case a.Name == "snooze":
		text = pick(p, []string{"2h ", "10m "}) + text
	case a.Name == desk.ActReply && p.n(3) == 0:
		text = "cache"
	case a.Name == "drill":
		text = pick(p, []string{"ROM P1", "LIL", "ROM stop"})
	case slices.Contains([]desk.Action{"follow", "unfollow", "why", "status", "similar", desk.ActReload}, a.Name):
		text = ""
	case a.Name == "merge":
		text = desk.Key{Project: pick(p, shops), Number: 1 + p.n(8)}.String() + pick(p, []string{"", " public"})
	case a.Name == desk.ActAssign:
		text = pick(p, []string{"vera", "igor", "noc", "guest", "boris"})
	case a.Name == desk.ActType:
		text = "incident"
	case a.Name == desk.ActPriority:
		text = "P2"
	case slices.Contains([]desk.Action{"oncall", "cover", desk.ActSwap, desk.ActTake, "away"}, a.Name):
		text = pick(p, []string{"", "ROM", "LIL P1", "anna now..2h", "boris 18:00..22:00", "now..3h", "back", "1"})
	case !a.OnTicket() && len(a.Asks) == 0 || a.Name == desk.ActReport || a.Name == "members" || a.Name == "start" || a.Name == "lang":
		text = pick(p, []string{"", "ROM", "LIL", "en", "ru"})
	}
	words := args + text
	if a.OnTicket() {
		words = key.String() + " " + words
	}
	b := desk.Asked{Command: string(a.Name), Args: words, Message: p.Message(in.Address)}
	if a.Name == "delete" || p.n(4) == 0 {
		b.ReplyTo = p.message(in).ref
	}
	p.spoken = append(p.spoken, spoken{who: who, in: in, ref: b.Message, tag: id})
	p.acts(who, in, b)
}

// since says whose the words of a command are where the general rule does not.
func (p *play) since(act desk.Action, who string, key desk.Key, t tag) (of []string, internal bool) {
	served, asked := p.served(who)
	switch {
	case act == "for" && who == "anna": // an admin may ask for anybody
		return shops, false
	case act == "for":
		return slices.Concat(served, asked), false
	case (act == desk.ActEstimate || act == "time" || act == "overage") && slices.Contains(served, key.Project): // the shop agrees to it, and pays
		return []string{key.Project}, false
	default:
		return t.shops, t.internal
	}
}

// submits sends a form, which somebody may never have been shown.
func (p *play) submits(who string, in desk.Place) {
	p.t.Helper()
	act := pick(p, []desk.Action{desk.ActNew, desk.ActReply, desk.ActResolve, desk.ActWait})
	prefix := pick(p, []string{"", "!", "//"})
	key := p.key()
	served, asked := p.served(who)
	t := tag{said: fmt.Sprintf("the form of %s of %s by %s, %q", act, key, who, prefix)}
	on := pick(p, []string{"customer", "vendor"})
	switch {
	case act == desk.ActNew:
		t.shops = slices.Concat(served, asked)
		if shop, line := shopOf(in); shop != "" && !line && !in.Private {
			t.shops = []string{shop} // of the chat, if they are its people
			if !slices.Contains(asked, shop) && !slices.Contains(served, shop) {
				t.shops = slices.Concat(t.shops, served, asked)
			}
		}
	case slices.Contains(served, key.Project):
		t.shops = []string{key.Project}
		t.internal = prefix == "//" || act == desk.ActWait && on == "vendor" && prefix != "!"
	}
	text, _ := p.text(prefix, t)
	p.acts(who, in, desk.Submitted{Act: act, Key: key, Values: map[string]string{"text": text, "on": on}})
}

// edits changes a message of somebody's, or has it deleted: what it is, it stays.
func (p *play) edits() {
	p.t.Helper()
	var theirs []spoken
	for _, s := range p.spoken {
		if s.who != "" {
			theirs = append(theirs, s)
		}
	}
	if len(theirs) == 0 {
		return
	}
	s := pick(p, theirs)
	if p.n(3) == 0 {
		p.acts(s.who, s.in, desk.Deleted{Message: s.ref})
		return
	}
	prefix := pick(p, []string{"", "!", "//"})
	t := *p.tags[s.tag]
	t.internal = t.internal || strings.HasPrefix(prefix, "//") && !s.in.Private
	t.said = "an edit of " + t.said
	if _, line := shopOf(s.in); !line {
		t.internal = p.tags[s.tag].internal
	}
	text, _ := p.text(prefix, t)
	p.acts(s.who, s.in, desk.Edited{Message: s.ref, Text: text})
}

// joinsOrLeaves has somebody invited, or leave a chat.
func (p *play) joinsOrLeaves(who string, in desk.Place) {
	p.t.Helper()
	if p.n(2) == 0 {
		p.trace = append(p.trace, who+" leaves "+in.String())
		p.read(who, in, p.does(who, in, desk.Left{}))
		for shop, chat := range maps.Clone(p.present[who]) {
			if chat == in.Root() {
				delete(p.present[who], shop)
			}
		}
		return
	}
	shop, role := pick(p, shops), pick(p, []string{desk.RoleStaff, desk.RoleManager, desk.RoleEngineer})
	for _, l := range p.runs("anna", p.private("anna"), "invite "+shop+" "+role) {
		if made, ok := l.Facts.(notice.Invitation); ok {
			p.trace = append(p.trace, who+" joins "+shop+" as "+role)
			p.invited[who][shop] = role
			delete(p.present[who], shop)
			p.acts(who, p.private(who), desk.Asked{Command: "start", Args: made.Code, Message: p.Message(p.private(who).Address)})
		}
	}
}

// removes has anna remove somebody.
func (p *play) removes(who string) {
	p.t.Helper()
	shop, called := pick(p, shops), who
	if m := p.Desk.People[who]; m != nil {
		called = m.Name
	}
	for _, l := range p.runs("anna", p.private("anna"), "remove "+called+" "+shop) {
		if asked, ok := l.Facts.(notice.AskRemove); ok {
			p.trace = append(p.trace, "anna removes "+who+" from "+shop)
			delete(p.invited[who], shop)
			delete(p.present[who], shop)
			p.acts("anna", p.private("anna"), desk.Pressed{
				Press: desk.Press{Action: desk.ActRemove, Arg: desk.HeldArg(shop, int64(asked.Person))}, Message: l.Message,
			})
		}
	}
}

// withdrawalStep does one thing around people who come and go.
func (p *play) withdrawalStep() {
	p.t.Helper()
	who := pick(p, actors)
	in := p.place(who)
	switch p.n(12) {
	case 0, 1, 2:
		p.says(who, in)
	case 3, 4, 5:
		if len(p.presses) > 0 { // of before somebody left, too
			p.acts(who, in, p.presses[p.n(min(len(p.presses), 250))])
		}
	case 6:
		key := p.key()
		p.comes(who, in)
		p.acts(who, in, desk.Asked{Command: pick(p, []string{"follow", "status", "ack", "my"}), Args: key.String(), Message: p.Message(in.Address)})
	case 7:
		p.Pass([]time.Duration{time.Second, 11 * time.Second, 3 * time.Minute, 40 * time.Minute}[p.n(4)])
		p.read(who, in, desk.Reply{})
	case 8, 9:
		p.joinsOrLeaves(who, in)
	case 10:
		p.removes(who)
	case 11:
		p.rewrites()
	}
}

// rewrites brings another desk.yaml into force, in which some people are not what
// they were.
func (p *play) rewrites() {
	p.t.Helper()
	words := slices.Clone(fuzzDesk)
	gone := p.n(16)
	for i, change := range [][2]string{
		{"staff: [maria, john, dora]", "staff: [maria, john]"}, {"managers: [petr], staff: [lilia, dora]", "managers: [], staff: [lilia]"},
		{"members: [vera]", "members: [anna]"}, {"line_3: [noc]                #", "line_3: [vera] #"},
	} {
		if gone&(1<<i) != 0 {
			words = append(words, change[0], change[1])
		}
	}
	p.trace = append(p.trace, fmt.Sprintf("desk.yaml without %d", gone))
	d := testdesk.Example(p.test, words...).With(p.Desk.Platforms)
	p.Desk = d
	p.service.Adopt(d)
	ctx := context.Background()
	if err := errors.Join(p.service.HandBack(ctx), p.service.FreeStranded(ctx), p.service.Realign(ctx), p.service.WithdrawFromLeavers(ctx)); err != nil {
		p.t.Fatal(err)
	}
	p.read("anna", p.private("anna"), desk.Reply{})
}
