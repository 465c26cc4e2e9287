package notice

import (
	"time"

	"vakhta/desk"
)

// MapCard is the answer to /techmap: the risks of a project's map and what of it is out
// of date.
type MapCard struct {
	Project string
	At      time.Time
	Inside  bool // for engineers, who see all of it
	State   desk.MapState
}

// AuditFile is the tech map that the answers to an audit make. It is written when it
// is sent.
type AuditFile struct {
	Project string
	Answers map[string]string // by the names of the questions
	Name    string            // of the file
}

// MapHistory lists the versions of a project's map, the latest first.
type MapHistory struct {
	Project  string
	At       time.Time
	Inside   bool // for engineers, who see all of it
	Versions []MapRevision
	Total    int // how many there are
}

// A MapRevision is a version of a tech map, and what changed with it.
type MapRevision struct {
	Project string    `json:",omitempty"` // in a list of several projects
	Version int       // from 1
	At      time.Time `json:",omitzero"`
	By      string    // a name; "": the operator, at the machine
	Changes []desk.MapChange
}

// MapFile is the drawn map. It is made when it is sent.
type MapFile struct {
	MapCard

	Format string // png or pdf
	Name   string // of the file
}
