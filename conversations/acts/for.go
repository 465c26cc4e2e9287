package acts

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"vakhta/cards/pen"
	"vakhta/conversations/requests"
	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
)

// onBehalf are those who may open a request for somebody of the shop.
const onBehalf = turn.Manager | turn.Engineer | turn.Admin

// forSomebody opens a request on behalf of a person of a shop: the answers go
// to them.
func forSomebody() Act {
	who := person("person")
	return Act{
		Name: "for", Command: ForEveryone, May: onBehalf, Asks: []Parameter{who},
		Do: func(ctx context.Context, t *turn.Turn, in Input) (notice.Facts, error) {
			c, err := clientOf(ctx, t, who.Of(in))
			if err != nil {
				return nil, err
			}
			if c.text == "" && len(in.files) == 0 {
				return nil, needs{field: words()}
			}
			r := requests.Request{
				Text: c.text, Files: in.files, Message: in.source, Projects: []string{c.project}, ToBot: true, Sure: true, For: c.who,
			}
			there, _ := t.Desk.ProjectByChat(t.Event.In.Address)
			r.Shared = there != nil && there.Code == c.project && !t.Event.In.Private && !in.source.IsZero()
			if !r.Shared { // it is answered elsewhere, so replies to this message are not about the ticket
				r.Message, r.Place = desk.MessageRef{}, c.who.Account.Private()
			}
			return nil, requests.Take(ctx, t, r)
		},
	}
}

// A client is a person of a shop for whom somebody opens a request.
type client struct {
	who     *desk.Person
	project string
	text    string // what follows the name
}

// A candidate is somebody who may be meant by a name.
type candidate struct {
	person   desk.Person
	accounts []desk.Account
	names    []string
	projects []string
}

// clientOf finds the person at the beginning of the words: by mention, handle,
// number, name or first name. The longest name counts. A shop's code may follow
// where the person belongs to several.
func clientOf(ctx context.Context, t *turn.Turn, called call) (client, error) {
	all, err := clients(ctx, t)
	if err != nil {
		return client{}, err
	}
	var found []candidate
	best, text := 0, ""
	for _, c := range all {
		n, rest := c.named(t, called.words)
		if n == 0 || n < best {
			continue
		}
		if n > best {
			found = nil
		}
		best, text, found = n, rest, append(found, c)
	}
	switch len(found) {
	case 0:
		first, _ := word(called.words)
		return client{}, turn.Refuse(notice.RefusedNoClient, "Who", first, "Shops", strings.Join(projectsOf(t, onBehalf), ", "))
	case 1:
	default:
		return client{}, turn.Refuse(notice.RefusedNamesakes, "Who", found[0].person.Name, "Text", distinct(found))
	}
	project, text, err := shopOf(t, found[0], text)
	if err != nil {
		return client{}, err
	}
	who, err := meet(ctx, t, found[0])
	return client{who: &who, project: project, text: text}, err
}

// named returns how much of the words names the candidate, and what follows.
func (c candidate) named(t *turn.Turn, words string) (length int, rest string) {
	for _, m := range mentions(t.Event.Body) {
		name := strings.TrimPrefix(m.Name, "@")
		if after, ok := strings.CutPrefix(strings.TrimPrefix(words, "@"), name); ok && slices.Contains(c.accounts, m.Account) {
			return len(words) + len(name), strings.TrimSpace(after) // a mention leaves no doubt
		}
	}
	for _, name := range c.names {
		if after, ok := afterName(words, name); ok && len(name) > length {
			length, rest = len(name), after
		}
	}
	return length, rest
}

// afterName returns what follows a name and a colon or comma after it.
func afterName(text, name string) (rest string, ok bool) {
	rest = strings.TrimPrefix(text, "@")
	for want := range strings.FieldsSeq(name) {
		var got string
		if got, rest = word(rest); !strings.EqualFold(strings.TrimRight(got, ":,"), want) {
			return text, false
		}
	}
	return rest, true
}

// distinct lists what tells namesakes apart: a handle or a number.
func distinct(found []candidate) string {
	var names []string
	for _, c := range found {
		names = append(names, c.names[0])
	}
	return strings.Join(names, ", ")
}

// shopOf returns the shop that a request for somebody is about.
func shopOf(t *turn.Turn, c candidate, text string) (project, rest string, err error) {
	first, rest := word(text)
	code := strings.ToUpper(strings.TrimSuffix(first, ":"))
	here, _ := t.Desk.ProjectByChat(t.Event.In.Address)
	switch {
	case slices.Contains(c.projects, code):
		return code, rest, nil
	case len(c.projects) == 1:
		return c.projects[0], text, nil
	case here != nil && slices.Contains(c.projects, here.Code):
		return here.Code, text, nil
	default:
		return "", "", turn.Refuse(notice.RefusedWhichShop, "Text", strings.Join(c.projects, ", "), "Who", c.names[0], "Code", c.projects[0])
	}
}

// clients lists the people of the shops for which the visitor may open
// requests: those of desk.yaml and those who joined.
func clients(ctx context.Context, t *turn.Turn) ([]candidate, error) {
	var all []candidate
	add := func(same func(candidate) bool, c candidate, project string) {
		i := slices.IndexFunc(all, same)
		if i < 0 {
			all = append(all, c)
			i = len(all) - 1
		}
		if !slices.Contains(all[i].projects, project) {
			all[i].projects = append(all[i].projects, project)
		}
	}
	for _, code := range projectsOf(t, onBehalf) {
		p := t.Desk.Projects[code]
		for _, handle := range slices.Concat(p.Staff, p.Managers) {
			m := t.Desk.People[handle]
			add(func(o candidate) bool { return o.person.Handle == handle }, candidate{
				person: desk.Person{Handle: handle, Name: m.Name, Locale: m.Locale}, accounts: m.Accounts, names: []string{handle, m.Name, pen.First(m.Name)},
			}, code)
		}
		joined, err := present(ctx, t, p)
		if err != nil {
			return nil, err
		}
		for _, m := range joined {
			if m.Role == desk.RoleEngineer {
				continue
			}
			same := func(o candidate) bool { return o.person.ID == m.ID || m.Handle != "" && o.person.Handle == m.Handle }
			number := "#" + strconv.FormatInt(int64(m.ID), 10)
			add(same, candidate{person: m.Person, accounts: []desk.Account{m.Account}, names: []string{number, m.Name, pen.First(m.Name)}}, code)
		}
	}
	return all, nil
}

// meet returns the person as the store has them, with the account they used
// last; one whom the bot has never met is created.
func meet(ctx context.Context, t *turn.Turn, c candidate) (desk.Person, error) {
	if c.person.ID != 0 {
		return c.person, nil
	}
	p, err := t.Tx.PersonByHandle(ctx, c.person.Handle)
	if err == nil && !p.Account.IsZero() {
		return p, nil
	}
	i := slices.IndexFunc(c.accounts, func(a desk.Account) bool { return t.Desk.On(a.Platform) })
	if i < 0 {
		return p, cmp.Or(turn.Refuse(notice.RefusedNoClient, "Who", c.person.Name, "Shops", strings.Join(c.projects, ", ")), err)
	}
	seen := c.person
	seen.Account = c.accounts[i]
	return t.Tx.PersonOf(ctx, seen, t.Now())
}
