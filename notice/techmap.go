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

// MapFile is the drawn map. It is made when it is sent.
type MapFile struct {
	MapCard

	Format string // png or pdf
	Name   string // of the file
}
