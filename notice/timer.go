package notice

import (
	"time"

	"vakhta/desk"
)

// TimerAsked asks an engineer whether their timer still runs.
type TimerAsked struct{ Since time.Time }

// Kind names TimerAsked in the store.
func (TimerAsked) Kind() desk.NoticeKind { return "timer_asked" }

// Sentences about timers.
const (
	DoneTimer           = "timer.done"              // Key
	DoneTimerDropped    = "timer.done_drop"         // Key
	DoneTimerKept       = "timer.done_keep"         // Key
	RefusedTimerRuns    = "timer.refused_runs"      // Key, At
	RefusedTimerRunning = "timer.refused_elsewhere" // Key, At
	RefusedNoTimer      = "timer.refused_none"      // Key
)
