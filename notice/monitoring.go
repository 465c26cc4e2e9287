package notice

import (
	"time"

	"vakhta/desk"
)

// AlertsLimited tells engineers that a source sends more alerts than are reported
// at once: first that further ones are held, then how many were.
type AlertsLimited struct {
	Project     string
	Source      string // as in desk.Alert
	System      string // as in desk.Alert
	From, Until time.Time
	Limit       int
	Held        int // 0: the time is not over
	Left        int // of them, those that still fire
}

// Kind names AlertsLimited in the store.
func (AlertsLimited) Kind() desk.NoticeKind { return "alerts_limited" }
