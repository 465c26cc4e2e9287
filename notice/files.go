package notice

import (
	"time"

	"vakhta/desk"
)

// FileMissed says that a file did not arrive. With Here it stands in the file's place; otherwise it is for the sender,
// who is also told what to do.
type FileMissed struct {
	Name  string // "": it has none
	File  string // its kind
	Size  int64  // bytes; 0: unknown
	Limit int64  // bytes, if it was too large; 0: unknown
	Why   FileCause
	Here  bool `json:",omitempty"`
	// Report says that it is the file of a report, which was asked for and not sent.
	Report bool `json:",omitempty"`
}

// A ReportFile is the file of a report. It is made when it is sent.
type ReportFile struct {
	Projects []string // their codes
	All      bool     `json:",omitempty"` // it is of all that the reader may see, even if that is one
	Of       string   // the shop's name; "" for all
	Period   string   // as desk.ParsePeriod reads it at At
	Within   desk.Period
	At       time.Time // the figures count what had happened up to here
	Format   string
	Name     string // of the file
	Act      bool   `json:",omitempty"` // it is the act of a month's work
}

// A ReportText is a report as a message. It is computed when it is sent.
type ReportText struct {
	Projects []string  // their codes
	All      bool      `json:",omitempty"` // it is of all that the reader may see, even if that is one
	Period   string    // as desk.ParsePeriod reads it at At
	At       time.Time // the figures count what had happened up to here
	Digest   bool      `json:",omitempty"` // with what is open at the time
}

// Slow reports whether facts are put together when they are sent, which may take long.
func Slow(f Facts) bool {
	switch f.(type) {
	case ReportText, ReportFile:
		return true
	default:
		return false
	}
}

// A FileCause is why a file did not arrive.
type FileCause string

// The causes.
const (
	FileTooLarge FileCause = "too_large"
	FileGone     FileCause = "gone"
	FileEmpty    FileCause = "empty"
	FileRefused  FileCause = "refused" // the messenger does not accept it
	FileNoRoom   FileCause = "no_room" // the desk's disk is full
	FileStuck    FileCause = "stuck"   // it could not be brought in time
	// FileInfected means that the scanner found something in it.
	FileInfected FileCause = "infected"
	// FileUnchecked means that the scanner could not check it.
	FileUnchecked FileCause = "unchecked"
)
