package deskfile

import (
	"fmt"
	"regexp"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
	"vakhta/sla"
)

// Limits of the catalogue: what people can choose from in a chat, and Slack's modal,
// which has at most 100 blocks.
const (
	mostServices = 30
	mostFields   = 20
	mostOptions  = 30
)

// codeNames says what the keys of services, fields and options may be. A Telegram
// button, which carries 64 bytes, must have room for one beside a ticket's key.
var codeNames = keys.Naming{
	Pattern: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,23}$`),
	Fix:     "write up to 24 Latin letters, digits, - or _, a letter first",
}

// A bilingual is a text in one language or in both, as written in the file.
type bilingual struct{ ru, en, any at[string] }

var bilingualKind = keys.Either(
	keys.Then(keys.Text(), func(_ *keys.Reader, written at[string]) bilingual { return bilingual{any: written} }),
	keys.Mapping("this text",
		keys.Key("ru", "For readers of Russian.", keys.Text(), func(b *bilingual) *at[string] { return &b.ru }),
		keys.Key("en", "For readers of English.", keys.Text(), func(b *bilingual) *at[string] { return &b.en }),
	)).Says("text, or `{ru: …, en: …}`")

// build returns the text in its languages, nil if there is none.
func (b bilingual) build() desk.Bilingual {
	var built desk.Bilingual
	for l, text := range map[desk.Locale]at[string]{desk.Russian: b.ru, desk.English: b.en, "": b.any} {
		if text.OK {
			if built == nil {
				built = desk.Bilingual{}
			}
			built[l] = text.V
		}
	}
	return built
}

// A service as written in the file.
type service struct {
	name      at[bilingual]
	words     at[[]at[bilingual]]
	form      at[[]at[field]]
	line      at[int]
	priority  at[desk.Priority]
	target    at[desk.Span]
	hours     at[time.Duration]
	checklist at[[]at[bilingual]]
}

// A field of a service's form as written in the file.
type field struct {
	name        at[string]
	kind        at[desk.FieldKind]
	label       at[bilingual]
	placeholder at[bilingual]
	options     at[dict[bilingual]]
	required    at[bool]
	when        at[when]
	check       at[check]
}

type when struct {
	field at[string]
	is    at[[]at[string]]
}

type check struct {
	pattern  at[string]
	min, max at[string]
	err      at[bilingual]
}

var (
	codeKind = keys.Word(keys.Pattern(codeNames.Pattern.String()), func(s string) (string, error) {
		if !codeNames.Pattern.MatchString(s) {
			return "", keys.Wrong(fmt.Sprintf("%q is not allowed here", s), codeNames.Fix)
		}
		return s, nil
	}).Says("name")

	patternKind = keys.Word(keys.Schema{"type": "string", "format": "regex"}, func(s string) (string, error) {
		if _, err := regexp.Compile(s); err != nil {
			return "", keys.Wrong(fmt.Sprintf("%q is no regular expression", s), "write it in RE2's syntax, for the whole text")
		}
		return s, nil
	}).Says("regular expression")

	whenKind = keys.Mapping("this condition",
		keys.Key("field", "Another field of this form, before this one.", keys.Text(), func(w *when) *at[string] { return &w.field }).Needed("field: kind"),
		keys.Key("is", "Its value, or several. Of a choice it is the name of an option.",
			keys.OneOrMore(keys.Text()).Says("one value or a list"), func(w *when) *at[[]at[string]] { return &w.is }).Needed("is: wildcard"),
	)

	checkKind = keys.Mapping("this check",
		keys.Key("pattern", "What the whole text has to look like.", patternKind, func(c *check) *at[string] { return &c.pattern }),
		keys.Key("min", "The least number, how many characters or files at least, or the first date; `today` is the day when it is filled in.",
			keys.Text(), func(c *check) *at[string] { return &c.min }).Default("no limit"),
		keys.Key("max", "The same for the most.", keys.Text(), func(c *check) *at[string] { return &c.max }).Default("no limit"),
		keys.Key("error", "What is said at the field when its value is refused.",
			bilingualKind, func(c *check) *at[bilingual] { return &c.err }).Default("a general sentence"),
	)

	fieldKind = keys.Mapping("this field",
		keys.Key("field", "Its name in this file. No other field of the form has it.", codeKind, func(f *field) *at[string] { return &f.name }).Needed("field: domain"),
		keys.Key("type", "What is asked for.", keys.OneOf(desk.FieldKinds()...), func(f *field) *at[desk.FieldKind] { return &f.kind }).Default("`text`"),
		keys.Key("label", "The question.", bilingualKind, func(f *field) *at[bilingual] { return &f.label }).Needed("label: {ru: Домен, en: Domain}"),
		keys.Key("placeholder", "An example of an answer.", bilingualKind, func(f *field) *at[bilingual] { return &f.placeholder }).Default("none"),
		keys.Key("options", "What a choice offers: each option's name in this file, and what people read.",
			keys.Dictionary("option", codeNames, bilingualKind).Says("texts under their names"), func(f *field) *at[dict[bilingual]] { return &f.options }),
		keys.Key("required", "Whether it has to be answered.", keys.Flag(), func(f *field) *at[bool] { return &f.required }).Default("`false`"),
		keys.Key("when", "It is asked for only then.", whenKind, func(f *field) *at[when] { return &f.when }).Default("always"),
		keys.Key("check", "Which answers are taken.", checkKind, func(f *field) *at[check] { return &f.check }).Default("any"),
	)

	serviceKind = keys.Mapping("this service",
		keys.Key("name", "What the shop reads.", bilingualKind, func(s *service) *at[bilingual] { return &s.name }).Needed("name: {ru: Сертификат, en: Certificate}"),
		keys.Key("words", "What people call it, besides its name. A request with all words of one of these is offered it.",
			keys.List(bilingualKind).Says("list of texts"), func(s *service) *at[[]at[bilingual]] { return &s.words }),
		keys.Key("form", "What is asked once somebody has chosen it. The ticket is registered before.",
			keys.List(fieldKind), func(s *service) *at[[]at[field]] { return &s.form }).Default("nothing"),
		keys.Key("line", "The line that does it.", keys.Number(1, 2), func(s *service) *at[int] { return &s.line }).Default("`1`"),
		keys.Key("priority", "Its priority.", priorityKind, func(s *service) *at[desk.Priority] { return &s.priority }).Default("as of any request"),
		keys.Key("target", "Time until it is done, by the contract's calendar of its type and priority.",
			spanKind, func(s *service) *at[desk.Span] { return &s.target }).Default("the contract's"),
		keys.Key("hours", "The hours of work that are included in it.", lengthKind, func(s *service) *at[time.Duration] { return &s.hours }).Default("nothing is said"),
		keys.Key("checklist", "What the engineer does, step by step.",
			keys.List(bilingualKind).Says("list of texts"), func(s *service) *at[[]at[bilingual]] { return &s.checklist }),
	)
)

// buildServices makes a project's catalogue.
func (r *reader) buildServices(p project) []*desk.CatalogueItem {
	if len(p.services.V) > mostServices {
		r.Mistake(p.services.Pos, fmt.Sprintf("there are %d services", len(p.services.V)), fmt.Sprintf("keep %d of them: people choose one in a chat", mostServices))
	}
	var all []*desk.CatalogueItem
	for _, e := range p.services.V {
		s := e.V
		if s.line.V == 2 && !p.line2.Given() {
			r.Mistake(s.line.Pos, "this project has no second line", "name a team in line_2, or leave this key out")
		}
		item := &desk.CatalogueItem{
			Code: e.Key, Names: s.name.V.build(), Words: builtTexts(s.words), Form: r.buildForm(s.form),
			Line: s.line.V, Priority: s.priority.V, Resolution: s.target.V, Included: s.hours.V, Checklist: builtTexts(s.checklist),
		}
		r.warnOfLanguages(e)
		all = append(all, item)
	}
	return all
}

func builtTexts(list at[[]at[bilingual]]) (all []desk.Bilingual) {
	for _, b := range list.V {
		if b.OK {
			all = append(all, b.V.build())
		}
	}
	return all
}

// warnOfLanguages warns of a service that readers of one language cannot read.
func (r *reader) warnOfLanguages(e keys.Pair[service]) {
	texts := append([]at[bilingual]{e.V.name}, e.V.checklist.V...)
	for _, f := range e.V.form.V {
		texts = append(texts, f.V.label, f.V.check.V.err)
	}
	for _, t := range texts {
		if t.OK && (!t.V.ru.OK || !t.V.en.OK) {
			r.Warn(t.Pos, fmt.Sprintf("this text of the service %q is in one language only, which everybody reads; write {ru: …, en: …}", e.Key))
			return
		}
	}
}

// checkServices checks the targets of services under the calendars that may count
// them.
func (r *reader) checkServices(p project, d *desk.Desk) {
	c := d.Contracts[p.contract.V]
	if c == nil {
		return
	}
	for _, e := range p.services.V {
		target := e.V.target
		priorities := desk.Priorities()
		if e.V.priority.OK {
			priorities = []desk.Priority{e.V.priority.V}
		}
		for _, pr := range priorities {
			promised := sla.TargetOf(c, desk.ServiceRequest, pr)
			name := c.Calendar
			if promised.Calendar != "" {
				name = promised.Calendar
			}
			cal := d.Calendars[name]
			if cal == nil {
				continue
			}
			r.checkDays(target, cal)
			reaction := at[desk.Span]{V: promised.Reaction, OK: true}
			if measurable(target, cal) && measurable(reaction, cal) && sla.Length(cal, target.V) < sla.Length(cal, promised.Reaction) {
				r.Mistake(target.Pos, fmt.Sprintf("it is done within %s, before the reaction within %s of a request of %s", target.V, promised.Reaction, pr),
					"write a target as long as the reaction or longer, or a more urgent priority")
				break
			}
		}
	}
}
