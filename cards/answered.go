package cards

import (
	"strings"

	"vakhta/desk"
)

// mostAnswered is how much is shown of the words that others reply to.
var mostAnswered = desk.Length{Max: 80}

// answering puts words under the first line of those that they reply to.
func (w *writer) answering(words string, to *desk.Utterance) string {
	if to == nil {
		return words
	}
	line := ""
	for said := range strings.SplitSeq(to.Text, "\n") {
		if said = strings.TrimSpace(said); said != "" && !strings.HasPrefix(said, "> ") { // what that message quotes is older
			line = said
			break
		}
	}
	if files := w.files(to.Files); line == "" && len(files) > 0 {
		line = strings.TrimSpace(files[0].Sign() + files[0].Name)
	}
	if line == "" { // it was erased
		return words
	}
	line = mostAnswered.Cut(line)
	if to.Author != "" {
		line = to.Author + ": " + line
	}
	return strings.TrimSpace("> " + line + "\n" + words)
}
