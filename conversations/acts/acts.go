package acts

import (
	"sync"

	"vakhta/desk"
)

// All lists what people can do. Commands stand in the order of /help, which is
// the order in which a ticket goes through them.
func All() []Act {
	return []Act{
		start(), newRequest(), my(), status(), lang(), help(),

		queue(), ack(), assign(), wait(), resume(), resolve(), reopen(), setType(), setPriority(), escalate(), note(), merge(),
		unmask(), redact(), onCall(),

		report(),

		invite(), members(), remove(), whoAmI(),

		// Under cards only.
		reply(), nevermind(), undo(), more(), closeTicket(), cancel(), rate(), split(), attach(),
	}
}

// vocabulary is each act by its name and by its aliases.
var vocabulary = sync.OnceValue(func() map[string]*Act {
	known := map[string]*Act{}
	for _, a := range All() {
		known[string(a.Name)] = &a
		for _, alias := range a.Aliases {
			known[alias] = &a
		}
	}
	return known
})

// named is the act of a name; nil: there is none.
func named(name desk.Action) *Act {
	if a := vocabulary()[string(name)]; a != nil && a.Name == name {
		return a
	}
	return nil
}

// commanded is the act of a command's word; nil: there is none.
func commanded(word string) *Act {
	if a := vocabulary()[word]; a != nil && a.Command != NoCommand {
		return a
	}
	return nil
}

// buttoned is the act of a word that is on buttons alone; nil: there is none. It
// is a command where there are no buttons.
func buttoned(word string) *Act {
	if a := vocabulary()[word]; a != nil && a.Button {
		return a
	}
	return nil
}

// Keeps reports whether the words of a command are kept as those of its message.
func Keeps(command string) bool {
	a := commanded(command)
	return a != nil && a.Keeps
}
