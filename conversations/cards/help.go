package cards

import (
	"vakhta/desk"
	"vakhta/locales"
)

// A Command is one that the bot knows, as a reader is told of it.
type Command struct {
	Name  string // without a slash
	Usage string // what is written behind it, or ""
	About string
}

// Commands lists the commands that somebody with these roles may give, in a
// language; adapters show it as the platform's own menu.
func Commands(l desk.Locale, h Help) []Command {
	v := locales.New(l, nil)
	var all []Command
	for _, group := range commands(h) {
		for _, name := range group.names {
			all = append(all, command(v, name))
		}
	}
	return all
}

// A commandGroup is the commands of one role, under its heading.
type commandGroup struct {
	heading string
	names   []string
}

func commands(h Help) []commandGroup {
	groups := []commandGroup{{"", []string{"new", "my", "status", "lang", "help"}}}
	if h.Engineer {
		groups = append(groups, commandGroup{"help.engineers", []string{
			"queue", "ack", "assign", "wait", "resume", "resolve", "reopen", "type", "priority", "escalate", "note", "merge", "oncall",
		}})
	}
	if h.Manager {
		groups = append(groups, commandGroup{"help.managers", []string{"report"}})
	}
	if h.Admin {
		groups = append(groups, commandGroup{"help.admins", []string{"invite", "whoami"}})
	}
	return groups
}

func command(v *locales.Voice, name string) Command {
	c := Command{Name: name, About: v.Say("command." + name)}
	switch name {
	case "my", "help", "queue", "oncall", "whoami":
	default:
		c.Usage = v.Say("usage." + name)
	}
	return c
}

func (w *writer) help(f Help) {
	w.card.Title = w.say("help.title")
	w.card.Lead = w.say("help.staff")
	for _, group := range commands(f) {
		text := ""
		if group.heading != "" {
			text = w.say(group.heading) + ":\n"
		}
		for i, name := range group.names {
			c := command(w.voice, name)
			given := w.command(name)
			if c.Usage != "" {
				given += " " + c.Usage
			}
			if i > 0 {
				text += "\n"
			}
			text += w.say("help.line", "Command", given, "About", c.About)
		}
		w.line(text)
	}
}
