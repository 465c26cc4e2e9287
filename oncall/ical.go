package oncall

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"vakhta/desk"
	"vakhta/sla"
)

// A feed shows a schedule from feedPast before to feedAhead after a moment, and at
// most feedEvents shifts: turns of a minute would be a hundred thousand.
const (
	feedPast   = 7 * 24 * time.Hour
	feedAhead  = 90 * 24 * time.Hour
	feedEvents = 500
)

// FeedKey returns the key of a team's feed, or of one person's in it. Who has it can
// read that feed and no other.
func FeedKey(secret, team, person string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(team + "/" + person))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// Feed returns a team's shifts as a calendar (RFC 5545), those of one person if they
// are named. Gaps are no events.
func Feed(d *desk.Desk, t *desk.Team, person string, now time.Time) []byte {
	var b strings.Builder
	title := t.Name
	if person != "" {
		title = nameOf(d, person) + ", " + t.Name
	}
	for _, line := range []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vakhta//on call//EN", "X-WR-CALNAME:" + escaped(title)} {
		folded(&b, line)
	}
	events := 0
	for _, s := range sla.Shifts(t.OnCall, now.Add(-feedPast), now.Add(feedAhead)) {
		if s.Who == "" || person != "" && s.Who != person || events == feedEvents {
			continue
		}
		events++
		id := sha256.Sum256(fmt.Appendf(nil, "%s/%s/%d", t.Code, s.Who, s.From.Unix()))
		for _, line := range []string{
			"BEGIN:VEVENT", "UID:" + hex.EncodeToString(id[:12]) + "@vakhta", "DTSTAMP:" + stamp(now), "DTSTART:" + stamp(s.From), "DTEND:" + stamp(s.Until),
			"SUMMARY:" + escaped(nameOf(d, s.Who)+" · "+t.Name), "END:VEVENT",
		} {
			folded(&b, line)
		}
	}
	folded(&b, "END:VCALENDAR")
	return []byte(b.String())
}

func stamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// escaped escapes a text value (RFC 5545, 3.3.11).
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`).Replace(text)
}

// folded writes a line, broken into pieces of at most 75 bytes between characters
// (RFC 5545, 3.1).
func folded(b *strings.Builder, line string) {
	for room := 75; len(line) > room; room = 74 {
		cut := room
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	b.WriteString(line + "\r\n")
}
