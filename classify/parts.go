package classify

import (
	"vakhta/classify/parts"
	"vakhta/desk"
)

// A Part is one of the requests in a message.
type Part struct {
	Quote    string // a substring of the message
	Type     desk.RequestType
	Priority desk.Priority
}

// mostCut is how many bytes of a message are searched for several requests.
// People write their wishes at the top; the rest is pasted.
const mostCut = 2000

// Parts lists the requests in a message, each in its own words: several if it
// asks for several things, one if it describes one problem with many symptoms,
// none if it asks for nothing.
func (c *Classifier) Parts(message string) []Part {
	whole := c.Guess(message, Context{})
	if whole.Type == desk.NoRequest && !whole.Ask {
		return nil
	}
	w := parts.Weigher{Reader: c.reader, Model: c.model}
	var out []Part
	if len(message) <= mostCut {
		for _, quote := range w.Cut(message, c.model.Settings.SplitAbove) {
			if g := c.Guess(quote, Context{}); g.Type != desk.NoRequest {
				out = append(out, Part{quote, g.Type, g.Priority})
			}
		}
	}
	if len(out) > 1 {
		return out
	}
	if whole.Type == desk.NoRequest {
		return nil
	}
	return []Part{{message, whole.Type, whole.Priority}}
}
