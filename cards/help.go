package cards

import (
	"strings"

	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// Commands returns the commands of a help in a language, for a messenger's
// menu.
func Commands(l desk.Locale, h notice.Help) []desk.Command {
	v := locales.New(l, nil)
	var all []desk.Command
	for _, group := range h.Groups {
		for _, c := range group.Commands {
			all = append(all, command(v, c))
		}
	}
	return all
}

func command(v *locales.Voice, c notice.HelpCommand) desk.Command {
	told := desk.Command{Name: c.Name, About: v.Say("command." + c.Name)}
	if c.Takes {
		told.Usage = v.Say("usage." + c.Name)
	}
	return told
}

// Usage returns a command's arguments, with example tickets.
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
	for _, group := range f.Groups {
		var lines []string
		if group.Name != "" {
			lines = append(lines, w.Say("help."+group.Name)+":")
		}
		for _, named := range group.Commands {
			c := command(w.Voice, named)
			given := w.Command(c.Name)
			if c.Usage != "" {
				given += " " + c.Usage
			}
			lines = append(lines, w.Say("help.line", "Command", given, "About", c.About))
		}
		w.Line(strings.Join(lines, "\n"))
		if group.Name == "engineers" {
			w.Line(w.Say("help.thread"))
		}
	}
}
