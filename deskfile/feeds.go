package deskfile

import (
	"fmt"
	"net/url"
	"os"
	"strings"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// feedKind is where a calendar is. What programs call webcal is a calendar at an
// address of HTTPS.
var feedKind = keys.Word(keys.Schema{"type": "string"}, parseFeed).Says("address or path of an `.ics` file")

func parseFeed(s string) (string, error) {
	scheme, rest, remote := strings.Cut(s, "://")
	if !remote {
		return s, nil
	}
	if scheme == "webcal" {
		s = "https://" + rest
	}
	if u, err := url.Parse(s); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return "", keys.Wrong("this is no address of a calendar", "write https://…, or the path of a file")
	}
	return s, nil
}

// isFile reports whether a source is a file.
func isFile(source string) bool { return source != "" && !strings.Contains(source, "://") }

// findFeeds looks for the calendars that are files, whose paths are relative to the
// folder of desk.yaml. What is in them is read later, and again and again.
func (r *reader) findFeeds(f *file, d *desk.Desk, folder string) {
	find := func(written at[string], source *string) {
		if !written.OK || !isFile(*source) {
			return
		}
		*source = seenFrom(folder, *source)
		if _, err := os.Stat(*source); err != nil {
			r.Mistake(written.Pos, fmt.Sprintf("there is no calendar %s", *source), "write its path as seen from the folder of desk.yaml, or its address")
		}
	}
	for _, e := range f.people.V {
		if m := d.People[e.Key]; m != nil {
			find(e.V.away, &m.Absences)
		}
	}
	for _, e := range f.teams.V {
		if t := d.Teams[e.Key]; t != nil && t.OnCall != nil {
			find(e.V.onCall.V.feed, &t.OnCall.Feed)
		}
	}
}
