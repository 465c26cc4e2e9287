package app

import (
	"crypto/subtle"
	"net/http"
	"strings"

	"vakhta/oncall"
)

// feedPath is where calendars of people on call are. Their names end in .ics.
const feedPath = "GET /oncall/{calendar}"

// feed answers a calendar program with a team's shifts. A wrong key, an unknown
// team and one without a schedule are answered alike.
func (a *App) feed(w http.ResponseWriter, r *http.Request) {
	code, is := strings.CutSuffix(r.PathValue("calendar"), ".ics")
	query := r.URL.Query()
	person := query.Get("person")
	right := subtle.ConstantTimeCompare([]byte(query.Get("key")), []byte(oncall.FeedKey(a.OnCallKey, code, person))) == 1
	d := a.Tickets.Current()
	team := d.Teams[code]
	if !is || !right || team == nil || team.OnCall == nil || person != "" && d.People[person] == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Cache-Control", "private, max-age=300")
	w.Write(oncall.Feed(d, team, person, a.Clock.Now())) //nolint:gosec // the asker may go away; a calendar, which no browser shows as a page
}
