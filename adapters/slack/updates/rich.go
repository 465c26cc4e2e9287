package updates

import (
	"encoding/json"
	"strconv"
	"strings"

	"vakhta/desk"
)

// A rich is a rich_text block, in which Slack's clients send what was typed, or
// an element of one.
type rich struct {
	Type    string          `json:"type"`
	Text    json.RawMessage `json:"text"` // words, but an object in other blocks
	Name    string          `json:"name"` // of an emoji
	Unicode string          `json:"unicode"`
	Style   struct {
		Bold   bool `json:"bold"`
		Italic bool `json:"italic"`
		Struck bool `json:"strike"`
		Code   bool `json:"code"`
	} `json:"style"`
	Elements []rich `json:"elements"`
}

// UnmarshalJSON ignores what has another shape: other blocks have fields with
// the same names.
func (r *rich) UnmarshalJSON(raw []byte) error {
	type shape rich
	var known shape
	if json.Unmarshal(raw, &known) == nil {
		*r = rich(known)
	}
	return nil
}

// spelt returns a message's escaped text with its emojis instead of their names
// and emphasis in the marks of package desk. The text alone does not say which of them
// were typed as such. Emojis of the workspace's own have only a name.
func spelt(text string, blocks []rich) string {
	s := speller{text: text}
	for _, b := range blocks {
		if b.Type == "rich_text" {
			s.walk(b)
		}
	}
	return s.done.String() + s.text
}

// A speller goes through a text and the elements of its blocks, which are in the
// same order.
type speller struct {
	done strings.Builder
	text string // what is left
}

func (s *speller) walk(r rich) {
	for _, e := range r.Elements {
		s.walk(e)
	}
	switch r.Type {
	case "emoji":
		if sign := emojiOf(r.Unicode); sign != "" {
			s.replace(":"+r.Name+":", sign)
		}
	case "text":
		var words string
		if json.Unmarshal(r.Text, &words) != nil || strings.TrimSpace(words) == "" || r.Style.Code {
			return
		}
		inner := strings.TrimSpace(escaped(words))
		was, now := inner, inner
		if r.Style.Struck {
			was, now = "~"+was+"~", desk.SignStruck+now+desk.SignStruck
		}
		if r.Style.Italic {
			was, now = "_"+was+"_", s.emphasised(false, "_"+inner+"_", inner, now)
		}
		if r.Style.Bold {
			was, now = "*"+was+"*", s.emphasised(true, "*"+inner+"*", inner, now)
		}
		if !r.Style.Struck && !r.Style.Italic && !r.Style.Bold {
			now = desk.Quieted(now) // signs that somebody typed
		}
		if was != now {
			s.replace(was, now)
		}
	}
}

// emphasised returns words between the marks of emphasis, if they may have it where
// they stand.
func (s *speller) emphasised(bold bool, was, inner, now string) string {
	before, after, _ := strings.Cut(s.text, was)
	opens, ends := desk.Emphasis(bold, s.done.String()+before, inner, after)
	return opens + now + ends
}

// replace replaces what comes next in the text, if it is there.
func (s *speller) replace(was, now string) {
	if before, after, found := strings.Cut(s.text, was); found {
		s.done.WriteString(before + now)
		s.text = after
	}
}

// escaped escapes text as Slack does.
func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// emojiOf returns the emoji of Slack's code points, such as "1f469-200d-1f4bb".
func emojiOf(points string) string {
	var b strings.Builder
	for point := range strings.SplitSeq(points, "-") {
		n, err := strconv.ParseUint(point, 16, 32)
		if err != nil || n == 0 {
			return ""
		}
		b.WriteRune(rune(n))
	}
	return b.String()
}
