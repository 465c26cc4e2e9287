package routines

import "vakhta/tickets"

// All returns the routines of the desk. A routine that needs the desk or its
// tickets uses the service.
func All(s *tickets.Service) []Routine {
	return []Routine{
		prune(),
		retain(s),
		link(),
		anchor(s),
	}
}
