package classify

import (
	"strings"

	"vakhta/classify/cues"
)

// calm reports whether this cue beside an alarm's words shows that it is none:
// it is over, a question, a wish, or about somebody else.
func calm(cue string) bool {
	switch cue {
	case "withdrawn", "selfdone", "fyi", "howto", "absent", "conditional", "elsewhere", "estimate", "wish":
		return true
	}
	return false
}

// inLogs is the alarm of monitoring messages, which counts only if nobody asks
// for anything.
const inLogs = cues.AlarmPrefix + "log"

// alarmed returns the alarm in a message, if it counts whatever the weights
// say.
func alarmed(found []cues.Cue) (alarm cues.Cue, loud bool) {
	var bare, code bool
	var logged cues.Cue
	for _, c := range found {
		if c.With != "" {
			continue
		}
		if calm(c.Name) {
			return cues.Cue{}, false
		}
		switch {
		case c.Name == "no ask":
			bare = true
		case c.Name == "a 5xx code":
			code = true
		case c.Name == inLogs:
			logged = c
		case strings.HasPrefix(c.Name, cues.AlarmPrefix) && strings.Trim(c.Name, "<>+") == c.Name:
			alarm, loud = c, true
		}
	}
	if !loud && bare && code && logged.Name != "" {
		return logged, true
	}
	return alarm, loud
}
