package keys

import (
	"fmt"
	"strings"
)

// Markdown returns the table for the documentation. Required keys are bold.
func (t Table) Markdown() string {
	var b strings.Builder
	b.WriteString("| key | written as | what it means | default |\n|---|---|---|---|\n")
	for _, r := range t.Rows {
		key, means := "`"+r.Key+"`", r.Means
		if r.Needed {
			key = "**" + key + "**"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", key, r.Written, means, r.Default)
	}
	return b.String()
}
