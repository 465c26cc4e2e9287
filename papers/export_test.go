package papers

import (
	"io"
	"maps"
	"slices"
	"testing"

	"vakhta/desk"
)

// Said lists the messages that a file has.
func Said(t *testing.T, f FileFormat, c Content) (ids []string) {
	t.Helper()
	p, err := newPaper(c, desk.English)
	if err != nil {
		t.Fatal(err)
	}
	p.said = map[string]bool{}
	if err := p.write(io.Discard, f); err != nil {
		t.Fatal(err)
	}
	return slices.Collect(maps.Keys(p.said))
}

// Headings returns the headings of all columns and rows in Russian and English.
func Headings() (all [][2]string) {
	add := func(heads ...text) {
		for _, h := range heads {
			all = append(all, [2]string{h.ru, h.en})
		}
	}
	add(heads(ticketColumns())...)
	add(heads(breachColumns())...)
	add(heads(workColumns())...)
	add(heads(ratingColumns())...)
	add(heads(groupColumns())...)
	add(heads(trendColumns())...)
	add(heads(backlogColumns())...)
	add(heads(lineColumns())...)
	add(heads(personColumns())...)
	add(heads(shopColumns())...)
	for _, f := range figures() {
		add(f.name)
	}
	return slices.Compact(all)
}

func heads[T any](columns []column[T]) (all []text) {
	for _, c := range columns {
		all = append(all, c.head)
	}
	return all
}
