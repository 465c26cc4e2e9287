// Package blockkit checks Block Kit the way Slack does before it shows a
// message, a modal or a Home tab: every count and length, every field a block
// may have, which elements may be where, and that ids are unique.
//
// A block or element that the package does not know fails, because a real
// client could not show it either. Each fault is a Problem with a JSON pointer,
// and Sentences writes them as in Slack's response_metadata.
package blockkit

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Problem is one fault: where it is, as a JSON pointer, and what is wrong.
type Problem struct {
	Pointer, Message string
}

// Sentences writes problems as Slack returns them.
func Sentences(problems []Problem) []string {
	var out []string
	for _, p := range problems {
		out = append(out, fmt.Sprintf("[ERROR] %s [json-pointer:%s]", p.Message, p.Pointer))
	}
	return out
}

// surface is where blocks are shown; it limits how many there may be.
type surface struct {
	most     int
	isScreen bool
	old      bool // a workspace without tables and charts
}

// Message checks the blocks of a message: at most 50.
func Message(blocks []byte) []Problem { return message(blocks, surface{most: 50}) }

// Old is Message in a workspace that has no data_table and no data_visualization.
func Old(blocks []byte) []Problem { return message(blocks, surface{most: 50, old: true}) }

func message(blocks []byte, s surface) []Problem {
	c := newCheck(s)
	var list any
	if err := json.Unmarshal(blocks, &list); err != nil {
		c.failf("/blocks", "invalid JSON")
		return c.problems
	}
	c.blocks("/blocks", list)
	return c.problems
}

// Modal checks a whole view of type modal.
func Modal(view []byte) []Problem {
	c := newCheck(surface{most: 100, isScreen: true})
	n, ok := c.view(view, "modal")
	if !ok {
		return c.problems
	}
	n.fields("title", "blocks", "close", "submit", "private_metadata", "callback_id", "external_id",
		"clear_on_close", "notify_on_close", "submit_disabled")
	n.plain("title", true, 24)
	n.plain("close", false, 24)
	n.plain("submit", false, 24)
	if c.inputs && !n.has("submit") {
		c.failf(n.at+"/submit", "required when the view has an input block")
	}
	return c.problems
}

// Home checks a whole view of type home.
func Home(view []byte) []Problem {
	c := newCheck(surface{most: 100, isScreen: true})
	if n, ok := c.view(view, "home"); ok {
		n.fields("type", "blocks", "private_metadata", "callback_id", "external_id")
	}
	return c.problems
}

// view checks what both kinds of view share.
func (c *check) view(raw []byte, kind string) (node, bool) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		c.failf("/view", "invalid JSON")
		return node{}, false
	}
	n, ok := c.object("/view", v)
	if !ok {
		return n, false
	}
	if n.str("type") != kind {
		c.failf(n.at+"/type", "must be %q", kind)
	}
	n.length("private_metadata", 0, 3000)
	n.length("callback_id", 0, 255)
	n.length("external_id", 0, 255)
	c.blocks(n.at+"/blocks", n.v["blocks"])
	return n, true
}

// Name gives every block without a block_id a new one, as Slack does, so that a
// press can say where it happened.
func Name(blocks json.RawMessage) json.RawMessage {
	var list []map[string]any
	if json.Unmarshal(blocks, &list) != nil {
		return blocks
	}
	taken := map[any]bool{}
	for _, block := range list {
		taken[block["block_id"]] = true
	}
	for i, block := range list {
		if id, _ := block["block_id"].(string); id != "" {
			continue
		}
		id := "b" + strconv.Itoa(i)
		for taken[id] {
			id += "x"
		}
		block["block_id"] = id
	}
	named, err := json.Marshal(list)
	if err != nil {
		return blocks
	}
	return named
}

// check is one run over one surface.
type check struct {
	surface  surface
	problems []Problem
	blockIDs map[string]bool
	markdown int
	tables   int
	inputs   bool
	actions  map[string]bool // action ids of the current block
	layouts  map[string]func(node)
	elements map[string]func(node)
}

// newCheck begins a run. It makes its own tables, because they hold functions
// and would otherwise be shared state.
func newCheck(s surface) *check {
	return &check{surface: s, blockIDs: map[string]bool{}, layouts: layouts(), elements: elements()}
}

// failf records a problem and continues, so that one answer has all of them.
func (c *check) failf(at, format string, values ...any) {
	c.problems = append(c.problems, Problem{Pointer: at, Message: fmt.Sprintf(format, values...)})
}

// blocks checks a list of blocks.
func (c *check) blocks(at string, v any) {
	list, ok := v.([]any)
	if !ok {
		c.failf(at, "must be an array")
		return
	}
	if len(list) > c.surface.most {
		c.failf(at, "no more than %d items allowed", c.surface.most)
	}
	for i, item := range list {
		if n, ok := c.object(at+"/"+strconv.Itoa(i), item); ok {
			c.block(n)
		}
	}
}

// block checks one block by its layout. Ids of blocks are unique in the
// surface, ids of actions within their block.
func (c *check) block(n node) {
	kind := n.str("type")
	layout, ok := c.layouts[kind]
	if !ok {
		c.failf(n.at+"/type", "unsupported type: %s", kind)
		return
	}
	if id := n.str("block_id"); id != "" {
		n.length("block_id", 1, 255)
		if c.blockIDs[id] {
			c.failf(n.at+"/block_id", "block_id %q already exists", id)
		}
		c.blockIDs[id] = true
	}
	c.actions = map[string]bool{}
	layout(n)
}

// element checks an interactive element, which must be of one of the allowed
// kinds.
func (c *check) element(n node, allowed ...string) {
	kind := n.str("type")
	look, ok := c.elements[kind]
	if !ok || !slices.Contains(allowed, kind) {
		c.failf(n.at+"/type", "unsupported type: %s", kind)
		return
	}
	if id := n.str("action_id"); id != "" {
		n.length("action_id", 1, 255)
		if c.actions[id] {
			c.failf(n.at+"/action_id", "action_id %q already exists in this block", id)
		}
		c.actions[id] = true
	}
	look(n)
}

// object returns a value as a node, if it is a JSON object.
func (c *check) object(at string, v any) (node, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		c.failf(at, "must be an object")
	}
	return node{c: c, at: at, v: m}, ok
}

// sortedKeys returns the fields of an object in a fixed order.
func sortedKeys(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
