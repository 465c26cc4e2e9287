package deskfile

import (
	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// firstWords say by priority when the shop is told about an alert.
type firstWords [4]at[desk.FirstWord]

// firstWordKind is never, at_once, acknowledged, or a time such as 15m.
var firstWordKind = keys.Word(keys.Pattern(`^(never|at_once|acknowledged|([0-9]+[hms])+)$`), func(s string) (desk.FirstWord, error) {
	switch s {
	case "never":
		return desk.FirstWord{}, nil
	case "at_once":
		return desk.FirstWord{Timed: true}, nil
	case "acknowledged":
		return desk.FirstWord{Taken: true}, nil
	}
	after, err := parseLength(s)
	if err != nil {
		return desk.FirstWord{}, keys.Wrong("\""+s+"\" does not say when", "write never, at_once, acknowledged, or a time such as 15m")
	}
	return desk.FirstWord{Timed: true, After: after}, nil
}).Says("`never`, `at_once`, `acknowledged` or a duration such as `15m`")

func firstWordsKind() keys.Shape[firstWords] {
	var fields []keys.Property[firstWords]
	for i, p := range desk.Priorities() {
		fields = append(fields, keys.Key(p.String(), "For "+p.String()+".", firstWordKind, func(w *firstWords) *at[desk.FirstWord] { return &w[i] }).Default("`never`"))
	}
	return keys.Mapping("these notices", fields...)
}

// rules returns when the shop is told.
func (w firstWords) rules() map[desk.Priority]desk.FirstWord {
	var all map[desk.Priority]desk.FirstWord
	for i, p := range desk.Priorities() {
		if w[i].V == (desk.FirstWord{}) {
			continue
		}
		if all == nil {
			all = map[desk.Priority]desk.FirstWord{}
		}
		all[p] = w[i].V
	}
	return all
}
