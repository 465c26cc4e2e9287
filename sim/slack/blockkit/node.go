package blockkit

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// node is an object being checked and its JSON pointer.
type node struct {
	c  *check
	at string
	v  map[string]any
}

func (n node) has(key string) bool { return n.v[key] != nil }

func (n node) str(key string) string {
	s, _ := n.v[key].(string)
	return s
}

// fields refuses other fields; block_id and type are always allowed.
func (n node) fields(allowed ...string) {
	for _, key := range sortedKeys(n.v) {
		if key != "type" && key != "block_id" && !slices.Contains(allowed, key) {
			n.c.failf(n.at, "invalid additional property: %s", key)
		}
	}
}

// length limits a string; a missing one is accepted unless least is above 0.
func (n node) length(key string, least, most int) {
	v, present := n.v[key]
	s, isString := v.(string)
	size := utf8.RuneCountInString(s)
	switch {
	case present && v != nil && !isString:
		n.c.failf(n.at+"/"+key, "must be a string")
	case size < least && !present:
		n.c.failf(n.at, "missing required field: %s", key)
	case size < least:
		n.c.failf(n.at+"/"+key, "must be more than %d characters", least-1)
	case size > most:
		n.c.failf(n.at+"/"+key, "must be less than %d characters", most+1)
	}
}

// link limits a url and checks its scheme.
func (n node) link(key string, required bool) {
	const most = 3000
	if !required && !n.has(key) {
		return
	}
	n.length(key, 1, most)
	url := n.str(key)
	if url != "" && !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		n.c.failf(n.at+"/"+key, "must be a valid URL")
	}
}

// oneOf limits a string to some words; a missing one is accepted.
func (n node) oneOf(key string, words ...string) {
	if n.has(key) && !slices.Contains(words, n.str(key)) {
		n.c.failf(n.at+"/"+key, "must be one of: %s", strings.Join(words, ", "))
	}
}

// flag checks that a field, if present, is a boolean.
func (n node) flag(keys ...string) {
	for _, key := range keys {
		if _, ok := n.v[key].(bool); n.has(key) && !ok {
			n.c.failf(n.at+"/"+key, "must be a boolean")
		}
	}
}

// child returns a nested object and checks that a required one is there.
func (n node) child(key string, required bool) (node, bool) {
	if !n.has(key) {
		if required {
			n.c.failf(n.at, "missing required field: %s", key)
		}
		return node{}, false
	}
	return n.c.object(n.at+"/"+key, n.v[key])
}

// list returns the objects of a nested array and checks their number.
func (n node) list(key string, least, most int) []node {
	items, isArray := n.v[key].([]any)
	switch {
	case n.has(key) && !isArray:
		n.c.failf(n.at+"/"+key, "must be an array")
	case !n.has(key) && least > 0:
		n.c.failf(n.at, "missing required field: %s", key)
	case len(items) < least:
		n.c.failf(n.at+"/"+key, "no fewer than %d items allowed", least)
	case len(items) > most:
		n.c.failf(n.at+"/"+key, "no more than %d items allowed", most)
	}
	var out []node
	for i, item := range items {
		if child, ok := n.c.object(n.at+"/"+key+"/"+strconv.Itoa(i), item); ok {
			out = append(out, child)
		}
	}
	return out
}

// text checks a nested text object of either kind.
func (n node) text(key string, required bool, most int) {
	if t, ok := n.child(key, required); ok {
		t.textObject(most, "plain_text", "mrkdwn")
	}
}

// plain checks a nested text object that must be plain_text.
func (n node) plain(key string, required bool, most int) {
	if t, ok := n.child(key, required); ok {
		t.textObject(most, "plain_text")
	}
}

func (n node) textObject(most int, kinds ...string) {
	if !slices.Contains(kinds, n.str("type")) {
		n.c.failf(n.at+"/type", "must be one of: %s", strings.Join(kinds, ", "))
		return
	}
	if n.str("type") == "mrkdwn" {
		n.fields("text", "verbatim")
	} else {
		n.fields("text", "emoji")
	}
	n.flag("emoji", "verbatim")
	n.length("text", 1, most)
}
