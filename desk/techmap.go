package desk

import (
	"maps"
	"slices"
	"time"
)

// A TechMap says what a shop's site is made of, what depends on what, who knows each
// part, and what may go wrong: the result of its audit. It is read from a file that
// desk.yaml names.
type TechMap struct {
	Owner        string // a handle: who keeps it up to date; "": nobody
	Audited      Date   // when it was last compared with the site; zero: never
	Recheck      int    // months after which it should be compared again
	BackupTested Date   // when a backup was last restored; zero: never
	Monitored    bool
	Restore      time.Duration // the promised time to restore the site; 0: none
	Hosts        []MapHost
	Components   []Component // in the order of the file
	Risks        []Risk      // in the order of the file
	Text         string      // the file as it was read
}

// MostComponents is how many components a map may have: more cannot be read in one
// picture.
const MostComponents = 30

// UsualRecheck is how old an audit may be, in months.
const UsualRecheck = 6

// A Wording is a text in some of the languages; "" is for readers of any.
type Wording map[Locale]string

// In returns the text in a language, or in another one it is written in.
func (w Wording) In(l Locale) string {
	for _, l := range []Locale{l, "", English, Russian} {
		if text, ok := w[l]; ok {
			return text
		}
	}
	return ""
}

// A MapHost is a machine or a hosting plan.
type MapHost struct {
	Name         string // the key in the file
	Where        string // the provider and place
	System       string // such as Ubuntu
	Version      string
	EndOfSupport Date // of the system; zero: unknown
}

// A ComponentKind says what a component is.
type ComponentKind string

// The kinds, in the order in which a picture explains them. The last five are services
// of others: integrations.
const (
	KindFront       ComponentKind = "front"
	KindCore        ComponentKind = "core"
	KindService     ComponentKind = "service"
	KindData        ComponentKind = "data" // a database, cache, queue or search
	KindWatch       ComponentKind = "monitoring"
	KindPayment     ComponentKind = "payment"
	KindERP         ComponentKind = "erp"
	KindDelivery    ComponentKind = "delivery"
	KindMarketplace ComponentKind = "marketplace"
	KindExternal    ComponentKind = "external"
)

// ComponentKinds lists the kinds.
func ComponentKinds() []ComponentKind {
	return []ComponentKind{KindFront, KindCore, KindService, KindData, KindWatch, KindPayment, KindERP, KindDelivery, KindMarketplace, KindExternal}
}

// Outside reports whether a component of the kind is somebody else's service.
func (k ComponentKind) Outside() bool {
	return slices.Index(ComponentKinds(), k) >= slices.Index(ComponentKinds(), KindPayment)
}

// A Component is a part of a shop's site, or a service that it needs.
type Component struct {
	Name         string // the key in the file
	Title        Wording
	Kind         ComponentKind
	Version      string // "": unknown, or it has none
	EndOfSupport Date   // zero: unknown
	Host         string // a MapHost; "": none
	Owner        string // a handle: who knows it; "": nobody
	ThirdLine    string // a handle: who is called when the lines cannot help
	Contact      string // how its supplier is reached
	Runbook      string // what to do: an https address or the name of a note; "": none. For engineers alone
	Words        []string
	Alerts       []string // words of alerts, such as service=checkout
	Uses         []MapEdge
}

// A MapEdge says that a component needs another one.
type MapEdge struct {
	To       string // a component
	By       string // the protocol; "": unknown
	Critical bool   // without it the component does not work
	// Back is a call the other way, such as a webhook. It makes no dependency, so two
	// components may call each other.
	Back bool
}

// A Risk is what may go wrong, or a bottleneck, with what should be done.
type Risk struct {
	Name       string // its number or code in the file; its place from 1 otherwise
	What       Wording
	Advice     Wording
	Component  string // "": the whole site
	Bottleneck bool
	Priority   RiskPriority
	Owner      string // a handle, or ""
	Due        Date   // zero: none
	// Internal is not shown to the shop.
	Internal bool
}

// A RiskPriority is how soon something should be done about a risk.
type RiskPriority string

// The priorities, the most urgent first.
const (
	RiskHigh   RiskPriority = "high"
	RiskMedium RiskPriority = "medium"
	RiskLow    RiskPriority = "low"
)

// RiskPriorities lists the priorities, the most urgent first.
func RiskPriorities() []RiskPriority { return []RiskPriority{RiskHigh, RiskMedium, RiskLow} }

// Rank returns the place of a priority, 0 for the most urgent.
func (p RiskPriority) Rank() int { return slices.Index(RiskPriorities(), p) }

// Component returns the component of a name, or nil. Of no map there is none.
func (m *TechMap) Component(name string) *Component {
	if m == nil {
		return nil
	}
	i := slices.IndexFunc(m.Components, func(c Component) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &m.Components[i]
}

// Host returns the host of a name, or nil.
func (m *TechMap) Host(name string) *MapHost {
	i := slices.IndexFunc(m.Hosts, func(h MapHost) bool { return h.Name == name })
	if i < 0 {
		return nil
	}
	return &m.Hosts[i]
}

// Dependants returns the names of the components that do not work without one of
// these, directly or through others, in the order of the map. Those themselves are
// left out.
func (m *TechMap) Dependants(of ...string) []string {
	hit := map[string]bool{}
	for _, name := range of {
		hit[name] = true
	}
	for grew := true; grew; {
		grew = false
		for _, c := range m.Components {
			if hit[c.Name] {
				continue
			}
			if slices.ContainsFunc(c.Uses, func(e MapEdge) bool { return e.Critical && !e.Back && hit[e.To] }) {
				hit[c.Name], grew = true, true
			}
		}
	}
	var all []string
	for _, c := range m.Components {
		if hit[c.Name] && !slices.Contains(of, c.Name) {
			all = append(all, c.Name)
		}
	}
	return all
}

// Cycle returns components of which each needs the next and the last one the first,
// nil if there are none.
func (m *TechMap) Cycle() []string {
	const onPath, done = 1, 2
	state := map[string]int{}
	var path []string
	var visit func(name string) []string
	visit = func(name string) []string {
		switch state[name] {
		case done:
			return nil
		case onPath:
			return slices.Clone(path[slices.Index(path, name):])
		}
		state[name], path = onPath, append(path, name)
		if c := m.Component(name); c != nil {
			for _, e := range c.Uses {
				if e.Back || e.To == name { // of itself it is another mistake
					continue
				}
				if found := visit(e.To); found != nil {
					return found
				}
			}
		}
		state[name], path = done, path[:len(path)-1]
		return nil
	}
	for _, c := range m.Components {
		if found := visit(c.Name); found != nil {
			return found
		}
	}
	return nil
}

// A MapIncident is an incident as far as a map needs it.
type MapIncident struct {
	Key  Key
	Text string
	// Labels are those of the alerts that opened it, such as service=checkout.
	Labels []string
	Open   bool
	// Cause and Prevents are of the post-mortem of a major incident; "": none was
	// written, or its words are erased.
	Cause, Prevents string
}

// A MapState is what incidents did to a map.
type MapState struct {
	Hit   map[string][]Key `json:",omitempty"` // the open tickets of each component that is hit
	Risen map[string]int   `json:",omitempty"` // by the risk's name: incidents that confirmed it
	// Learned are the post-mortems of the last time, the latest first.
	Learned []Lesson `json:",omitempty"`
}

// A Lesson is what a major incident taught about a map.
type Lesson struct {
	Key             Key
	Parts           []string // names of components; none: the map does not know what it was about
	Cause, Prevents string
}

// Depending returns the components that do not work without those that are hit.
func (s MapState) Depending(m *TechMap) []string {
	return m.Dependants(slices.Collect(maps.Keys(s.Hit))...)
}
