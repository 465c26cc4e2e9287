package conversations_test

import (
	"fmt"
	"strings"
	"testing"

	"vakhta/conversations/acts"
	"vakhta/internal/golden"
	"vakhta/locales"
)

func TestEveryFormReadsAsItWasProofread(t *testing.T) {
	t.Parallel()
	for _, l := range locales.All() {
		var b strings.Builder
		for _, a := range acts.All() {
			if !a.Questions() {
				continue
			}
			f, err := a.Form(l, rom(42))
			if err != nil {
				t.Error(err)
			}
			if n := len([]rune(f.Title)); n > 24 {
				t.Errorf("the title %q has %d characters, Slack allows 24", f.Title, n)
			}
			fmt.Fprintf(&b, "=== %s\n%s\n", f.Act, f.Title)
			for _, field := range f.Fields {
				fmt.Fprintf(&b, "%s: %s (%s) %v\n", field.Name, field.Label, field.Hint, field.Options)
			}
			fmt.Fprintf(&b, "[%s] [%s]\n\n", f.Submit, f.Cancel)
		}
		golden.Compare(t, fmt.Sprintf("form.%s.txt", l), b.String())
	}
}
