package feeds_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vakhta/adapters/feeds"
	"vakhta/desk"
	"vakhta/internal/testdesk"
)

// calendar returns a calendar of events, each given by its lines.
func calendar(events ...string) string {
	text := "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n"
	for i, e := range events {
		text += fmt.Sprintf("BEGIN:VEVENT\nUID:e%d\nDTSTAMP:20261101T000000Z\n%s\nEND:VEVENT\n", i, e)
	}
	return strings.ReplaceAll(text+"END:VCALENDAR\n", "\n", "\r\n")
}

func read(t *testing.T, f desk.Feed, text string) ([]string, error) {
	t.Helper()
	f.Source = filepath.Join(t.TempDir(), "calendar.ics")
	if err := os.WriteFile(f.Source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d := testdesk.Example(t, "slack: U0BORIS", "slack: U0BORIS, email: boris@example.com")
	all, err := (&feeds.Subscriber{}).Read(t.Context(), d, f, testdesk.Noon)
	var said []string
	for _, o := range all {
		const minute = "2 Jan 15:04"
		said = append(said, o.Who+" "+o.From.In(d.TimeZone).Format(minute)+" – "+o.Until.In(d.TimeZone).Format(minute))
	}
	return said, err
}

var shifts, absences = desk.Feed{Name: "team/first-line", Team: "first-line"}, desk.Feed{Name: "person/anna", Who: "anna"}

func TestEventsAreShiftsAndAbsences(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		of    desk.Feed
		event []string
		want  []string
	}{
		"a name in the title":    {shifts, []string{"SUMMARY:Дежурит Анна Ким\nDTSTART:20261117T070000Z\nDTEND:20261118T070000Z"}, []string{"anna 17 Nov 10:00 – 18 Nov 10:00"}},
		"a handle in the title":  {shifts, []string{"SUMMARY:boris (L1)\nDTSTART;TZID=Europe/London:20261117T090000\nDURATION:PT8H"}, []string{"boris 17 Nov 12:00 – 17 Nov 20:00"}},
		"an attendee":            {shifts, []string{"SUMMARY:On call\nATTENDEE;CN=B:mailto:Boris@Example.com\nDTSTART:20261117T070000Z\nDTEND:20261118T070000Z"}, []string{"boris 17 Nov 10:00 – 18 Nov 10:00"}},
		"a whole day":            {absences, []string{"SUMMARY:Отпуск\nDTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261122"}, []string{"anna 20 Nov 00:00 – 22 Nov 00:00"}},
		"it was cancelled":       {absences, []string{"STATUS:CANCELLED\nDTSTART;VALUE=DATE:20261120\nDTEND;VALUE=DATE:20261122"}, nil},
		"long ago":               {absences, []string{"DTSTART;VALUE=DATE:20251120\nDTEND;VALUE=DATE:20251122"}, nil},
		"weekly, once left out":  {shifts, []string{"SUMMARY:anna\nDTSTART:20261102T070000Z\nDTEND:20261103T070000Z\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20261116T070000Z"}, []string{"anna 9 Nov 10:00 – 10 Nov 10:00", "anna 23 Nov 10:00 – 24 Nov 10:00"}},
		"weekly, one time moved": {shifts, []string{"SUMMARY:anna\nDTSTART:20261116T070000Z\nDTEND:20261117T070000Z\nRRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:anna\nDTSTART:20261124T070000Z\nDTEND:20261125T070000Z\nRECURRENCE-ID:20261123T070000Z"}, []string{"anna 16 Nov 10:00 – 17 Nov 10:00", "anna 24 Nov 10:00 – 25 Nov 10:00"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := calendar(c.event...)
			if name == "weekly, one time moved" {
				text = strings.ReplaceAll(text, "UID:e1", "UID:e0")
			}
			got, err := read(t, c.of, text)
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestACalendarIsBounded(t *testing.T) {
	t.Parallel()
	repeats := func(rule string) string {
		return calendar("SUMMARY:anna\nDTSTART:20261102T070000Z\nDTEND:20261102T080000Z\nRRULE:" + rule)
	}
	for name, c := range map[string]struct {
		text string
		want desk.FeedFault
	}{
		"each second":    {repeats("FREQ=SECONDLY"), desk.FeedTooLarge},
		"many an hour":   {repeats("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3"), desk.FeedTooLarge},
		"a rule of none": {repeats("FREQ=SOMETIMES"), desk.FeedUnreadable},
		"no calendar":    {"<html>Sign in</html>", desk.FeedUnreadable},
		"too many bytes": {calendar("SUMMARY:anna\nDESCRIPTION:" + strings.Repeat("x", 2<<20)), desk.FeedTooLarge},
		"too many":       {calendar(make([]string, 2001)...), desk.FeedTooLarge},
		"nobody's":       {calendar("SUMMARY:Zoe\nDTSTART:20261117T070000Z\nDTEND:20261118T070000Z"), desk.FeedNobody},
		"a zone of none": {calendar("SUMMARY:anna\nDTSTART;TZID=Mars:20261117T070000\nDURATION:PT1H"), desk.FeedUnreadable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := read(t, shifts, c.text)
			if fault, is := errors.AsType[desk.FeedFault](err); !is || fault != c.want || len(got) > 0 {
				t.Errorf("got %v and %v, want %v", got, err, c.want)
			}
		})
	}
}

func TestAnAddressIsReadAndNeverNamed(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/secret.ics":
			fmt.Fprint(w, calendar("DTSTART;VALUE=DATE:20261120"))
		case "/inside":
			http.Redirect(w, r, "http://127.0.0.2:1/secret", http.StatusFound)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(site.Close)
	d := testdesk.Example(t)
	all, err := (&feeds.Subscriber{}).Read(t.Context(), d, desk.Feed{Who: "anna", Source: site.URL + "/secret.ics"}, testdesk.Noon)
	if err != nil || len(all) != 1 || all[0].Until.Sub(all[0].From) != 24*time.Hour {
		t.Errorf("read were %v, %v; want a day", all, err)
	}
	for _, path := range []string{"/gone/secret", "/inside"} {
		_, err := (&feeds.Subscriber{}).Read(t.Context(), d, desk.Feed{Who: "anna", Source: site.URL + path}, testdesk.Noon)
		if fault, is := errors.AsType[desk.FeedFault](err); !is || fault != desk.FeedNoAnswer || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
