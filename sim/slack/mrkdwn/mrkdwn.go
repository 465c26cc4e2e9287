// Package mrkdwn implements Slack's text format.
//
// Typed is what a person types into the message box; escaped is the form in
// which Slack stores and sends it: "&", "<" and ">" are entities, and
// everything live (a mention, a channel, a link) is a control sequence in angle
// brackets. The package converts one to the other and finds the live mentions
// of a text or of blocks.
package mrkdwn

import (
	"regexp"
	"strings"
)

// Escape replaces the three characters Slack reserves for control sequences.
func Escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// Unescape undoes Escape, once: "&amp;lt;" becomes "&lt;".
func Unescape(s string) string {
	return strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(s)
}

// Directory resolves the names a person may type after "@" and "#".
type Directory interface {
	// UserNamed returns the id of the person or bot with that handle.
	UserNamed(handle string) (id string, ok bool)
	// ChannelNamed returns the id of the channel with that name.
	ChannelNamed(name string) (id string, ok bool)
}

// token matches what the message box makes live.
func token() *regexp.Regexp {
	return regexp.MustCompile(`https?://[^\s<>]+|[@#][\p{L}\p{N}._-]+`)
}

// Type does what Slack's message box does: it escapes the text and makes known
// @handles, #channels and links live. Unknown names stay text, so typing a
// literal "<!channel>" mentions nobody.
func Type(text string, names Directory) string {
	return token().ReplaceAllStringFunc(Escape(text), func(word string) string {
		if strings.HasPrefix(word, "http") {
			return "<" + word + ">"
		}
		name := strings.TrimRight(word[1:], ".-")
		rest := word[1+len(name):]
		if word[0] == '#' {
			if id, ok := names.ChannelNamed(name); ok {
				return "<#" + id + "|" + name + ">" + rest
			}
			return word
		}
		switch name {
		case "here", "channel", "everyone":
			return "<!" + name + ">" + rest
		}
		if id, ok := names.UserNamed(name); ok {
			return "<@" + id + ">" + rest
		}
		return word
	})
}

// RichText returns the rich_text block that Slack adds to a person's message,
// for text in the escaped form.
func RichText(escaped, blockID string) map[string]any {
	var elements []any
	for _, piece := range Split(escaped) {
		if piece.Control {
			elements = append(elements, piece.element())
		} else {
			elements = append(elements, typed(piece.Text)...)
		}
	}
	if elements == nil {
		elements = []any{}
	}
	return map[string]any{
		"type":     "rich_text",
		"block_id": blockID,
		"elements": []any{map[string]any{"type": "rich_text_section", "elements": elements}},
	}
}

// Piece is a part of an escaped text: either literal text or one control
// sequence without its brackets.
type Piece struct {
	Text    string
	Control bool
}

// Split divides an escaped text into text and control sequences. A bracket that
// is never closed is literal, as for Slack.
func Split(escaped string) []Piece {
	var pieces []Piece
	for escaped != "" {
		open := strings.IndexByte(escaped, '<')
		if open < 0 {
			return append(pieces, Piece{Text: escaped})
		}
		end := strings.IndexByte(escaped[open:], '>')
		if end < 0 {
			return append(pieces, Piece{Text: escaped})
		}
		if open > 0 {
			pieces = append(pieces, Piece{Text: escaped[:open]})
		}
		pieces = append(pieces, Piece{Text: escaped[open+1 : open+end], Control: true})
		escaped = escaped[open+end+1:]
	}
	return pieces
}

// element renders a piece as an element of a rich_text_section.
func (p Piece) element() map[string]any {
	if !p.Control {
		return map[string]any{"type": "text", "text": Unescape(p.Text)}
	}
	target, label, _ := strings.Cut(p.Text, "|")
	switch {
	case strings.HasPrefix(target, "@"):
		return map[string]any{"type": "user", "user_id": target[1:]}
	case strings.HasPrefix(target, "#"):
		return map[string]any{"type": "channel", "channel_id": target[1:]}
	case strings.HasPrefix(target, "!subteam^"):
		return map[string]any{"type": "usergroup", "usergroup_id": strings.TrimPrefix(target, "!subteam^")}
	case strings.HasPrefix(target, "!"):
		return map[string]any{"type": "broadcast", "range": target[1:]}
	}
	link := map[string]any{"type": "link", "url": Unescape(target)}
	if label != "" {
		link["text"] = Unescape(label)
	}
	return link
}
