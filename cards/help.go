package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// A Command is one that the bot knows, as a reader is told of it.
type Command struct {
	Name  string // without a slash
	Usage string // what is written behind it, or ""
	About string
}

// Commands lists the commands that somebody with these roles may give, in a
// language; adapters show it as the platform's own menu.
func Commands(l desk.Locale, h notice.Help) []Command {
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

// commands are in the order in which a ticket goes through them.
func commands(h notice.Help) []commandGroup {
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

// command leaves the usage empty for commands that take nothing.
func command(v *locales.Voice, name string) Command {
	c := Command{Name: name, About: v.Say("command." + name)}
	switch name {
	case "my", "help", "queue", "oncall", "whoami":
	default:
		c.Usage = v.Say("usage." + name)
	}
	return c
}

// Usage is what is written behind a command, with tickets by example.
func Usage(l desk.Locale, name string) string {
	v := locales.New(l, nil)
	text := v.Say("usage." + name)
	for _, example := range []string{"ROM-42", "ROM-41"} {
		text = strings.Replace(text, v.Say("usage_key"), example, 1)
	}
	return text
}

func (w *writer) help(f notice.Help) {
	w.Card.Title = w.Say("help.title")
	w.Card.Lead = w.Say("help.staff")
	for _, group := range commands(f) {
		var lines []string
		if group.heading != "" {
			lines = append(lines, w.Say(group.heading)+":")
		}
		for _, name := range group.names {
			c := command(w.Voice, name)
			given := w.Command(name)
			if c.Usage != "" {
				given += " " + c.Usage
			}
			lines = append(lines, w.Say("help.line", "Command", given, "About", c.About))
		}
		w.Line(strings.Join(lines, "\n"))
	}
}
