package routines

import (
	"vakhta/files"
	"vakhta/onboarding"
	"vakhta/tickets"
)

// Outside is what routines ask that is not in the database.
type Outside struct {
	Rights   onboarding.Rights
	Calendar CalendarEvents
}

// All returns the routines of the desk. A routine that needs the desk or its
// tickets uses the service. Without a store of files none is tidied.
func All(s *tickets.Service, store files.Store, limit files.Limit, ask Outside) []Routine {
	all := []Routine{
		prune(),
		retain(s),
		link(),
		anchor(s),
		months(s),
		warnOfDuty(s),
		tellOfSales(s),
		beginShifts(s),
		rememberForgotten(s),
		askTimers(s),
		count(s),
		freeze(s),
		postReports(s),
		postDigests(s),
		watchRights(s, ask.Rights),
		readFeeds(s, ask.Calendar),
	}
	if store != nil {
		all = append(all, tidy(s, store, limit))
	}
	return all
}
