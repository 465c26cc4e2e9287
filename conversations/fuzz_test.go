package conversations_test

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"vakhta/conversations/acts"
	"vakhta/desk"
	"vakhta/internal/testdesk"
	"vakhta/notice"
	"vakhta/storage"
)

// fuzzDesk has two shops with a chat each, a line of engineers on each messenger, one of them open, a person of both
// shops, and third-line people of both.
var fuzzDesk = []string{
	"  maria: {", "  lilia: {name: Лилия Цветкова, telegram: 7100}\n  igor: {name: Игорь Садов, telegram: 5100, slack: U0IGOR}\n" +
		"  petr: {name: Пётр Розов, telegram: 6100}\n  dora: {name: Дора Обеих, telegram: 7200}\n  maria: {",
	"teams:", "teams:\n  lil-line: {line: 1, channel: telegram:-1009000000002, members: [igor], thread: open}",
	"projects:", "projects:\n  LIL: {name: Лилия, contract: gold, line_1: lil-line, line_3: [noc], managers: [petr], staff: [lilia, dora], chats: [{chat: telegram:-1003000000009, intake: all}]}",
	"staff: [maria, john]", "staff: [maria, john, dora]",
}

// FuzzTwoShops plays people of two shops who do at random what people can do, and forge the rest. Every text that
// somebody writes holds a tag. After each step no chat has shown a tag of a shop that it is not of, nor a tag of
// words among engineers to anybody else.
func FuzzTwoShops(f *testing.F) {
	for seed := range byte(8) { // more are in testdata
		var steps []byte
		for i := range 160 {
			steps = append(steps, byte(i*i*7+i*31)^seed*37)
		}
		f.Add(steps)
	}
	f.Fuzz(func(t *testing.T, steps []byte) {
		if len(steps) > 400 {
			steps = steps[:400]
		}
		p := newPlay(t, steps)
		for len(p.steps) > 0 {
			p.step()
		}
	})
}

// A tag marks one text.
type tag struct {
	shops    []string // whose it may be: several until it is known
	internal bool     // engineers' own
	said     string   // how, for a failure
}

// A spoken message, with what its author meant.
type spoken struct {
	who  string
	in   desk.Place
	ref  desk.MessageRef
	tag  int
	kind desk.NoticeKind // of one of the desk's
}

// A play is a run of random steps.
type play struct {
	*talk
	steps   []byte
	tags    map[int]*tag
	spoken  []spoken
	presses []desk.Pressed
	invited map[string]map[string]string       // by person and shop: the role
	present map[string]map[string]desk.Address // by person and shop: the chat they wrote in last
	trace   []string
}

var (
	actors    = []string{"maria", "john", "olga", "lilia", "petr", "dora", "anna", "boris", "vera", "noc", "igor", "guest", "outsider"}
	shops     = []string{"ROM", "LIL"}
	lilGroup  = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1003000000009"}}
	lilLine   = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-1009000000002"}}
	secondRom = desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: "C0L2"}}
	nowhere   = desk.Place{Address: desk.Address{Platform: desk.Telegram, Chat: "-100999"}}
	tagged    = regexp.MustCompile(`zq([0-9]+)qz`)
)

func newPlay(t *testing.T, steps []byte) *play {
	p := &play{
		talk: open(t, fuzzDesk...), steps: steps, tags: map[int]*tag{},
		invited: map[string]map[string]string{}, present: map[string]map[string]desk.Address{},
	}
	for _, who := range actors {
		p.invited[who], p.present[who] = map[string]string{}, map[string]desk.Address{}
	}
	return p
}

// n is a number below the given one, from the input.
func (p *play) n(below int) int {
	if len(p.steps) == 0 || below <= 1 {
		return 0
	}
	b := p.steps[0]
	p.steps = p.steps[1:]
	return int(b) % below
}

func pick[T any](p *play, from []T) (one T) {
	if len(from) > 0 {
		one = from[p.n(len(from))]
	}
	return one
}

// roles says what somebody is to a shop.
func (p *play) roles(who, shop string) (customer, engineer bool) {
	project := p.Desk.Projects[shop]
	customer = slices.Contains(project.Staff, who) || slices.Contains(project.Managers, who) || !p.present[who][shop].IsZero()
	engineer = slices.Contains(p.Desk.Engineers(project), who)
	switch p.invited[who][shop] {
	case desk.RoleEngineer:
		engineer = true
	case desk.RoleStaff, desk.RoleManager:
		customer = true
	}
	return customer, engineer
}

// served are the shops that somebody is an engineer of, and asked those whose customer they are.
func (p *play) served(who string) (served, asked []string) {
	for _, shop := range shops {
		customer, engineer := p.roles(who, shop)
		if engineer {
			served = append(served, shop)
		}
		if customer {
			asked = append(asked, shop)
		}
	}
	return served, asked
}

// text is a text with a tag of its own.
func (p *play) text(prefix string, t tag) (string, int) {
	id := len(p.tags) + 1
	p.tags[id] = &t
	return fmt.Sprintf("%sНе печатает касса zq%dqz", prefix, id), id
}

// ownerOf is the person whose private chat with the bot is at an address.
func (p *play) ownerOf(at desk.Address) string {
	for _, who := range actors {
		for _, platform := range []desk.Platform{desk.Telegram, desk.Slack} {
			if p.account(who, platform).Private() == at.Root() {
				return who
			}
		}
	}
	return ""
}

// check fails if a text shows what its readers may not see.
func (p *play) check(at desk.Address, text, what string) {
	p.t.Helper()
	for _, m := range tagged.FindAllStringSubmatch(text, -1) {
		id, err := strconv.Atoi(m[1])
		if err != nil {
			p.t.Fatal(err)
		}
		t := p.tags[id]
		if t == nil || p.mayRead(at.Root(), t) {
			continue
		}
		p.t.Fatalf("%s shows at %s the tag %d of %v (internal: %v), said as %s:\n%s\n\n%s",
			what, at, id, t.shops, t.internal, t.said, text, strings.Join(p.trace, "\n"))
	}
}

func (p *play) mayRead(at desk.Address, t *tag) bool {
	var shop string
	var inside bool
	switch at {
	case group.Address, desk.Address{Platform: desk.Slack, Chat: "C0ROM"}:
		shop = "ROM"
	case lilGroup.Address:
		shop = "LIL"
	case firstLine.Address, secondRom.Address:
		shop, inside = "ROM", true
	case lilLine.Address:
		shop, inside = "LIL", true
	default:
		who := p.ownerOf(at)
		if who == "" {
			return false
		}
		for _, s := range t.shops {
			customer, engineer := p.roles(who, s)
			if engineer || customer && !t.internal {
				return true
			}
		}
		return false
	}
	return slices.Contains(t.shops, shop) && (inside || !t.internal)
}

// places are where somebody may be, most of them where they belong.
func (p *play) place(who string) desk.Place {
	private := desk.Place{Address: p.account(who, "").Private(), Private: true}
	all := []desk.Place{private, private, group, shop, lilGroup, firstLine, secondRom, lilLine, nowhere}
	in := pick(p, all)
	if m := p.Desk.People[who]; !in.Private && (m == nil || m.Account(in.Platform).IsZero()) && in.Platform == desk.Slack {
		return private // they have no account there
	} else if !in.Private && m != nil && m.Account(in.Platform).IsZero() {
		return private
	}
	return in
}

// shopOf is the shop whose people read a chat, and whether they are its engineers.
func shopOf(in desk.Place) (shop string, line bool) {
	switch in.Root() {
	case group.Address, desk.Address{Platform: desk.Slack, Chat: "C0ROM"}:
		return "ROM", false
	case lilGroup.Address:
		return "LIL", false
	case firstLine.Address, secondRom.Address:
		return "ROM", true
	case lilLine.Address:
		return "LIL", true
	default:
		return "", false
	}
}

// comes notes that somebody writes in a chat: in a shop's they are its people from then on.
func (p *play) comes(who string, in desk.Place) {
	shop, line := shopOf(in)
	if in.Private || shop == "" || line || p.invited[who][shop] != "" {
		return
	}
	project := p.Desk.Projects[shop]
	if !p.Desk.Names(project, who) {
		p.present[who][shop] = in.Root()
	}
}

// acts does something and reads all that follows.
func (p *play) acts(who string, in desk.Place, body desk.Body) {
	p.t.Helper()
	p.trace = append(p.trace, fmt.Sprintf("%s in %s: %T %+v", who, in.Address, body, body))
	if len(p.trace) > 40 {
		p.trace = p.trace[1:]
	}
	p.read(who, in, p.does(who, in, body))
}

func (p *play) read(who string, in desk.Place, reply desk.Reply) {
	p.t.Helper()
	p.resolve()
	mine := p.account(who, in.Platform).Private()
	p.check(mine, reply.Toast, "a toast")
	if reply.Form != nil {
		p.check(mine, fmt.Sprintf("%+v", reply.Form), "a form")
	}
	if reply.Card != nil {
		at := mine
		if in.Platform == desk.Telegram && !reply.Alone {
			at = in.Address
		}
		p.check(at, fmt.Sprintf("%+v", *reply.Card), "an answer")
	}
	for _, l := range p.Post() {
		p.check(l.To, fmt.Sprintf("%+v", l.Card), string(l.Kind))
		if l.Message.IsZero() {
			continue
		}
		p.spoken = append(p.spoken, spoken{in: desk.Place{Address: l.To, Private: p.ownerOf(l.To) != ""}, ref: l.Message, kind: l.Kind})
		for _, row := range l.Card.Buttons {
			for _, b := range row {
				p.presses = append(p.presses, desk.Pressed{Press: b.Press, Message: l.Message, Trigger: "trigger"})
			}
		}
	}
}

// resolve finds out whose the tags are that somebody of two shops wrote: words are in the tickets of one shop alone.
func (p *play) resolve() {
	p.t.Helper()
	open := map[int]*tag{}
	for id, t := range p.tags {
		if len(t.shops) > 1 {
			open[id] = t
		}
	}
	if len(open) == 0 {
		return
	}
	found := map[int][]string{}
	p.Update(func(ctx context.Context, tx *storage.Tx) error {
		all, err := tx.TicketsOpened(ctx, shops, testdesk.Noon.AddDate(-1, 0, 0), p.Now().AddDate(1, 0, 0))
		for _, k := range all {
			said, err := tx.Utterances(ctx, k.ID)
			if err != nil {
				return err
			}
			texts := k.Text
			for _, u := range said {
				texts += u.Text
			}
			for id := range open {
				if strings.Contains(texts, fmt.Sprintf("zq%dqz", id)) && !slices.Contains(found[id], k.Key.Project) {
					found[id] = append(found[id], k.Key.Project)
				}
			}
		}
		return err
	})
	for id, in := range found {
		if len(in) > 1 {
			p.t.Fatalf("the tag %d, said as %s, is in tickets of %v\n%s", id, open[id].said, in, strings.Join(p.trace, "\n"))
		}
		p.tags[id].shops = in
	}
}

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
	t := tag{shops: asked, said: fmt.Sprintf("/%s %s by %s in %s", a.Name, key, who, in.Address)}
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
	text, id := p.text("", t)
	switch {
	case a.Name == "merge":
		text = desk.Key{Project: pick(p, shops), Number: 1 + p.n(8)}.String() + pick(p, []string{"", " public"})
	case a.Name == desk.ActAssign:
		text = pick(p, []string{"vera", "igor", "noc", "guest", "boris"})
	case a.Name == desk.ActType:
		text = "incident"
	case a.Name == desk.ActPriority:
		text = "P2"
	case !a.OnTicket() && len(a.Asks) == 0 || a.Name == desk.ActReport || a.Name == "members" || a.Name == "start" || a.Name == "lang":
		text = pick(p, []string{"", "ROM", "LIL", "en", "ru"})
	}
	words := args + text
	if a.OnTicket() {
		words = key.String() + " " + words
	}
	b := desk.Asked{Command: string(a.Name), Args: words, Message: p.Message(in.Address)}
	p.spoken = append(p.spoken, spoken{who: who, in: in, ref: b.Message, tag: id})
	p.acts(who, in, b)
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
