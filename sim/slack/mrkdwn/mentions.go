package mrkdwn

import (
	"encoding/json"
	"strings"
)

// Mentions returns every live mention of an escaped text, in order: "@U1" for a
// person, "!here", "!channel", "!everyone" for a broadcast and "!subteam^S1"
// for a user group. Links, channels and dates mention nobody.
func Mentions(escaped string) []string {
	var found []string
	for _, piece := range Split(escaped) {
		if !piece.Control {
			continue
		}
		target, _, _ := strings.Cut(piece.Text, "|")
		if strings.HasPrefix(target, "@") || strings.HasPrefix(target, "!") && !strings.HasPrefix(target, "!date^") {
			found = append(found, target)
		}
	}
	return found
}

// BlockMentions returns the live mentions of a JSON array of blocks or of
// attachments. Only what Slack parses counts: mrkdwn objects, markdown blocks,
// the plain strings of attachments and the mention elements of rich_text. A
// plain_text object and a rich_text text element are literal.
func BlockMentions(blocks []byte) []string {
	var tree any
	if len(blocks) == 0 || json.Unmarshal(blocks, &tree) != nil {
		return nil
	}
	return walk(tree)
}

func walk(node any) []string {
	var found []string
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			found = append(found, walk(child)...)
		}
	case map[string]any:
		found = append(found, own(node)...)
		for _, child := range children(node) {
			found = append(found, walk(child)...)
		}
	}
	return found
}

// own returns the mentions of one object without its children.
func own(node map[string]any) []string {
	str := func(key string) string { s, _ := node[key].(string); return s }
	switch str("type") {
	case "mrkdwn", "markdown":
		return Mentions(str("text"))
	case "user":
		return []string{"@" + str("user_id")}
	case "usergroup":
		return []string{"!subteam^" + str("usergroup_id")}
	case "broadcast":
		return []string{"!" + str("range")}
	case "":
		// Attachments and their fields have no type; their texts are mrkdwn. An
		// option of a menu has no type either but is no text: its label is an
		// object and its value is never shown.
		var found []string
		for _, key := range []string{"text", "pretext", "fallback"} {
			found = append(found, Mentions(str(key))...)
		}
		if _, isField := node["title"].(string); isField {
			found = append(found, Mentions(str("value"))...)
		}
		return found
	}
	return nil
}

// children returns the nested values of an object in a fixed order, so that
// every run is the same.
func children(node map[string]any) []any {
	var out []any
	for _, key := range []string{
		"blocks", "text", "title", "subtitle", "body", "fields", "accessory", "elements", "rows", "actions",
		"label", "hint", "element", "options", "description", "confirm",
	} {
		if child, ok := node[key]; ok {
			out = append(out, child)
		}
	}
	return out
}
