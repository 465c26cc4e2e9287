package acts

import (
	"sync"

	"vakhta/desk"
)

// All lists the acts. Commands are in the order of /help, which is the order in
// which a ticket goes through them.
func All() []Act {
	return []Act{
		start(), newRequest(), services(), forSomebody(), my(), status(), follow(), unfollow(), deleteWords(), lang(), help(),
		details(), approve(), decline(),

		queue(), ack(), assign(), wait(), snooze(), resume(), reply(), resolve(), reopen(), setType(), service(), setPriority(), escalate(), handOver(), note(), add(),
		similar(), article(), makeArticle(), articleList(),
		update(), major(), merge(), link(), unlink(),
		why(), logTime(), workTimer(), timesheet(), feedback(),
		estimate(), overage(),
		unmask(), redact(), onCall(),
		cover(), swap(), away(),

		report(),
		live(), weekDigest(),
		hours(),
		techMap(), audit(), onboarding(), agreement(),

		invite(), members(), remove(),
		connect(), disconnect(), maintenance(), drill(),
		reloadDesk(), applyContract(),
		whoAmI(),

		// Only under cards.
		nevermind(), keep(), undo(), more(), closeTicket(), cancel(), rate(), comment(), reviewed(), postMortem(), impact(), split(), separate(), attach(), ignore(),
		takeSwap(), here(), rehearsed(),
		sendOn(),
		tick(),
	}
}

// vocabulary maps names and aliases to acts.
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

// named returns the act of a name, or nil.
func named(name desk.Action) *Act {
	if a := vocabulary()[string(name)]; a != nil && a.Name == name {
		return a
	}
	return nil
}

// commanded returns the act of a command's word, or nil.
func commanded(word string) *Act {
	if a := vocabulary()[word]; a != nil && a.Command != NoCommand {
		return a
	}
	return nil
}

// buttoned returns the act of a word that is only on buttons, or nil. Where
// there are no buttons it is a command.
func buttoned(word string) *Act {
	if a := vocabulary()[word]; a != nil && a.Button {
		return a
	}
	return nil
}

// Keeps reports whether the words of a command are stored as those of its
// message.
func Keeps(command string) bool {
	a := commanded(command)
	return a != nil && a.Keeps
}
