package testdesk

import (
	"fmt"

	"vakhta/desk"
	"vakhta/locales"
	"vakhta/notice"
)

// mostLabel is how many characters of a button's label are readable on a phone with three in a row.
const mostLabel = 24

// broken says which rule for cards a letter breaks, or "".
func (l Letter) broken() string {
	seen := map[string]bool{}
	for _, row := range l.Card.Buttons {
		for _, b := range row {
			if b.Copy != "" { // the desk does not learn of it
				continue
			}
			text := b.Press.String()
			back, err := desk.ParsePress(text)
			switch {
			case len(text) > desk.MaxPress:
				return fmt.Sprintf("%q carries %d bytes: %s", b.Label, len(text), text)
			case err != nil || back != b.Press:
				return fmt.Sprintf("%s came back as %+v, %v", text, back, err)
			case b.Label == "" || len([]rune(b.Label)) > mostLabel && l.View.Desk.Locale != locales.ByID:
				return fmt.Sprintf("the label %q", b.Label)
			case seen[text]: // Slack refuses two buttons with one name
				return "two buttons say " + text
			case l.Kind == (notice.WorkCard{}).Kind() && b.Press.Rev != l.View.Ticket.DrawnAs():
				return fmt.Sprintf("%s does not say for which revision it was drawn", text)
			}
			seen[text] = true
		}
	}
	switch l.Facts.(type) {
	case notice.Ping, notice.AskText, notice.CustomerSaid, notice.ApprovalCard, notice.ShiftBegins, notice.DrillCall:
	default:
		if len(l.Card.Mention) > 0 {
			return "it mentions somebody, and neither calls, asks nor tells them"
		}
	}
	return ""
}
