package conversations

import (
	"sync"

	"vakhta/desk"
)

// Acts lists what people can do. Commands stand in the order of /help, which is
// the order in which a ticket goes through them.
func Acts() []Act {
	return []Act{
		start(), newRequest(), my(), status(), lang(), help(),

		queue(), ack(), assign(), wait(), resume(), resolve(), reopen(), setType(), setPriority(), escalate(), note(), merge(),
		onCall(),

		report(),

		invite(), whoAmI(),

		// Under cards only.
		reply(), undo(), more(), closeTicket(), cancel(), rate(), split(), attach(),
	}
}

// actsByWord knows each act by its name and its aliases.
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
