package desk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"time"
)

// A Feed is a calendar that somebody keeps elsewhere: its events are the shifts of a
// team, or the absences of a person.
type Feed struct {
	Name   string // team/KEY or person/HANDLE
	Source string // an address, which may contain a secret, or the path of a file
	Team   string // the team's key; "": absences
	Who    string // the person's handle; "": shifts
}

// Seal names a source without showing it: another source has another seal.
func (f Feed) Seal() string {
	sum := sha256.Sum256([]byte(f.Source))
	return hex.EncodeToString(sum[:12])
}

// Feeds lists the calendars that desk.yaml names, by name.
func (d *Desk) Feeds() []Feed {
	var all []Feed
	for _, code := range slices.Sorted(maps.Keys(d.Teams)) {
		if t := d.Teams[code]; t.OnCall != nil && t.OnCall.Feed != "" {
			all = append(all, Feed{Name: "team/" + code, Source: t.OnCall.Feed, Team: code})
		}
	}
	for _, handle := range slices.Sorted(maps.Keys(d.People)) {
		if m := d.People[handle]; m.Absences != "" {
			all = append(all, Feed{Name: "person/" + handle, Source: m.Absences, Who: handle})
		}
	}
	return slices.SortedFunc(slices.Values(all), func(a, b Feed) int { return cmp.Compare(a.Name, b.Name) })
}

// A FeedFault says why a calendar cannot be used.
type FeedFault string

// The faults of a calendar.
const (
	FeedNoAnswer   FeedFault = "no_answer"  // it was not reached, or answered with an error
	FeedTooLarge   FeedFault = "too_large"  // more bytes, events or work than is read
	FeedUnreadable FeedFault = "unreadable" // it is no calendar, or has a time that is not understood
	FeedNobody     FeedFault = "nobody"     // none of its events names a member of the team
)

// Error returns the word.
func (f FeedFault) Error() string { return "calendar: " + string(f) }

// A FeedState is how the reading of a calendar stands.
type FeedState struct {
	Name, Seal string
	ReadAt     time.Time // when it was read last, without a fault; zero: never
	FailsSince time.Time // zero: it was read the last time
	Fault      FeedFault
}
