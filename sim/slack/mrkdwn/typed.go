package mrkdwn

import "regexp"

// typed returns the elements of literal text: what was typed as a format or by
// the name of an emoji is one. The signs of formats have spaces or the ends of
// the text around them; there are no formats within formats here.
func typed(escaped string) []any {
	signed := regexp.MustCompile("`[^`\n]+`|\\*[^*\\s](?:[^*\n]*[^*\\s])?\\*|_[^_\\s](?:[^_\n]*[^_\\s])?_|~[^~\\s](?:[^~\n]*[^~\\s])?~|:[a-z0-9_+-]+:")
	styles := map[byte]string{'`': "code", '*': "bold", '_': "italic", '~': "strike"}
	var all []any
	from := 0
	add := func(to int) {
		if to > from {
			all = append(all, map[string]any{"type": "text", "text": Unescape(escaped[from:to])})
		}
	}
	for _, at := range signed.FindAllStringIndex(escaped, -1) {
		found := escaped[at[0]+1 : at[1]-1]
		style, formats := styles[escaped[at[0]]]
		emoji := map[string]any{"type": "emoji", "name": found}
		if points := emojis()[found]; points != "" {
			emoji["unicode"] = points
		}
		switch {
		case formats && !apart(escaped, at[0], at[1]), !formats && !known(found):
			continue
		case formats:
			add(at[0])
			all = append(all, map[string]any{"type": "text", "text": Unescape(found), "style": map[string]any{style: true}})
		default:
			add(at[0])
			all = append(all, emoji)
		}
		from = at[1]
	}
	add(len(escaped))
	return all
}

// apart reports whether a format's signs are not inside of a word.
func apart(text string, from, to int) bool {
	word := regexp.MustCompile(`[\pL\pN]`)
	return (from == 0 || !word.MatchString(text[from-1:from])) && (to == len(text) || !word.MatchString(text[to:to+1]))
}

// emojis returns the code points of some of Slack's emojis by their names.
func emojis() map[string]string {
	return map[string]string{
		"eyes": "1f440", "white_check_mark": "2705", "+1": "1f44d", "tada": "1f389", "pray": "1f64f", "fire": "1f525",
		"male-technologist": "1f468-200d-1f4bb",
	}
}

// known reports whether an emoji exists. This workspace has one of its own,
// which has no code points.
func known(name string) bool { return emojis()[name] != "" || name == "parrot" }
