package techmap

import (
	"time"

	"vakhta/desk"
	"vakhta/locales"
)

// SheetOf returns a project's map as a sheet for its shop, in the words and the zone of a
// reader.
func SheetOf(d *desk.Desk, p *desk.Project, at time.Time, v *locales.Voice) Sheet {
	return Sheet{
		Project: p.Name, Map: p.TechMap, At: at.In(v.Zone), Voice: v,
		People: func(handle string) string {
			if m := d.People[handle]; m != nil {
				return m.Name
			}
			return handle
		},
	}
}
