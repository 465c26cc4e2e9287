package routines

import "vakhta/tickets"

// All are the routines of the desk. One that looks at the desk or at its tickets
// is given the service.
func All(*tickets.Service) []Routine {
	return []Routine{
		prune(),
	}
}
