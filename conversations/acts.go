package conversations

import (
	"sync"

	"vakhta/desk"
)

// Acts lists what people can do, in the order in which a ticket goes through it:
// the order of /help and of the menus.
func Acts() []Act {
	return []Act{
		status(),
		ack(),
		resolve(),
	}
}

// byWord knows each act by its name and its aliases.
var actsByWord = sync.OnceValue(func() map[string]*Act {
	known := map[string]*Act{}
	for _, a := range Acts() {
		known[string(a.Name)] = &a
		for _, alias := range a.Aliases {
			known[alias] = &a
		}
	}
	return known
})

// actNamed is the act of a name; nil: there is none.
func actNamed(name desk.Action) *Act {
	if a := actsByWord()[string(name)]; a != nil && a.Name == name {
		return a
	}
	return nil
}
