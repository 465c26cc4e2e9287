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

// Parts lists the requests in a message that asks for several things, each in
// its own words: two or more, or none. One problem with many symptoms is one
// request.
func (c *Classifier) Parts(message string) []Part {
	if len(message) > mostCut {
		return nil
	}
	w := parts.Weigher{Reader: c.reader, Model: c.model}
	quotes := w.Cut(message, c.model.Settings.SplitAbove)
	if len(quotes) < 2 || c.Guess(message, Context{}).Silent() {
		return nil
	}
	var out []Part
	for _, quote := range quotes {
		if g := c.Guess(quote, Context{}); g.Type != desk.NoRequest {
			out = append(out, Part{quote, g.Type, g.Priority})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
