package testdesk

import (
	"fmt"
	"strings"

	"vakhta/desk"
)

// Show returns a card as a person would read it, with the data of its buttons.
func Show(c desk.Card) string {
	var b strings.Builder
	put := func(format string, value string) {
		if value != "" {
			fmt.Fprintf(&b, format+"\n", value)
		}
	}
	put("(%s)", string(c.Tone))
	put("# %s", c.Title)
	put("%s", c.Lead)
	put("%s:", c.Author)
	put("> %s", c.Quote)
	for _, f := range c.Fields {
		at := ""
		if !f.At.IsZero() {
			at = " @" + f.At.UTC().Format("02T15:04")
		}
		fmt.Fprintf(&b, "  %s: %s%s%s\n", f.Label, f.Value, at, f.Remark())
	}
	for _, line := range c.Lines {
		put("%s", line)
	}
	for _, m := range c.Mention {
		put("calls %s", m.Name+" "+m.Account.String())
	}
	for _, f := range c.Files {
		put("file %s", f.Name)
	}
	for _, row := range c.Buttons {
		for i, button := range row {
			style := ""
			if button.Style != "" {
				style = " !" + string(button.Style)
			}
			if ask := button.Confirm; ask != (desk.Confirm{}) {
				style += " ?" + ask.Question + " / " + ask.Yes + " / " + ask.No
			}
			fmt.Fprintf(&b, "%s[%s → %s%s]", strings.Repeat(" ", min(i, 1)), button.Label, button.Press, style)
		}
		b.WriteString("\n")
	}
	put("-- %s", c.Footer)
	put("expects: %s", c.Expect)
	put("answers message %s", c.ReplyTo.Message)
	put("thread: %s", c.Thread)
	if c.Quiet {
		put("%s", "quiet")
	}
	return b.String()
}
