package browser

import (
	_ "embed"
	"fmt"
	"strings"
)

// axe is axe-core as it was released; `make axe` brings a newer one.
//
//go:embed axe.min.js
var axe string

// A barrier is a fault that makes the page unusable for some people.
type barrier struct {
	ID, Impact, Help string
	Nodes            []string
}

// Accessible runs axe-core on the page as it is now, and expects no serious or
// critical fault: WCAG 2.2 A and AA, and good practice.
func (tab *Tab) Accessible(when string) {
	tab.t.Helper()
	if !eval[bool](tab, "Boolean(window.axe)") {
		eval[bool](tab, axe+"; true")
	}
	found := eval[[]barrier](tab, `axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations
		.filter(v => ['serious', 'critical'].includes(v.impact))
		.map(v => ({ ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map(n => n.target.join(' ') + ': ' + n.failureSummary + ' ' + n.html.slice(0, 160)) })))`)
	for _, b := range found {
		tab.t.Errorf("%s: %s (%s, %s)\n%s", when, b.Help, b.ID, b.Impact, indent(b.Nodes))
	}
}

func indent(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "    %s\n", strings.ReplaceAll(l, "\n", " "))
	}
	return b.String()
}
