package techmap

import (
	"cmp"
	"slices"
	"time"

	"vakhta/desk"
)

// StateOf compares a map with the incidents of the last time.
func StateOf(m *desk.TechMap, all []desk.MapIncident) desk.MapState {
	s := desk.MapState{Hit: map[string][]desk.Key{}, Risen: map[string]int{}}
	if m == nil {
		return s
	}
	for _, in := range all {
		learned := desk.Lesson{Key: in.Key, Cause: in.Cause, Prevents: in.Prevents}
		for _, c := range Find(m, in.Text, in.Labels...) {
			learned.Parts = append(learned.Parts, c.Name)
			if in.Open {
				s.Hit[c.Name] = append(s.Hit[c.Name], in.Key)
			}
			for _, k := range m.Risks {
				if k.Component == c.Name {
					s.Risen[k.Name]++
				}
			}
		}
		if in.Cause != "" {
			s.Learned = append(s.Learned, learned)
		}
	}
	return s
}

// confirmedBy is how many incidents raise a risk by one priority.
const confirmedBy = 2

// A Recommendation is a risk as it stands after the incidents of the last time.
type Recommendation struct {
	Risk      desk.Risk
	Priority  desk.RiskPriority // after it has risen
	Incidents int               // that have confirmed it
}

// Recommendations returns the risks of a map, the most urgent first: by the priority,
// to which incidents have raised them, by the number of incidents, by the time. A
// customer does not see the internal ones.
func Recommendations(m *desk.TechMap, s desk.MapState, inside bool) []Recommendation {
	if m == nil {
		return nil
	}
	var all []Recommendation
	for _, k := range m.Risks {
		if k.Internal && !inside {
			continue
		}
		r := Recommendation{Risk: k, Priority: k.Priority, Incidents: s.Risen[k.Name]}
		if r.Incidents >= confirmedBy {
			r.Priority = desk.RiskPriorities()[max(0, k.Priority.Rank()-1)]
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b Recommendation) int {
		return cmp.Or(cmp.Compare(a.Priority.Rank(), b.Priority.Rank()), cmp.Compare(b.Incidents, a.Incidents), byDue(a.Risk.Due, b.Risk.Due))
	})
	return all
}

// byDue puts what has no date last.
func byDue(a, b desk.Date) int {
	switch none := (desk.Date{}); {
	case a == b:
		return 0
	case a == none:
		return 1
	case b == none:
		return -1
	default:
		return a.In(time.UTC).Compare(b.In(time.UTC))
	}
}

// A StaleKind says in what way a part of a map is out of date.
type StaleKind string

// The ways. They are the ends of message ids.
const (
	StaleNever    StaleKind = "never"    // it was never compared with the site
	StaleAudit    StaleKind = "audit"    // that was too long ago
	StaleEnded    StaleKind = "ended"    // a part that its maker does not correct any more
	StaleEnding   StaleKind = "ending"   // or soon will not
	StaleUnknown  StaleKind = "unknown"  // an own part whose version nobody knows
	StaleRisk     StaleKind = "risk"     // a risk whose time has passed
	StaleBackup   StaleKind = "backup"   // no backup was ever restored, or long ago
	StaleUnguards StaleKind = "unguards" // the site is not monitored
)

// A Stale is one thing of a map that is out of date.
type Stale struct {
	Kind StaleKind
	Of   string    // a component, a host or a risk
	On   desk.Date // since or until when
}

// soon is how long before its end a support that ends is told.
const soon = 90 * 24 * time.Hour

// StaleParts returns what of a map is out of date.
func StaleParts(m *desk.TechMap, now time.Time) (all []Stale) {
	passed := func(d desk.Date, by time.Duration) bool {
		return d != desk.Date{} && d.In(now.Location()).Before(now.Add(by).AddDate(0, 0, -1))
	}
	old := func(d desk.Date) bool {
		return m.Recheck > 0 && d.In(now.Location()).AddDate(0, m.Recheck, 0).Before(now)
	}
	switch none := (desk.Date{}); {
	case m.Audited == none:
		all = append(all, Stale{Kind: StaleNever})
	case old(m.Audited):
		all = append(all, Stale{Kind: StaleAudit, On: m.Audited})
	}
	ends := func(of string, d desk.Date) {
		switch {
		case passed(d, 0):
			all = append(all, Stale{StaleEnded, of, d})
		case passed(d, soon):
			all = append(all, Stale{StaleEnding, of, d})
		}
	}
	for _, c := range m.Components {
		ends(c.Name, c.EndOfSupport)
		if c.Version == "" && (c.Kind == desk.KindCore || c.Kind == desk.KindData) {
			all = append(all, Stale{Kind: StaleUnknown, Of: c.Name})
		}
	}
	for _, h := range m.Hosts {
		ends(h.Name, h.EndOfSupport)
	}
	for _, k := range m.Risks {
		if passed(k.Due, 0) {
			all = append(all, Stale{StaleRisk, k.Name, k.Due})
		}
	}
	if m.BackupTested == (desk.Date{}) || old(m.BackupTested) {
		all = append(all, Stale{Kind: StaleBackup, On: m.BackupTested})
	}
	if !m.Monitored {
		all = append(all, Stale{Kind: StaleUnguards})
	}
	return all
}
