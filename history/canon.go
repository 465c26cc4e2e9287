package history

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"vakhta/desk"
)

// A StoredEntry is an entry as the store keeps it, of any version.
type StoredEntry struct {
	Ticket desk.Key // without a number: it is of the project
	At     time.Time
	Kind   ActivityKind
	By     desk.Actor
	Source string          // the message or event by which it was done; "": time did it, or it was not kept
	Detail json.RawMessage // nil: version 0.1 wrote it
	Note   string          // of version 0.1
}

// Of names the ticket, or else the project, that an entry is of.
func (r StoredEntry) Of() string {
	if r.Ticket.Number == 0 {
		return r.Ticket.Project
	}
	return r.Ticket.String()
}

var personNumber = regexp.MustCompile(`"person": ?([0-9]+)`)

// People returns the numbers of people in an entry. Version 0.1 kept none.
func (r StoredEntry) People() (ids []desk.PersonID) {
	if r.By.Person != 0 {
		ids = append(ids, r.By.Person)
	}
	for _, m := range personNumber.FindAllSubmatch(r.Detail, -1) {
		if n, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil {
			ids = append(ids, desk.PersonID(n))
		}
	}
	return ids
}

// A Canon is a row in its canonical form: the same bytes from any program, store
// or order of fields it comes from. It is JSON with sorted keys and no spaces. What
// may have to be erased stands apart: Who are names, handles and where it was done,
// Words are what people wrote. A part with nothing in it is empty.
type Canon struct{ Facts, Who, Words []byte }

// IsWords reports whether a field of this name, of an activity or of a notice, holds
// people's words. "note" is used by version 0.1.
func IsWords(name string) bool { return slices.Contains([]string{"text", "note", "resolution"}, name) }

// isName reports whether a field of an activity says who somebody is, or where they
// write. A step of a ladder names its audience by handle.
func isName(name string) bool {
	return slices.Contains([]string{"name", "handle", "names", "audience", "chat"}, name)
}

// Canon returns the canonical form. The number of a person is a fact: it says
// nothing of them once they are forgotten.
func (r StoredEntry) Canon() (Canon, error) {
	facts := map[string]any{"at": r.At.UTC().Format(time.RFC3339Nano), "kind": string(r.Kind), "person": int64(r.By.Person)}
	if r.Ticket.Number == 0 {
		facts["project"] = r.Of()
	} else {
		facts["ticket"] = r.Of()
	}
	p := parts{who: map[string]any{}, words: map[string]any{}}
	for name, value := range map[string]string{"handle": r.By.Handle, "name": r.By.Name, "source": r.Source} {
		if value != "" {
			p.who["by."+name] = value
		}
	}
	if r.Detail == nil {
		if r.Note != "" {
			p.words["note"] = r.Note
		}
	} else {
		d := json.NewDecoder(bytes.NewReader(r.Detail))
		d.UseNumber()
		var detail any
		if err := d.Decode(&detail); err != nil {
			return Canon{}, fmt.Errorf("read the detail of an entry of kind %s: %w", r.Kind, err)
		}
		facts["detail"] = p.take(detail, "")
	}
	var c Canon
	for _, one := range []struct {
		to   *[]byte
		from map[string]any
	}{{&c.Facts, facts}, {&c.Who, p.who}, {&c.Words, p.words}} {
		if len(one.from) == 0 {
			continue
		}
		raw, err := json.Marshal(one.from)
		if err != nil {
			return Canon{}, fmt.Errorf("encode an entry of kind %s: %w", r.Kind, err)
		}
		*one.to = raw
	}
	return c, nil
}

// parts collect what is taken out of a detail, by the path to it.
type parts struct{ who, words map[string]any }

// take returns what of a value is neither a name nor words.
func (p parts) take(v any, path string) any {
	switch v := v.(type) {
	case map[string]any:
		facts := map[string]any{}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			switch at := path + "." + name; {
			case IsWords(name):
				p.words[at] = v[name]
			case isName(name):
				p.who[at] = v[name]
			default:
				facts[name] = p.take(v[name], at)
			}
		}
		return facts
	case []any:
		facts := make([]any, len(v))
		for i, inner := range v {
			facts[i] = p.take(inner, path+"."+strconv.Itoa(i))
		}
		return facts
	default:
		return v
	}
}
