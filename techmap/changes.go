package techmap

import (
	"reflect"
	"slices"

	"vakhta/desk"
)

// Changes compares two versions of a map: what is gone or new, then what differs, in
// the order of the new file. Remarks and the order of entries do not count.
func Changes(was, is *desk.TechMap) []desk.MapChange {
	var all []desk.MapChange
	head := func(m *desk.TechMap) part {
		rest := *m
		rest.Audited, rest.Hosts, rest.Components, rest.Risks, rest.Text = desk.Date{}, nil, nil, nil, ""
		return part{fields: []fieldOf{{desk.MapAudit, day(m.Audited)}}, rest: rest}
	}
	all = append(all, differing(head(was), head(is))...)
	all = append(all, entries(hostParts(was), hostParts(is))...)
	all = append(all, entries(componentParts(was), componentParts(is))...)
	return append(all, entries(riskParts(was), riskParts(is))...)
}

// A part is an entry of a map, as far as it is compared.
type part struct {
	desk.MapChange

	fields []fieldOf // compared and shown
	uses   []desk.MapEdge
	rest   any // compared only
}

type fieldOf struct {
	field desk.MapField
	value string
}

func hostParts(m *desk.TechMap) (all []part) {
	for _, h := range m.Hosts {
		p := part{MapChange: desk.MapChange{Of: desk.MapHostPart, Name: h.Name},
			fields: []fieldOf{{desk.MapVersionField, h.Version}, {desk.MapSupport, day(h.EndOfSupport)}}}
		h.Version, h.EndOfSupport = "", desk.Date{}
		p.rest = h
		all = append(all, p)
	}
	return all
}

func componentParts(m *desk.TechMap) (all []part) {
	for _, c := range m.Components {
		p := part{MapChange: desk.MapChange{Of: desk.MapComponent, Name: c.Name, Title: c.Title},
			fields: []fieldOf{{desk.MapVersionField, c.Version}, {desk.MapSupport, day(c.EndOfSupport)}}, uses: c.Uses}
		c.Version, c.EndOfSupport, c.Uses = "", desk.Date{}, nil
		p.rest = c
		all = append(all, p)
	}
	return all
}

// riskParts are known by their number in the audit; those that have none, by their
// words, because their place in the list changes when another one is done.
func riskParts(m *desk.TechMap) (all []part) {
	for _, k := range m.Risks {
		p := part{MapChange: desk.MapChange{Of: desk.MapRisk, Name: k.Name, Title: k.What, Internal: k.Internal},
			fields: []fieldOf{{desk.MapPriority, string(k.Priority)}, {desk.MapDue, day(k.Due)}}}
		k.Priority, k.Due, k.Name = "", desk.Date{}, ""
		p.rest = k
		all = append(all, p)
	}
	return all
}

// entries compares the entries of one kind.
func entries(was, is []part) (all []desk.MapChange) {
	before := func(p part) int {
		same := func(q part) bool {
			return q.Name == p.Name && (p.Of != desk.MapRisk || reflect.DeepEqual(q.Title, p.Title))
		}
		if i := slices.IndexFunc(was, same); i >= 0 || p.Of != desk.MapRisk {
			return i
		}
		return slices.IndexFunc(was, func(q part) bool { return reflect.DeepEqual(q.Title, p.Title) })
	}
	kept := map[int]bool{}
	var changed []desk.MapChange
	for _, p := range is {
		i := before(p)
		if i < 0 || kept[i] {
			changed = append(changed, p.now(desk.Added))
			continue
		}
		kept[i] = true
		changed = append(changed, differing(was[i], p)...)
	}
	for i, p := range was {
		if !kept[i] {
			all = append(all, p.now(desk.Removed))
		}
	}
	return append(all, changed...)
}

func (p part) now(is desk.Existence) desk.MapChange {
	p.Is = is
	return p.MapChange
}

// differing lists what differs about an entry of both maps.
func differing(was, is part) (all []desk.MapChange) {
	add := func(field desk.MapField, before, now string) {
		c := is.MapChange
		c.Field, c.Was, c.Now, c.Internal = field, before, now, c.Internal || was.Internal
		all = append(all, c)
	}
	for i, f := range is.fields {
		if before := was.fields[i].value; before != f.value {
			add(f.field, before, f.value)
		}
	}
	if !reflect.DeepEqual(was.uses, is.uses) {
		add(desk.MapUses, "", "")
	}
	if !reflect.DeepEqual(was.rest, is.rest) {
		add(desk.MapOther, "", "")
	}
	return all
}

// day writes a day so that it can be compared and stored.
func day(d desk.Date) string {
	if d == (desk.Date{}) {
		return ""
	}
	return d.String()
}
