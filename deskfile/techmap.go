package deskfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// A techMap is the file of a tech map as written.
type techMap struct {
	owner      name
	audited    at[desk.Date]
	recheck    at[int]
	backup     at[desk.Date]
	monitored  at[bool]
	restore    at[time.Duration]
	hosts      at[dict[mapHost]]
	components at[dict[component]]
	risks      at[[]at[risk]]
}

type mapHost struct {
	where, system, version at[string]
	end                    at[desk.Date]
}

type component struct {
	title            at[desk.Wording]
	kind             at[desk.ComponentKind]
	version          at[string]
	end              at[desk.Date]
	host             name
	owner, thirdLine name
	contact, runbook at[string]
	words, alerts    at[[]at[string]]
	uses             at[[]at[mapEdge]]
}

type mapEdge struct {
	to             name
	by             at[string]
	critical, back at[bool]
}

type risk struct {
	name         at[string]
	what, advice at[desk.Wording]
	component    name
	bottleneck   at[bool]
	priority     at[desk.RiskPriority]
	owner        name
	due          at[desk.Date]
	internal     at[bool]
}

// aVersion is what a version looks like: numbers with dots, and what distributors add.
var aVersion = regexp.MustCompile(`^v?[0-9]+(\.[0-9]+)*([-+~._]?[0-9A-Za-z]+)*$`)

var (
	versionOfPart = keys.Word(keys.Pattern(aVersion.String()), func(s string) (string, error) {
		if !aVersion.MatchString(s) || len(s) > 30 {
			return "", keys.Wrong(fmt.Sprintf("%q is no version", s), "write it like 2.4.6-p3, or leave the key out while it is not known")
		}
		return s, nil
	}).Says("version such as `2.4.6-p3`")

	wordingKind = keys.Either(
		keys.Then(keys.Text(), func(_ *keys.Reader, written at[string]) desk.Wording { return desk.Wording{"": written.V} }),
		keys.Then(keys.Mapping("this text",
			keys.Key("ru", "For readers of Russian.", keys.Text(), func(w *[2]at[string]) *at[string] { return &w[0] }),
			keys.Key("en", "For readers of English.", keys.Text(), func(w *[2]at[string]) *at[string] { return &w[1] }),
		), func(r *keys.Reader, written at[[2]at[string]]) desk.Wording {
			all := desk.Wording{}
			for i, l := range []desk.Locale{desk.Russian, desk.English} {
				if written.V[i].OK {
					all[l] = written.V[i].V
				}
			}
			if len(all) == 0 {
				r.Mistake(written.Pos, "there is no text", "write it: in one language, or under ru and en")
			}
			return all
		}),
	).Says("text, or `{ru: …, en: …}`")

	mapEdgeKind = keys.Either(
		keys.Then(nameOf("component"), func(_ *keys.Reader, written name) mapEdge { return mapEdge{to: written} }),
		keys.Mapping("this use",
			keys.Key("to", "The component that is used.", nameOf("component"), func(e *mapEdge) *name { return &e.to }).Needed("to: with the name of a component"),
			keys.Key("by", "The protocol or the kind of exchange, such as SQL, REST or CommerceML.", keys.Text(), func(e *mapEdge) *at[string] { return &e.by }),
			keys.Key("critical", "Whether the one does not work without the other.", keys.Flag(), func(e *mapEdge) *at[bool] { return &e.critical }).Default("`false`"),
			keys.Key("back", "Whether it is a call the other way, such as a webhook, which makes no dependency.",
				keys.Flag(), func(e *mapEdge) *at[bool] { return &e.back }).Default("`false`"),
		)).Says("name of a component, or a mapping: [use](#use)")
)

var mapHostKind = keys.Mapping("this host",
	keys.Key("where", "The provider and the place.", keys.Text(), func(h *mapHost) *at[string] { return &h.where }),
	keys.Key("system", "The operating system.", keys.Text(), func(h *mapHost) *at[string] { return &h.system }),
	keys.Key("version", "Its version.", versionOfPart, func(h *mapHost) *at[string] { return &h.version }),
	keys.Key("end_of_support", "Until when its maker corrects security faults.", dateKind, func(h *mapHost) *at[desk.Date] { return &h.end }),
)

var componentKind = keys.Mapping("this component",
	keys.Key("title", "Its name on the picture.", wordingKind, func(c *component) *at[desk.Wording] { return &c.title }).Default("its key"),
	keys.Key("kind", "What it is. The last five are services of others.",
		keys.OneOf(desk.ComponentKinds()...), func(c *component) *at[desk.ComponentKind] { return &c.kind }).Needed("kind: service"),
	keys.Key("version", "Its version.", versionOfPart, func(c *component) *at[string] { return &c.version }),
	keys.Key("end_of_support", "Until when its maker corrects security faults.", dateKind, func(c *component) *at[desk.Date] { return &c.end }),
	keys.Key("host", "Where it runs.", nameOf("host"), func(c *component) *name { return &c.host }),
	keys.Key("owner", "Who knows it: a person of desk.yaml.", nameOf("person"), func(c *component) *name { return &c.owner }),
	keys.Key("third_line", "Who helps when the lines cannot: a person of desk.yaml.", nameOf("person"), func(c *component) *name { return &c.thirdLine }),
	keys.Key("contact", "How its supplier is reached. Engineers alone see it.", keys.Text(), func(c *component) *at[string] { return &c.contact }),
	keys.Key("runbook", "What to do when it fails, for engineers: an https address, or the name of one of the project's notes without `.md`.",
		runbookKind, func(c *component) *at[string] { return &c.runbook }),
	keys.Key("words", "Words by which a ticket is known to be about it, in any form; several in one entry must all be there.",
		keys.List(keys.Text()), func(c *component) *at[[]at[string]] { return &c.words }),
	keys.Key("alerts", "What an alert about it has, such as `service=checkout` or the name of a host.",
		keys.List(keys.Text()), func(c *component) *at[[]at[string]] { return &c.alerts }),
	keys.Key("uses", "The components that it needs.", keys.List(mapEdgeKind), func(c *component) *at[[]at[mapEdge]] { return &c.uses }),
)

var riskKind = keys.Mapping("this risk",
	keys.Key("name", "Its number in the audit.", keys.Text(), func(k *risk) *at[string] { return &k.name }).Default("its place in the list"),
	keys.Key("risk", "What may go wrong.", wordingKind, func(k *risk) *at[desk.Wording] { return &k.what }).Needed("risk: with what may go wrong"),
	keys.Key("recommendation", "What should be done.", wordingKind, func(k *risk) *at[desk.Wording] { return &k.advice }),
	keys.Key("component", "The component that it is about.", nameOf("component"), func(k *risk) *name { return &k.component }).Default("the whole site"),
	keys.Key("bottleneck", "Whether it is a limit of what the site can bear.", keys.Flag(), func(k *risk) *at[bool] { return &k.bottleneck }).Default("`false`"),
	keys.Key("priority", "How soon something should be done.",
		keys.OneOf(desk.RiskPriorities()...), func(k *risk) *at[desk.RiskPriority] { return &k.priority }).Needed("priority: high, medium or low"),
	keys.Key("owner", "Who sees to it: a person of desk.yaml.", nameOf("person"), func(k *risk) *name { return &k.owner }),
	keys.Key("due", "Until when.", dateKind, func(k *risk) *at[desk.Date] { return &k.due }),
	keys.Key("internal", "Whether the shop does not see it.", keys.Flag(), func(k *risk) *at[bool] { return &k.internal }).Default("`false`"),
)

var techMapKind = keys.Mapping("the map",
	keys.Key("owner", "Who keeps the map up to date: a person of desk.yaml.", nameOf("person"), func(m *techMap) *name { return &m.owner }),
	keys.Key("audited", "When the map was last compared with the site.", dateKind, func(m *techMap) *at[desk.Date] { return &m.audited }),
	keys.Key("recheck", "How old an audit may be.", monthsKind, func(m *techMap) *at[int] { return &m.recheck }).Default("`6 months`"),
	keys.Key("backup_tested", "When a backup was last restored.", dateKind, func(m *techMap) *at[desk.Date] { return &m.backup }).Default("never"),
	keys.Key("monitored", "Whether the site is monitored.", keys.Flag(), func(m *techMap) *at[bool] { return &m.monitored }).Default("`false`"),
	keys.Key("restore", "Within what time the site can be restored.", lengthKind, func(m *techMap) *at[time.Duration] { return &m.restore }).Default("not known"),
	keys.Key("hosts", "The machines and hosting plans.", keys.Dictionary("host", plainNames, mapHostKind), func(m *techMap) *at[dict[mapHost]] { return &m.hosts }),
	keys.Key("components", "The parts of the site and the services that it needs, at most "+strconv.Itoa(desk.MostComponents)+".",
		keys.Dictionary("component", plainNames, componentKind),
		func(m *techMap) *at[dict[component]] { return &m.components }).Needed("components: with the parts of the site"),
	keys.Key("risks", "Risks and bottlenecks.", keys.List(riskKind), func(m *techMap) *at[[]at[risk]] { return &m.risks }),
)

// MapTables returns the keys of a tech map, a table for each mapping.
func MapTables() []keys.Table { return techMapKind.Tables() }

// readMaps reads the projects' tech maps, whose paths are relative to the folder of
// desk.yaml.
func (r *reader) readMaps(f *file, d *desk.Desk, folder string) {
	for _, e := range f.projects.V {
		key := e.V.techMap
		if !key.OK {
			continue
		}
		path := seenFrom(folder, key.V)
		src, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			r.Mistake(key.Pos, "there is no tech map "+path, "write its path as seen from the folder of desk.yaml; bot techmap new begins one")
		case err != nil:
			r.Mistake(key.Pos, fmt.Sprintf("the tech map %q cannot be read: %v", key.V, errors.Unwrap(err)), "let the bot's user read it")
		default:
			p := d.Projects[e.Key]
			notes := make([]string, 0, len(p.Knowledge))
			for _, n := range p.Knowledge {
				notes = append(notes, n.Name)
			}
			p.TechMap = r.techMap(key.V, src, f.people.V.Names(), notes)
		}
	}
}

// techMap reads a map. Its mistakes are added to those of desk.yaml. With nil as notes
// they are not looked for.
func (r *reader) techMap(path string, src []byte, people, notes []string) *desk.TechMap {
	own := &reader{&keys.Reader{File: path}}
	defer r.Include(own.Reader)
	written, ok := keys.Read(own.Reader, techMapKind, src)
	if !ok {
		return nil
	}
	m := own.buildMap(&written, people)
	m.Text = string(src)
	if notes != nil {
		own.checkRunbooks(written.components.V, notes)
	}
	return m
}

// ReadMap reads a tech map by itself. The people that it names are those of desk.yaml;
// with nil they are not looked for, and notes never are. An error is of type Mistakes.
func ReadMap(path string, src []byte, people []string) (*desk.TechMap, error) {
	r := &reader{&keys.Reader{File: path}}
	m := r.techMap(path, src, people, nil)
	if err := r.Err(); err != nil {
		return nil, err
	}
	return m, nil
}

func (r *reader) buildMap(w *techMap, people []string) *desk.TechMap {
	m := &desk.TechMap{
		Owner: w.owner.V, Audited: w.audited.V, Recheck: w.recheck.Or(desk.UsualRecheck),
		BackupTested: w.backup.V, Monitored: w.monitored.V, Restore: w.restore.V,
	}
	r.resolve(w.owner, "person", people)
	for _, h := range w.hosts.V {
		m.Hosts = append(m.Hosts, desk.MapHost{Name: h.Key, Where: h.V.where.V, System: h.V.system.V, Version: h.V.version.V, EndOfSupport: h.V.end.V})
	}
	if extra := w.components.V; len(extra) > desk.MostComponents {
		r.Mistake(extra[desk.MostComponents].KeyPos, fmt.Sprintf("a map has at most %d components, and here are %d", desk.MostComponents, len(extra)),
			"join what belongs together")
	}
	for _, c := range w.components.V {
		m.Components = append(m.Components, r.buildComponent(c.Key, &c.V, w, people))
	}
	for i, k := range w.risks.V {
		m.Risks = append(m.Risks, r.buildRisk(i, &k.V, w, people))
	}
	r.checkCycle(w, m)
	return m
}

// known returns names that something may refer to; of a section that is missing there
// is none, and every name is wrong.
func known(names []string) []string {
	if len(names) == 0 {
		return []string{"(none is written)"}
	}
	return names
}

func (r *reader) buildComponent(key string, c *component, w *techMap, people []string) desk.Component {
	r.resolve(c.host, "host", known(w.hosts.V.Names()))
	r.resolve(c.owner, "person", people)
	r.resolve(c.thirdLine, "person", people)
	built := desk.Component{
		Name: key, Title: c.title.Or(desk.Wording{"": key}), Kind: c.kind.V, Version: c.version.V, EndOfSupport: c.end.V, Host: c.host.V,
		Owner: c.owner.V, ThirdLine: c.thirdLine.V, Contact: c.contact.V, Runbook: c.runbook.V,
		Words: keys.Values(c.words.V), Alerts: keys.Values(c.alerts.V),
	}
	for _, e := range c.uses.V {
		to := e.V.to
		r.resolve(to, "component", w.components.V.Names())
		switch {
		case to.OK && to.V == key:
			r.Mistake(to.Pos, fmt.Sprintf("%q uses itself", key), "name another component")
		case slices.ContainsFunc(built.Uses, func(o desk.MapEdge) bool { return o.To == to.V && o.Back == e.V.back.V }):
			r.Mistake(to.Pos, fmt.Sprintf("%q is in this list twice", to.V), "keep one")
		case e.V.back.V && e.V.critical.V:
			r.Mistake(e.V.critical.Pos, "a call the other way makes no dependency, so it cannot be critical", "keep critical or back")
		}
		built.Uses = append(built.Uses, desk.MapEdge{To: to.V, By: e.V.by.V, Critical: e.V.critical.V, Back: e.V.back.V})
	}
	return built
}

func (r *reader) buildRisk(i int, k *risk, w *techMap, people []string) desk.Risk {
	r.resolve(k.component, "component", w.components.V.Names())
	r.resolve(k.owner, "person", people)
	return desk.Risk{
		Name: k.name.Or(strconv.Itoa(i + 1)), What: k.what.V, Advice: k.advice.V, Component: k.component.V, Bottleneck: k.bottleneck.V,
		Priority: k.priority.V, Owner: k.owner.V, Due: k.due.V, Internal: k.internal.V,
	}
}

// checkCycle reports components that need each other, at the use that closes the
// circle.
func (r *reader) checkCycle(w *techMap, m *desk.TechMap) {
	circle := m.Cycle()
	if circle == nil {
		return
	}
	last := circle[len(circle)-1]
	for _, e := range w.components.V.Find(last).V.uses.V {
		if e.V.to.V == circle[0] && !e.V.back.V {
			r.Mistake(e.V.to.Pos, "these components need each other in a circle: "+strings.Join(append(circle, circle[0]), " → "),
				"write back: true where it is a call the other way, such as a webhook")
			return
		}
	}
}
