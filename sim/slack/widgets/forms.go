package widgets

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"
)

// Values are the values of the widgets of some blocks, by block id and action
// id, as in state.values.
type Values = map[string]map[string]any

// ErrIncomplete means that a client would not submit the form yet.
var ErrIncomplete = errors.New("the form is not complete")

// Initial returns the initial values of the widgets.
func Initial(blocks json.RawMessage) Values {
	out := Values{}
	for _, w := range All(blocks) {
		if state, stateful := w.initial(); stateful {
			put(out, w, state)
		}
	}
	return out
}

// Fill returns the state of a form after somebody filled it in. Inputs are
// named by block id, action id or label; the others keep their values. What a
// client refuses to send (an empty required input, a text that is too long) is
// ErrIncomplete.
func Fill(blocks json.RawMessage, before Values, choices map[string]string) (Values, error) {
	out := Initial(blocks)
	for block, held := range before {
		if out[block] != nil {
			maps.Copy(out[block], held)
		}
	}
	used := map[string]bool{}
	for _, w := range All(blocks) {
		for _, name := range []string{w.BlockID, w.ActionID(), w.Label()} {
			choice, ok := choices[name]
			if !ok || name == "" {
				continue
			}
			state, err := w.State(choice)
			if err != nil {
				return nil, err
			}
			put(out, w, state)
			used[name] = true
			break
		}
		if err := w.ready(out[w.BlockID][w.ActionID()]); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		if !used[name] {
			return nil, fmt.Errorf("input %q: %w", name, ErrAbsent)
		}
	}
	return out, nil
}

// ready returns why a client would refuse to submit this input.
func (w Widget) ready(state any) error {
	if str(w.Block, "type") != "input" {
		return nil
	}
	value, _ := state.(map[string]any)
	if optional, _ := w.Block["optional"].(bool); !optional && empty(value) {
		return fmt.Errorf("input %q is empty: %w", w.Label(), ErrIncomplete)
	}
	text, isText := value["value"].(string)
	if !isText {
		return nil
	}
	size := float64(utf8.RuneCountInString(text))
	if most, ok := w.Element["max_length"].(float64); ok && size > most {
		return fmt.Errorf("input %q is longer than %g: %w", w.Label(), most, ErrIncomplete)
	}
	if least, ok := w.Element["min_length"].(float64); ok && size < least {
		return fmt.Errorf("input %q is shorter than %g: %w", w.Label(), least, ErrIncomplete)
	}
	return nil
}

// empty reports whether a state has nothing but its type.
func empty(state map[string]any) bool {
	for key, v := range state {
		list, isList := v.([]any)
		if key != "type" && v != nil && v != "" && (!isList || len(list) > 0) {
			return false
		}
	}
	return true
}

// initial returns the element's initial value; a button has no state.
func (w Widget) initial() (map[string]any, bool) {
	out := map[string]any{"type": w.Kind()}
	for _, pair := range [][2]string{
		{"initial_value", "value"}, {"initial_option", "selected_option"}, {"initial_options", "selected_options"},
		{"initial_user", "selected_user"}, {"initial_users", "selected_users"}, {"initial_channel", "selected_channel"},
		{"initial_conversation", "selected_conversation"}, {"initial_date", "selected_date"}, {"initial_time", "selected_time"},
	} {
		if v, ok := w.Element[pair[0]]; ok {
			out[pair[1]] = v
			return out, true
		}
	}
	switch w.Kind() {
	case "button", "icon_button", "workflow_button", "overflow", "feedback_buttons":
		return nil, false
	}
	state, err := w.State("")
	return state, err == nil
}

func put(values Values, w Widget, state map[string]any) {
	if values[w.BlockID] == nil {
		values[w.BlockID] = map[string]any{}
	}
	values[w.BlockID][w.ActionID()] = state
}
