package acts

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"vakhta/conversations/turn"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/tickets"
)

// A call is how somebody is named: in words, or by a mention.
type call struct {
	words   string
	mention desk.Account // zero: unknown
}

// engineer is the name of one of the ticket's engineers: everything that
// remains, because a name has several words.
func engineer(name string) *Ask[call] {
	return &Ask[call]{Question{Name: name, how: byChoice, missing: whom}, callOf}
}

// callOf reads a name or a mention.
func callOf(r *reading) (who call, found bool, err error) {
	who.words, r.rest = r.rest, ""
	for _, m := range mentions(r.Event.Body) {
		if strings.TrimPrefix(who.words, "@") == strings.TrimPrefix(m.Name, "@") {
			who.mention = m.Account
		}
	}
	return who, who.words != "", nil
}

func mentions(b desk.Body) []desk.Mention {
	switch b := b.(type) {
	case desk.Asked:
		return b.Mentions
	case desk.Said:
		return b.Mentions
	default:
		return nil
	}
}

// whom refuses to assign a ticket to nobody, and lists the engineers it can be
// assigned to.
func whom(ctx context.Context, _ *turn.Turn, c *tickets.Case) error {
	all, err := c.Engineers(ctx)
	if err != nil || len(all) == 0 {
		return cmp.Or(err, desk.ErrForbidden)
	}
	return turn.Refuse(notice.RefusedNeedPerson, "Key", c.Ticket.Key.String(), "Text", handles(all), "Who", string(all[0].Engineer()))
}

// handles returns engineers' names in the form that a command takes.
func handles(all []desk.Actor) string {
	var names []string
	for _, a := range all {
		names = append(names, string(a.Engineer()))
	}
	return strings.Join(names, ", ")
}

// engineerOf finds one of the ticket's engineers: by mention, by handle, by the
// number of an engineer who joined by invitation, or by a name that only one
// has.
func engineerOf(ctx context.Context, t *turn.Turn, c *tickets.Case, called call) (desk.Actor, error) {
	all, err := c.Engineers(ctx)
	if err != nil {
		return desk.Actor{}, err
	}
	id := desk.EngineerID(strings.ToLower(strings.TrimPrefix(called.words, "@")))
	if !called.mention.IsZero() {
		if id, err = mentioned(ctx, t, called); err != nil {
			return desk.Actor{}, err
		}
	}
	var namesakes []string
	var found desk.Actor
	for _, a := range all {
		if a.Engineer() == id {
			return a, nil
		}
		if called.mention.IsZero() && strings.EqualFold(a.Name, called.words) {
			found = a
			namesakes = append(namesakes, string(a.Engineer()))
		}
	}
	switch len(namesakes) {
	case 0:
		return desk.Actor{}, turn.Refuse(notice.RefusedUnknownPerson, "Who", called.words, "Text", handles(all))
	case 1:
		return found, nil
	default:
		return desk.Actor{}, turn.Refuse(notice.RefusedNamesakes, "Who", called.words, "Text", strings.Join(namesakes, ", "))
	}
}

// mentioned returns the person behind a mention. One whom the bot has never met
// is created here, which is rolled back if the act is refused.
func mentioned(ctx context.Context, t *turn.Turn, called call) (desk.EngineerID, error) {
	seen := desk.Person{Account: called.mention, Name: called.words}
	if m := t.Desk.MemberByAccount(called.mention); m != nil {
		seen.Handle, seen.Name = m.Handle, m.Name
	}
	p, err := t.Tx.PersonOf(ctx, seen, t.Now())
	return t.Desk.Actor(p).Engineer(), err
}

// ledBy is the number of another ticket, of any project.
func ledBy(name string) *Ask[desk.Key] {
	return &Ask[desk.Key]{Question{Name: name, how: byWord}, func(r *reading) (desk.Key, bool, error) {
		first, rest := word(r.rest)
		key, ok := desk.ParseKey(first)
		if !ok || key == r.about.Key {
			return desk.Key{}, false, nil
		}
		r.rest = rest
		return key, true, nil
	}}
}

// otherTicket is another ticket of the same project.
func otherTicket(name string) *Ask[desk.Key] {
	return &Ask[desk.Key]{Question{Name: name, how: byWord}, func(r *reading) (desk.Key, bool, error) {
		first, rest := word(r.rest)
		key, ok := desk.ParseKey(first)
		if !ok || key == r.about.Key || key.Project != r.about.Key.Project {
			return desk.Key{}, false, nil
		}
		r.rest = rest
		return key, true, nil
	}}
}

// ofProject is a project to which the visitor is one of these people. Its code
// may stand anywhere among the words.
func ofProject(of turn.Who) *Ask[*desk.Project] {
	a := &Ask[*desk.Project]{Question: Question{Name: "project", how: byWord}}
	a.take = func(r *reading) (*desk.Project, bool, error) {
		all := strings.Fields(r.rest)
		mine := projectsOf(r.Turn, of)
		i := slices.IndexFunc(all, func(w string) bool { return slices.Contains(mine, strings.ToUpper(w)) })
		if i < 0 && (a.Optional || len(all) == 0) {
			return nil, false, nil
		}
		i = max(i, 0)
		code := strings.ToUpper(all[i])
		if !slices.Contains(mine, code) {
			return nil, false, turn.Refuse(notice.RefusedUnknownProject, "Text", all[i], "Known", strings.Join(mine, ", "))
		}
		r.rest = strings.Join(slices.Delete(all, i, i+1), " ")
		return r.Desk.Projects[code], true, nil
	}
	return a
}

// theProject returns the given project, or the only one the visitor can mean.
func theProject(t *turn.Turn, given *desk.Project, of turn.Who) (*desk.Project, error) {
	switch mine := projectsOf(t, of); {
	case given != nil:
		return given, nil
	case len(mine) == 1:
		return t.Desk.Projects[mine[0]], nil
	default:
		return nil, turn.Refuse(notice.RefusedNeedProject, "Text", strings.Join(mine, ", "))
	}
}

// projectsOf returns the codes of the projects in which the visitor has one of
// these roles, sorted. Where others read along, other projects are left out.
func projectsOf(t *turn.Turn, of turn.Who) []string {
	codes := slices.Sorted(maps.Keys(t.Desk.Projects))
	return slices.DeleteFunc(codes, func(code string) bool {
		return t.Who.In(code)&of == 0 || t.Who.Only != nil && !slices.Contains(t.Who.Only, code)
	})
}

// period is the period of a report. Its name stands for the same days in any zone.
func period(name string) *Ask[desk.Period] { return periodOr(name, "month") }

// periodOr is a period, or another if none is given.
func periodOr(name, other string) *Ask[desk.Period] {
	return &Ask[desk.Period]{Question{Name: name, how: byWord}, func(r *reading) (p desk.Period, found bool, err error) {
		words := cmp.Or(r.rest, other)
		p, err = desk.ParsePeriod(cmp.Or(inEnglish(words), words), r.Now().In(r.Who.Zone))
		if err != nil {
			return p, false, turn.Refuse(notice.RefusedPeriod, "Text", words)
		}
		r.rest = ""
		return p, true, nil
	}}
}

// everyShop stands for all projects of the visitor.
func everyShop(name string) *Ask[bool] {
	return &Ask[bool]{Question{Name: name, how: byWord}, func(r *reading) (bool, bool, error) {
		first, rest := word(r.rest)
		if !slices.Contains([]string{"all", "все", "всё"}, strings.ToLower(first)) {
			return false, false, nil
		}
		r.rest = rest
		return true, true, nil
	}}
}

// inEnglish returns the command's word for a period in another language, or "".
func inEnglish(text string) string {
	for word, phrases := range map[string]string{
		"today": "today,сегодня,за сегодня",
		"week":  "week,this week,неделя,неделю,за неделю,эта неделя",
		"month": "month,this month,месяц,за месяц,этот месяц",
	} {
		for phrase := range strings.SplitSeq(phrases, ",") {
			if rest, ok := after(text, phrase); ok && rest == "" {
				return word
			}
		}
	}
	return ""
}

// A heldRef is a message that was kept until its question was answered.
type heldRef struct {
	project string
	id      int64
}

// heldMessage is a kept message that a button opens.
func heldMessage() *Ask[heldRef] {
	return &Ask[heldRef]{Question{Name: "held", how: byButton}, func(r *reading) (h heldRef, found bool, err error) {
		h.project, h.id, found = desk.ParseHeldArg(r.rest)
		return h, found, nil
	}}
}
