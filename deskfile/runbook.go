package deskfile

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"vakhta/deskfile/keys"
)

// runbookKind says what to do about a component. A name is looked for among the notes
// of the project later, because a map is also read without them.
var runbookKind = keys.Then(keys.Text().Says("https address, or the name of a note"), func(r *keys.Reader, written at[string]) string {
	u, err := url.Parse(written.V)
	switch {
	case strings.ContainsFunc(written.V, unicode.IsControl):
		r.Mistake(written.Pos, "a runbook is one line", "write an https address, or the name of a note without .md")
	case !strings.Contains(written.V, ":"): // the name of a file
	case err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsFunc(written.V, unicode.IsSpace):
		r.Mistake(written.Pos, "this is no https address", "write one such as https://wiki.example.com/database, or the name of a note without .md")
	case u.User != nil:
		r.Mistake(written.Pos, "the address holds a password", "remove it; secrets come from the environment alone")
	}
	return written.V
})

// checkRunbooks warns of runbooks that no note has the name of. A warning is enough: a
// note that cannot be read is one, too, and the desk has to start without it.
func (r *reader) checkRunbooks(all dict[component], notes []string) {
	for _, c := range all {
		if name := c.V.runbook; name.OK && !strings.Contains(name.V, ":") && !slices.Contains(notes, name.V) {
			r.Warn(name.Pos, fmt.Sprintf("there is no note %q; %s", name.V, keys.Suggestion(name.V, known(notes))))
		}
	}
}
