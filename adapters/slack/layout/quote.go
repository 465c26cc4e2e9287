package layout

import (
	"strings"

	"github.com/slack-go/slack"

	"vakhta/desk"
)

// mostCode is how many blocks of code of one message are shown as such.
const mostCode = 10

// spoken returns somebody's words: plain text, and blocks of code as such. In a
// block of code nothing is markup.
func spoken(quote []string) []slack.Block {
	var bs []slack.Block
	many := strings.Count(strings.Join(quote, "\n"), desk.SignBlock) > 2*mostCode
	for _, words := range quote {
		if many || !strings.Contains(words, desk.SignBlock) {
			bs = append(bs, section(words))
			continue
		}
		before := ""
		for _, s := range desk.Passages(words) {
			code := desk.SignBlock + "\n" + escape(valid(s.Text)) + "\n" + desk.SignBlock
			if s.Sign != desk.SignBlock || counted.Of(code) > maxSection {
				before += s.Sign + s.Text + s.Sign
				continue
			}
			bs = append(append(bs, plainly(before)...), slack.NewSectionBlock(markup(code), nil, nil))
			before = ""
		}
		bs = append(bs, plainly(before)...)
	}
	return bs
}

// plainly returns words as a section, none if there are none.
func plainly(words string) []slack.Block {
	if words = strings.Trim(words, "\n"); strings.TrimSpace(words) == "" {
		return nil
	}
	return []slack.Block{section(words)}
}
