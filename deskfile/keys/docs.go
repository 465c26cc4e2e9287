package keys

import (
	"fmt"
	"strings"
)

// Markdown is the table as a page of the documentation has it. A key that may not
// be left out is bold.
func (t Table) Markdown() string {
	var b strings.Builder
	b.WriteString("| key | written as | what it means | without it |\n|---|---|---|---|\n")
	for _, r := range t.Rows {
		key, means := "`"+r.Key+"`", r.Means
		if r.Needed {
			key = "**" + key + "**"
		}
		if r.NoEffectYet {
			means += " **No effect yet.**"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", key, r.Written, means, r.Default)
	}
	return b.String()
}
