package conversations_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testdesk"
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
	fuzzPlays(f, 8, func(seed byte, i int) byte { return byte(i*i*7+i*31) ^ seed*37 }, (*play).step)
}

// FuzzWithdrawal plays people who join, leave, are removed and are taken out of
// desk.yaml, while cards with buttons stand in their chats. Nothing of a shop reaches
// them afterwards.
func FuzzWithdrawal(f *testing.F) {
	fuzzPlays(f, 4, func(seed byte, i int) byte { return byte(i*i*11+i*29) ^ seed*53 }, (*play).withdrawalStep)
}

// fuzzPlays fuzzes plays of up to 400 steps. More seeds are in testdata.
func fuzzPlays(f *testing.F, seeds byte, at func(seed byte, i int) byte, step func(*play)) {
	for seed := range seeds {
		steps := make([]byte, 160)
		for i := range steps {
			steps[i] = at(seed, i)
		}
		f.Add(steps)
	}
	f.Fuzz(func(t *testing.T, steps []byte) {
		p := newPlay(t, steps[:min(len(steps), 400)])
		for len(p.steps) > 0 {
			step(p)
		}
	})
}

// A tag marks one text.
type tag struct {
	shops    []string // whose it may be: several until it is known
	internal bool     // engineers' own
	said     string   // how, for a failure
	// at is where the words of a command were written: a refusal may repeat them
	// there, under the command itself.
	at desk.Address
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
	test    *testing.T
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
		talk: open(t, fuzzDesk...), test: t, steps: steps, tags: map[int]*tag{},
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
		if t == nil || p.mayRead(at.Root(), t) || what == "text" && at.Root() == t.at {
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
				if b.Copy != "" {
					continue
				}
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
