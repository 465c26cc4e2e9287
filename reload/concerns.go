package reload

import (
	"maps"
	"slices"
	"strings"

	"vakhta/desk"
)

// Concerns returns, by the project's code, what of the differences concerns each
// project of either desk. People are not named: what stands in a project's history
// stays there.
func Concerns(is, will *desk.Desk, all []Difference) map[string][]string {
	found := map[string][]string{}
	for _, d := range []*desk.Desk{is, will} {
		for code, p := range d.Projects {
			r := reachOf(d, p)
			for _, diff := range all {
				if what, ok := r.concerned(diff); ok && !slices.Contains(found[code], what) {
					found[code] = append(found[code], what)
				}
			}
		}
	}
	for _, what := range found {
		slices.Sort(what)
	}
	return found
}

// A reach is what of a desk has a part in a project.
type reach struct {
	code                        string
	people, contract, calendars map[string]bool
	teams                       map[string]bool
}

func reachOf(d *desk.Desk, p *desk.Project) reach {
	r := reach{p.Code, map[string]bool{}, map[string]bool{p.Contract: true}, map[string]bool{}, map[string]bool{p.Line1: true, p.Line2: true}}
	for _, handles := range [][]string{p.Line3, p.Managers, p.Staff, d.Engineers(p)} {
		for _, h := range handles {
			r.people[h] = true
		}
	}
	if c := d.Contracts[p.Contract]; c != nil {
		for _, v := range append([]*desk.Contract{c}, c.Versions...) {
			r.calendars[v.Calendar] = true
			for _, t := range slices.Concat(slices.Collect(maps.Values(v.Targets)), slices.Collect(maps.Values(v.Types))) {
				r.calendars[t.Calendar] = true
			}
		}
	}
	return r
}

// concerned returns how a difference is named in the project's history.
func (r reach) concerned(d Difference) (what string, ok bool) {
	section, rest, _ := strings.Cut(d.Path, ".")
	name, _, _ := strings.Cut(rest, ".")
	switch section {
	case "people":
		return section, r.people[name]
	case "teams":
		ok = r.teams[name]
	case "contracts":
		ok = r.contract[name]
	case "calendars":
		ok = r.calendars[name]
	case "projects":
		ok = r.code == name
	default:
		return section, true
	}
	if d.Is != "" {
		return d.Path + " " + string(d.Is), ok
	}
	return d.Path, ok
}
