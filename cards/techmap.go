package cards

import (
	"slices"
	"strings"

	"vakhta/cards/pen"
	"vakhta/desk"
	"vakhta/notice"
	"vakhta/techmap"
)

// Limits of what the answer to /techmap lists.
const (
	mapRisksShown = 8
	mapStaleShown = 8
	lessonsShown  = 3
)

// sheet returns a project's map for the reader, nil if it has none any more.
func (w *writer) sheet(f notice.MapCard) *techmap.Sheet {
	p := w.Desk.Projects[f.Project]
	if p == nil || p.TechMap == nil {
		return nil
	}
	s := techmap.SheetOf(w.Desk, p, f.At, w.Voice)
	s.State, s.Inside = f.State, f.Inside
	return &s
}

// techMap answers /techmap in words.
func (w *writer) techMap(f notice.MapCard) {
	w.Card.Title = w.Say("techmap.title", "Project", w.Project(f.Project))
	s := w.sheet(f)
	if s == nil {
		w.Card.Lead = w.Say("techmap.gone")
		return
	}
	if hit := w.mapHits(s); len(hit) > 0 {
		w.Card.Tone = desk.ToneWarning
		w.Line(w.Say("techmap.hit_now") + "\n" + strings.Join(hit, "\n"))
	}
	w.mapRisks(s)
	w.mapLessons(s)
	w.mapStale(s)
	w.Card.Footer = w.Say("report.at", "At", w.Voice.When(f.At, w.Now), "Zone", w.Voice.ZoneName(f.At))
	w.Row(
		desk.Button{Label: "PNG", Press: desk.Press{Action: desk.ActTechMap, Arg: f.Project + ":png"}},
		desk.Button{Label: "PDF", Press: desk.Press{Action: desk.ActTechMap, Arg: f.Project + ":pdf"}},
		desk.Button{Label: w.Say("button.map_history"), Press: desk.Press{Action: desk.ActTechMap, Arg: f.Project + ":history"}},
	)
}

// mapHits lists the components that open incidents are about, in the map's order.
func (w *writer) mapHits(s *techmap.Sheet) (all []string) {
	for _, c := range s.Map.Components {
		keys := s.State.Hit[c.Name]
		if len(keys) == 0 {
			continue
		}
		var names []string
		for _, k := range keys {
			names = append(names, k.String())
		}
		line := "• " + w.Say("techmap.hit_line", "Part", c.Title.In(w.Voice.Locale), "Keys", strings.Join(names, ", "))
		if on := w.partNames(s.Map, s.Map.Dependants(c.Name)); on != "" {
			line += "; " + w.Say("techmap.dependants", "Parts", on)
		}
		all = append(all, line)
	}
	return all
}

// partNames names components.
func (w *writer) partNames(m *desk.TechMap, names []string) string {
	var all []string
	for _, n := range names {
		if c := m.Component(n); c != nil {
			all = append(all, c.Title.In(w.Voice.Locale))
		}
	}
	return strings.Join(all, ", ")
}

func (w *writer) mapRisks(s *techmap.Sheet) {
	risks := techmap.Recommendations(s.Map, s.State, s.Inside)
	if len(risks) == 0 {
		w.Line(w.Say("techmap.none"))
		return
	}
	lines := []string{w.Say("techmap.risks") + ":"}
	for _, r := range risks[:min(len(risks), mapRisksShown)] {
		lines = append(lines, r.Risk.Name+". "+techmap.RiskLine(s, r))
		if advice := r.Risk.Advice.In(w.Voice.Locale); advice != "" {
			lines = append(lines, "    → "+advice)
		}
	}
	if more := len(risks) - mapRisksShown; more > 0 {
		lines = append(lines, w.Say("techmap.more", "N", more))
	}
	w.Line(strings.Join(lines, "\n"))
}

// mapLessons lists what the last major incidents came from, and what prevents them.
func (w *writer) mapLessons(s *techmap.Sheet) {
	if len(s.State.Learned) == 0 {
		return
	}
	lines := []string{w.Say("techmap.lessons")}
	for _, l := range s.State.Learned[:min(len(s.State.Learned), lessonsShown)] {
		of := l.Key.String()
		if parts := w.partNames(s.Map, l.Parts); parts != "" {
			of = parts + ", " + of
		}
		lines = append(lines, "• "+of+": "+pen.Excerpt(l.Cause))
		if l.Prevents != "" {
			lines = append(lines, "    → "+pen.Excerpt(l.Prevents))
		}
	}
	w.Line(strings.Join(lines, "\n"))
}

// mapStale lists what of a map is out of date.
func (w *writer) mapStale(s *techmap.Sheet) {
	stale := techmap.StaleParts(s.Map, s.At)
	if len(stale) == 0 {
		return
	}
	lines := []string{w.Say("techmap.stale")}
	for _, one := range stale[:min(len(stale), mapStaleShown)] {
		of, at := one.Of, ""
		if c := s.Map.Component(one.Of); c != nil {
			of = c.Title.In(w.Voice.Locale)
		}
		if one.On != (desk.Date{}) {
			at = w.Voice.Date(one.On.In(w.Voice.Zone), s.At)
		}
		kind := string(one.Kind)
		if one.Kind == techmap.StaleBackup && at == "" {
			kind = "backup_never"
		}
		lines = append(lines, "• "+w.Say("techmap_stale."+kind, "Of", of, "At", at))
	}
	if more := len(stale) - mapStaleShown; more > 0 {
		lines = append(lines, w.Say("techmap.more", "N", more))
	}
	w.Line(strings.Join(lines, "\n"))
}

// mapFile is the caption of the drawn map.
func (w *writer) mapFile(f notice.MapFile) {
	w.Card.Title = w.Say("techmap.title", "Project", w.Project(f.Project))
	if s := w.sheet(f.MapCard); s != nil {
		w.Card.Lead = w.Say("techmap.caption", "N", len(s.Map.Components), "Hit", w.partNames(s.Map, hitParts(s)))
		if len(s.State.Hit) == 0 {
			w.Card.Lead = w.Say("techmap.caption_calm", "N", len(s.Map.Components))
		}
	}
}

// hitParts returns the components that are hit, in the map's order.
func hitParts(s *techmap.Sheet) (all []string) {
	for _, c := range s.Map.Components {
		if len(s.State.Hit[c.Name]) > 0 {
			all = append(all, c.Name)
		}
	}
	return all
}

// mapParts says on the engineers' card which components of the map an incident is
// about, who knows them, and what does not work without them.
func (w *writer) mapParts() {
	p := w.Desk.Projects[w.Ticket.Key.Project]
	if p == nil || p.TechMap == nil || w.Ticket.Type != desk.Incident || !w.Ticket.State.Open() {
		return
	}
	found := techmap.Find(p.TechMap, w.Ticket.Text, w.Ticket.Alert.Labels...)
	if len(found) == 0 {
		return
	}
	s := techmap.SheetOf(w.Desk, p, w.Now, w.Voice)
	s.Inside = true
	var lines, names []string
	for _, c := range found {
		facts := slices.DeleteFunc([]string{c.Title.In(w.Voice.Locale), c.Version, techmap.PartDetails(&s, c)}, func(s string) bool { return s == "" })
		lines, names = append(lines, strings.Join(facts, " · ")), append(names, c.Name)
		if c.Runbook != "" {
			lines = append(lines, w.runbook(p, c.Runbook))
		}
	}
	if on := w.partNames(p.TechMap, p.TechMap.Dependants(names...)); on != "" {
		lines = append(lines, w.Say("techmap.dependants_here", "Parts", on))
	}
	w.Line("🗺 " + strings.Join(lines, "\n"))
}

// runbook says what to do about a component. A note is named with its title; of one that
// is gone only the name is left.
func (w *writer) runbook(p *desk.Project, written string) string {
	for _, n := range p.Knowledge {
		if n.Name == written {
			text, _ := n.In(w.Voice.Locale)
			return w.Say("techmap.runbook_note", "Title", text.Title(), "Name", n.Name)
		}
	}
	return w.Say("techmap.runbook", "Where", written)
}
