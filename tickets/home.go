package tickets

import (
	"maps"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/storage"
)

// HomeKind is the kind of the subject of the alarm at which people's own pages are
// drawn again. Its name is the project in which something has changed.
const HomeKind = "home"

const (
	// HomeKept is how long a page is drawn again after somebody has opened it.
	HomeKept = 7 * 24 * time.Hour
	// homeEvery is how often the pages of a project are drawn again at most.
	homeEvery = 10 * time.Second
)

// RedrawHomes has the pages that show something of these projects drawn again soon,
// once for all that changes meanwhile. It returns the alarms, to be passed on after
// the commit. All transactions of the same seconds set the same alarm.
func RedrawHomes(tx *storage.Tx, d *desk.Desk, now time.Time, projects ...string) (set []desk.Alarm) {
	slices.Sort(projects) // so that transactions never wait for each other in a circle
	for _, code := range slices.Compact(projects) {
		if d.Watched[code] {
			set = append(set, desk.Alarm{Subject: desk.Of(HomeKind, code), Due: now.Truncate(homeEvery).Add(homeEvery)})
		}
	}
	tx.ArmOnce(set...)
	return set
}

// RedrawAllHomes has all pages drawn again soon: something has changed that is about
// no ticket, such as who is on call.
func RedrawAllHomes(tx *storage.Tx, d *desk.Desk, now time.Time) (set []desk.Alarm) {
	return RedrawHomes(tx, d, now, slices.Collect(maps.Keys(d.Watched))...)
}

// Watch lets this replica know that somebody opened a page that shows things of
// these projects. The others read it within a minute.
func (s *Service) Watch(projects ...string) {
	s.reading.Lock()
	defer s.reading.Unlock()
	watched := maps.Clone(s.watched)
	if watched == nil {
		watched = map[string]bool{}
	}
	for _, code := range projects {
		watched[code] = true
	}
	s.watched = watched
	s.current.Store(s.under(s.written))
}
