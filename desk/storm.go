package desk

import (
	"slices"
	"time"
)

// A MajorIncident is a fault that several people have reported: the ticket of
// the first, its lead, and the tickets linked to it. The first line works on the
// lead; what is done to it is done to all of them.
type MajorIncident struct {
	Lead   TicketID
	People int       // who reported it, the lead's requester among them
	Shops  int       // their projects
	Linked int       // tickets, without the lead
	Since  time.Time // the earliest report
	Fault  string    // the function of the shop that fails, as most reports say, or "unknown"
	Latest []string  // keys of linked tickets, latest first
}

// Neighbours lists the codes of the projects whose faults may be one with a
// project's: the project itself, and those of the same first line that share one
// of its third line's contractors, such as a host.
func (d *Desk) Neighbours(p *Project) []string {
	codes := []string{p.Code}
	for code, other := range d.Projects {
		shared := slices.ContainsFunc(other.Line3, func(h string) bool { return slices.Contains(p.Line3, h) })
		if code != p.Code && shared && d.Team(other, 1) == d.Team(p, 1) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}
