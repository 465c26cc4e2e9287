// Package widgets uses Block Kit the way a Slack client does: it finds the
// button that somebody means, builds what pressing or choosing sends, and fills
// in the inputs of a modal.
//
// A widget is an interactive element within its block. People name one by its
// action_id or its label, and an option by its label or its value.
package widgets

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// ErrAbsent means that there is nothing of that name.
var ErrAbsent = errors.New("no such widget")

// Widget is an interactive element and its block.
type Widget struct {
	BlockID string
	// Block is the whole block, for its label and whether it may stay empty.
	Block   map[string]any
	Element map[string]any
}

// ActionID returns the element's action_id.
func (w Widget) ActionID() string { return str(w.Element, "action_id") }

// Kind returns the element's type.
func (w Widget) Kind() string { return str(w.Element, "type") }

// Label returns the text on the element or above its input; a menu without
// either is known by its placeholder.
func (w Widget) Label() string {
	for _, written := range []any{w.Element["text"], w.Block["label"], w.Element["placeholder"]} {
		if t, ok := written.(map[string]any); ok {
			return str(t, "text")
		}
	}
	return ""
}

// All returns every widget of some blocks, from top to bottom.
func All(blocks json.RawMessage) []Widget {
	var list []map[string]any
	if json.Unmarshal(blocks, &list) != nil {
		return nil
	}
	var found []Widget
	for _, block := range list {
		for _, element := range within(block) {
			if str(element, "action_id") != "" || interactive(str(element, "type")) {
				found = append(found, Widget{BlockID: str(block, "block_id"), Block: block, Element: element})
			}
		}
	}
	return found
}

// Find returns the widget with that action_id, or else with that label.
func Find(blocks json.RawMessage, name string) (Widget, error) {
	all := All(blocks)
	for _, w := range all {
		if w.ActionID() == name {
			return w, nil
		}
	}
	for _, w := range all {
		if strings.EqualFold(w.Label(), name) {
			return w, nil
		}
	}
	return Widget{}, fmt.Errorf("%q: %w", name, ErrAbsent)
}

// within returns the elements of a block, including those of a carousel's
// cards.
func within(block map[string]any) []map[string]any {
	var found []map[string]any
	for _, key := range []string{"accessory", "element"} {
		if e, ok := block[key].(map[string]any); ok {
			found = append(found, e)
		}
	}
	for _, key := range []string{"elements", "actions"} {
		list, _ := block[key].([]any)
		for _, item := range list {
			e, ok := item.(map[string]any)
			if !ok {
				continue
			}
			found = append(found, e)
			if str(e, "type") == "card" {
				found = append(found, within(e)...)
			}
		}
	}
	return found
}

// interactive reports whether an element of this kind acts even without an
// action_id.
func interactive(kind string) bool {
	return kind == "button" || kind == "overflow" || strings.HasSuffix(kind, "_select") || strings.HasSuffix(kind, "_input")
}

// Action returns what pressing the widget sends. The choice is the label or the
// value of an option, or whatever the kind of widget accepts; a button takes
// none.
func (w Widget) Action(choice, ts string) (map[string]any, error) {
	out, err := w.State(choice)
	if err != nil {
		return nil, err
	}
	out["action_id"], out["block_id"], out["action_ts"] = w.ActionID(), w.BlockID, ts
	for _, key := range []string{"text", "value", "style", "placeholder", "confirm", "url"} {
		if v, ok := w.Element[key]; ok && out[key] == nil {
			out[key] = v
		}
	}
	return out, nil
}

// State returns the widget's value as in state.values, for a choice.
func (w Widget) State(choice string) (map[string]any, error) {
	kind := w.Kind()
	out := map[string]any{"type": kind}
	switch kind {
	case "button", "icon_button", "workflow_button":
		return out, nil
	case "static_select", "radio_buttons", "overflow":
		if choice == "" {
			out["selected_option"] = nil // nothing chosen yet
			return out, nil
		}
		option, err := w.option(choice)
		out["selected_option"] = option
		return out, err
	case "checkboxes", "multi_static_select":
		options := []any{}
		for name := range strings.SplitSeq(choice, ",") {
			if name == "" {
				continue
			}
			option, err := w.option(name)
			if err != nil {
				return nil, err
			}
			options = append(options, option)
		}
		out["selected_options"] = options
		return out, nil
	}
	if key, ok := valueKeys()[kind]; ok {
		out[key] = choice
		if strings.HasPrefix(kind, "multi_") {
			out[key] = strings.Split(choice, ",")
		}
		if choice == "" {
			out[key] = nil
		}
		return out, nil
	}
	return nil, fmt.Errorf("%s %s takes no choice", kind, w.ActionID())
}

// valueKeys returns the field in which each kind of widget keeps its value.
func valueKeys() map[string]string {
	return map[string]string{
		"plain_text_input": "value", "email_text_input": "value", "url_text_input": "value", "number_input": "value",
		"users_select": "selected_user", "channels_select": "selected_channel", "conversations_select": "selected_conversation",
		"multi_users_select":    "selected_users",
		"multi_channels_select": "selected_channels", "multi_conversations_select": "selected_conversations",
		"datepicker": "selected_date", "timepicker": "selected_time",
	}
}

// option finds one of the widget's options.
func (w Widget) option(name string) (any, error) {
	for _, option := range w.options() {
		label, _ := option["text"].(map[string]any)
		if str(option, "value") == name || strings.EqualFold(str(label, "text"), name) {
			return option, nil
		}
	}
	return nil, fmt.Errorf("option %q of %s: %w", name, w.ActionID(), ErrAbsent)
}

func (w Widget) options() []map[string]any {
	var found []map[string]any
	collect := func(list any) {
		items, _ := list.([]any)
		for _, item := range items {
			if option, ok := item.(map[string]any); ok {
				found = append(found, option)
			}
		}
	}
	collect(w.Element["options"])
	groups, _ := w.Element["option_groups"].([]any)
	for _, item := range groups {
		if group, ok := item.(map[string]any); ok {
			collect(group["options"])
		}
	}
	return found
}

func str(m map[string]any, key string) string {
	s, _ := m[key].(string)
	return s
}
