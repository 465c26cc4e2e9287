package desk

import (
	"regexp"
	"strings"
)

// Signs with which a text says what is code, hidden or struck out. Adapters
// write them for the formats that people used, and show the formats again where
// the platform has them. Elsewhere the signs themselves are read.
const (
	SignCode    = "`"
	SignBlock   = "```"
	SignSpoiler = "||"
	SignStruck  = "~~"
)

// A Passage is a part of a text. Sign is one of the signs; "": ordinary words.
type Passage struct{ Sign, Text string }

// Passages divides a text by its signs. A sign without its second half is a part
// of the words, and so are signs between other signs.
func Passages(text string) []Passage {
	signed := regexp.MustCompile("(?s:```(?P<block>.+?)```)|```|`(?P<code>[^`\\n]+)`|\\|\\|(?P<spoiler>[^|\\s](?:[^\\n]*?[^|\\s])?)\\|\\||~~(?P<struck>[^~\\s](?:[^\\n]*?[^~\\s])?)~~")
	signs := []string{SignBlock, SignCode, SignSpoiler, SignStruck}
	var all []Passage
	from := 0
	for _, at := range signed.FindAllStringSubmatchIndex(text, -1) {
		for i, sign := range signs {
			begin, end := at[2*i+2], at[2*i+3]
			if begin < 0 || strings.TrimSpace(text[begin:end]) == "" {
				continue
			}
			if at[0] > from {
				all = append(all, Passage{Text: text[from:at[0]]})
			}
			inside := text[begin:end]
			if sign == SignBlock {
				inside = strings.Trim(inside, "\n")
			}
			all = append(all, Passage{Sign: sign, Text: inside})
			from = at[1]
		}
	}
	if from < len(text) {
		all = append(all, Passage{Text: text[from:]})
	}
	return all
}
