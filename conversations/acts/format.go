package acts

import (
	"slices"
	"strings"

	"vakhta/papers"
)

// fileFormat is the kind of file that a report is wanted as, wherever it stands among
// the words.
func fileFormat() *Ask[papers.FileFormat] {
	var known []string
	for _, f := range papers.Formats() {
		known = append(known, string(f))
	}
	return &Ask[papers.FileFormat]{Question{Name: "format", how: byWord, phrases: known}, func(r *reading) (papers.FileFormat, bool, error) {
		all := strings.Fields(r.rest)
		for i, w := range all {
			if f := papers.FileFormat(strings.ToLower(w)); f.Valid() {
				r.rest = strings.Join(slices.Delete(all, i, i+1), " ")
				return f, true, nil
			}
		}
		return "", false, nil
	}}
}
