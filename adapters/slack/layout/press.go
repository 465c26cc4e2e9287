package layout

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"vakhta/desk"
)

// Slack's limits of buttons.
const (
	maxButtons = 25
	maxLabel   = 75
	maxConfirm = 300
	maxChoice  = 30
)

// none is the value of a button without a ticket, because Slack refuses an
// empty one.
const none = "-"

// actions returns a card's buttons, a block for each row.
func actions(rows [][]desk.Button) []slack.Block {
	var bs []slack.Block
	names := map[string]int{}
	for _, row := range rows {
		for len(row) > 0 && len(bs) < maxRows {
			n := min(len(row), maxButtons)
			var buttons []slack.BlockElement
			for _, b := range row[:n] {
				buttons = append(buttons, button(b, names))
			}
			bs = append(bs, slack.NewActionBlock(blockID(row[:n], len(bs)), buttons...))
			row = row[n:]
		}
	}
	return bs
}

func button(b desk.Button, names map[string]int) *slack.ButtonBlockElement {
	value := b.Press.Key.String()
	if value == "" {
		value = none
	}
	label := oneLine(bytesOf(b.Label, maxBytes/32))
	e := slack.NewButtonBlockElement(actionID(b.Press, names), value, plain(label, maxLabel))
	switch b.Style {
	case desk.StylePrimary:
		e.Style = slack.StylePrimary
	case desk.StyleDanger:
		e.Style = slack.StyleDanger
	case desk.StylePlain:
	}
	if ask := b.Confirm; ask != (desk.Confirm{}) {
		choice := func(s string) *slack.TextBlockObject { return plain(oneLine(bytesOf(s, maxBytes/32)), maxChoice) }
		e.Confirm = slack.NewConfirmationBlockObject(plain(label, maxLabel), plain(bytesOf(ask.Question, maxBytes/8), maxConfirm),
			choice(ask.Yes), choice(ask.No))
	}
	return e
}

// actionID returns a button's name: action[:argument]. Buttons of a message
// that differ only in their ticket get a number.
func actionID(p desk.Press, names map[string]int) string {
	id := string(p.Action)
	if p.Arg != "" {
		id += ":" + p.Arg
	}
	names[id]++
	n := names[id]
	if n == 1 {
		return id
	}
	if p.Arg == "" {
		id += ":"
	}
	return id + ":" + strconv.Itoa(n)
}

// blockID has the ticket and revision that a row's buttons were drawn for, and
// is unique in the message: ROM-42/r7/0.
func blockID(row []desk.Button, n int) string {
	var first desk.Press
	for _, b := range row {
		if b.Press.Rev != 0 {
			first = b.Press
			break
		}
	}
	key := first.Key.String()
	if key == "" {
		key = none
	}
	return fmt.Sprintf("%s/r%d/%d", key, first.Rev, n)
}

// ReadPress returns the press of a button's action_id, value and block_id.
func ReadPress(action, value, block string) (desk.Press, bool) {
	name, rest, _ := strings.Cut(action, ":")
	p := desk.Press{Action: desk.Action(name)}
	if name == "" {
		return p, false
	}
	parts := strings.Split(rest, ":")
	if p.Arg = parts[0]; p.Action.OfProject() && len(parts) > 1 {
		p.Arg = rest
	}
	if value != none && value != "" {
		key, ok := desk.ParseKey(value)
		if !ok {
			return p, false
		}
		p.Key = key
	}
	if parts := strings.Split(block, "/"); len(parts) == 3 {
		if rev, err := strconv.Atoi(strings.TrimPrefix(parts[1], "r")); err == nil && rev > 0 {
			p.Rev = rev
		}
	}
	return p, true
}
