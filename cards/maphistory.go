package cards

import (
	"strings"
	"time"

	"vakhta/desk"
	"vakhta/notice"
)

// mapChangesShown is how many changes of a version of a tech map are listed.
const mapChangesShown = 12

// mapHistory lists the versions of a tech map.
func (w *writer) mapHistory(f notice.MapHistory) {
	w.Card.Title = w.Say("map_history.title", "Project", w.Project(f.Project))
	for _, v := range f.Versions {
		by := v.By
		if by == "" {
			by = w.Say("map_history.operator")
		}
		w.Line(w.Say("map_history.version", "N", v.Version, "At", w.Voice.When(v.At, w.Now), "By", by) + "\n" + w.mapChanges(v, f.Inside))
	}
	if f.Total == 0 {
		w.Line(w.Say("map_history.none"))
	}
	if more := f.Total - len(f.Versions); more > 0 {
		w.Line(w.Say("techmap.more", "N", more))
	}
}

// mapChanges lists what changed with a version, without what only engineers see if the
// reader is none of them.
func (w *writer) mapChanges(v notice.MapRevision, inside bool) string {
	if v.Version == 1 {
		return "• " + w.Say("map_history.first")
	}
	var lines []string
	for _, c := range v.Changes {
		if inside || !c.Internal {
			lines = append(lines, w.mapChange(c))
		}
	}
	switch {
	case len(v.Changes) == 0:
		return "• " + w.Say("map_history.remarks")
	case len(lines) == 0:
		return "• " + w.Say("map_history.hidden")
	case len(lines) > mapChangesShown:
		lines = append(lines[:mapChangesShown], w.Say("techmap.more", "N", len(lines)-mapChangesShown))
	}
	return strings.Join(lines, "\n")
}

// mapChange says one change: "• Magento: version 2.4.6 → 2.4.7".
func (w *writer) mapChange(c desk.MapChange) string {
	of := c.Name
	switch title := c.Title.In(w.Voice.Locale); {
	case c.Of == "":
		of = w.Say("map_history.map")
	case c.Of == desk.MapRisk:
		of = w.Say("map_history.risk", "What", title)
	case title != "":
		of = title
	}
	switch c.Is {
	case desk.Added:
		return "+ " + of
	case desk.Removed:
		return "− " + of
	}
	line := "• " + of + ": " + w.Say("map_field."+string(c.Field))
	if c.Was != "" || c.Now != "" {
		line += " " + w.mapValue(c, c.Was) + " → " + w.mapValue(c, c.Now)
	}
	return line
}

// mapValue writes a value of a tech map.
func (w *writer) mapValue(c desk.MapChange, value string) string {
	switch {
	case value == "":
		return "—"
	case c.Field == desk.MapPriority:
		return w.Say("techmap_priority." + value)
	case c.Field == desk.MapVersionField:
		return value
	}
	if day, err := time.ParseInLocation(time.DateOnly, value, w.Voice.Zone); err == nil {
		return w.Voice.Date(day, w.Now)
	}
	return value
}
