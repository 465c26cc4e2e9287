package browser

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// call calls a function of the kit in the page.
func call[T any](tab *Tab, function string, args ...any) T {
	tab.t.Helper()
	var list []string
	for _, a := range args {
		text, err := json.Marshal(a)
		if err != nil {
			tab.t.Fatalf("%s: %v", function, err)
		}
		list = append(list, string(text))
	}
	return eval[T](tab, fmt.Sprintf("kit.%s(%s)", function, strings.Join(list, ", ")))
}

// A spot is where a control can be pressed, or why it cannot.
type spot struct {
	X, Y  float64
	Wrong string
}

// See waits until a place shows all of the words.
func (tab *Tab) See(where string, words ...string) {
	tab.t.Helper()
	for _, w := range words {
		if wrong := call[string](tab, "see", where, w, Patience.Milliseconds()); wrong != "" {
			tab.t.Fatalf("%s does not show %q; it shows:\n%s", where, w, wrong)
		}
	}
}

// SeeGone waits until a place does not show words any more.
func (tab *Tab) SeeGone(where, words string) {
	tab.t.Helper()
	if wrong := call[string](tab, "gone", where, words, Patience.Milliseconds()); wrong != "" {
		tab.t.Fatalf("%s still shows %q:\n%s", where, words, wrong)
	}
}

// Text returns what a place shows now.
func (tab *Tab) Text(where string) string { tab.t.Helper(); return call[string](tab, "text", where) }

// Holds waits until an expression is true in the page.
func (tab *Tab) Holds(expression string) {
	tab.t.Helper()
	if !eval[bool](tab, fmt.Sprintf("kit.until(() => Boolean(%s), %d)", expression, Patience.Milliseconds())) {
		tab.t.Fatalf("in the page it never is so: %s", expression)
	}
}

// Press clicks the newest control with a name in a place, when it is there,
// enabled and not covered. If a new message moved it away in that moment it is
// pressed again, as a person would.
func (tab *Tab) Press(where, name string) {
	tab.t.Helper()
	for again := range presses {
		tab.click(name, call[spot](tab, "control", where, name, Patience.Milliseconds()))
		missed := call[miss](tab, "missed")
		if missed.On == "" {
			return
		}
		if missed.Control || again == presses-1 {
			tab.t.Fatalf("the press of %q in %s landed on %s", name, where, missed.On)
		}
	}
}

// presses is how often a control that moves away is pressed.
const presses = 4

// A miss is what a press hit instead of the control.
type miss struct {
	On      string // "" when it did not miss
	Control bool   // something else was pressed
}

// PressText clicks the newest text in a place that is no control, such as an
// item of a menu.
func (tab *Tab) PressText(where, words string) {
	tab.t.Helper()
	tab.click(words, call[spot](tab, "words", where, words, Patience.Milliseconds()))
}

// Hover moves the mouse over the newest message in a place with the words.
func (tab *Tab) Hover(where, words string) {
	tab.t.Helper()
	at := call[spot](tab, "message", where, words, Patience.Milliseconds())
	if at.Wrong != "" {
		tab.t.Fatal(at.Wrong)
	}
	tab.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y))
}

func (tab *Tab) click(what string, at spot) {
	tab.t.Helper()
	if at.Wrong != "" {
		tab.t.Fatalf("%q cannot be pressed: %s", what, at.Wrong)
	}
	tab.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y))
}

// Write puts the cursor into the newest field with a name in a place, again if
// it moved away, and types.
func (tab *Tab) Write(where, field, words string) {
	tab.t.Helper()
	for range presses {
		tab.click(field, call[spot](tab, "field", where, field, Patience.Milliseconds()))
		if call[bool](tab, "entered") {
			tab.Type(words)
			return
		}
	}
	tab.t.Fatalf("the cursor does not come into %q of %s", field, where)
}

// Type types words where the cursor is.
func (tab *Tab) Type(words string) {
	tab.t.Helper()
	tab.do(command(input.InsertText, input.InsertTextParams{Text: words}))
}

// A Key is a key that the page is used with.
type Key struct {
	name, text string
	code       int64
	modifiers  chromedp.Modifier
	command    string
}

// The keys. Text comes with the press itself, so a page that handles the press
// can also prevent the text.
var (
	Enter     = Key{name: "Enter", text: "\r", code: 13}
	Space     = Key{name: " ", text: " ", code: 32}
	Escape    = Key{name: "Escape", code: 27}
	Forward   = Key{name: "Tab", code: 9}
	Back      = Key{name: "Tab", code: 9, modifiers: chromedp.ModifierShift}
	SelectAll = Key{name: "a", code: 65, modifiers: chromedp.ModifierCtrl, command: "selectAll"}
)

// Key presses a key.
func (tab *Tab) Key(k Key) {
	tab.t.Helper()
	press := input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: k.name, Code: k.name, Text: k.text,
		WindowsVirtualKeyCode: k.code, Modifiers: int64(k.modifiers),
	}
	if k.text != "" {
		press.Type = input.DispatchKeyEventTypeKeyDown
	}
	if k.command != "" {
		press.Commands = []string{k.command}
	}
	lift := press
	lift.Type, lift.Text, lift.Commands = input.DispatchKeyEventTypeKeyUp, "", nil
	tab.do(command(input.DispatchKeyEvent, press), command(input.DispatchKeyEvent, lift))
}

// Choose chooses an option of a menu, like the keyboard does.
func (tab *Tab) Choose(where, menu, option string) {
	tab.t.Helper()
	if wrong := call[string](tab, "choose", where, menu, option, Patience.Milliseconds()); wrong != "" {
		tab.t.Fatalf("choose %q of %q in %s: %s", option, menu, where, wrong)
	}
}

// Rest moves the mouse away, so that nothing is highlighted.
func (tab *Tab) Rest() {
	tab.t.Helper()
	tab.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1))
	eval[bool](tab, "(document.activeElement.blur(), new Promise(r => setTimeout(() => r(true), 300)))")
}

// A Focus is where the keyboard is.
type Focus struct {
	Name    string // the control's accessible name
	Where   string // id of the pane with the control
	Outline bool   // it has a visible outline
}

// Focused returns where the keyboard focus is.
func (tab *Tab) Focused() Focus { tab.t.Helper(); return call[Focus](tab, "focused") }

// TabTo presses Tab until the control with a name in a pane has the focus, and
// expects the focus to be visible at each stop.
func (tab *Tab) TabTo(pane, name string) {
	tab.t.Helper()
	const stops = 150 // more than the page has
	var at Focus
	for range stops {
		tab.Key(Forward)
		if at = tab.Focused(); !at.Outline {
			tab.t.Errorf("the focus on %q in %q is not seen", at.Name, at.Where)
		}
		if at.Where == pane && at.Name == name {
			return
		}
	}
	tab.t.Fatalf("Tab never comes to %q in %q, last it was on %+v", name, pane, at)
}

// Value returns the value of an expression in the page as text.
func (tab *Tab) Value(expression string) string {
	tab.t.Helper()
	return eval[string](tab, "(async () => String("+expression+"))()")
}
