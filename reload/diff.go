package reload

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
)

// A Difference is one thing that differs between two desks.
type Difference struct {
	// Path names it in desk.yaml's words: contracts.gold.targets.P1, people.anna.
	Path string
	// Is says that it is new or gone; "": it differs.
	Is desk.Existence
}

// depth is how many names a path has at most: the section, its entry, a key of that,
// and for maps the key below.
const depth = 4

// Differences compares two desks as they were read, in the order of their paths.
func Differences(is, will *desk.Desk) []Difference {
	var c comparison
	a, b := reflect.ValueOf(*is), reflect.ValueOf(*will)
	for i := range a.NumField() {
		if name := a.Type().Field(i).Name; name != "Platforms" && name != "Kept" { // not of desk.yaml
			c.compare(snake(name), 1, a.Field(i), b.Field(i))
		}
	}
	slices.SortFunc(c.found, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(c.found)
}

type comparison struct{ found []Difference }

// compare adds what differs at a path of n names.
func (c *comparison) compare(path string, n int, a, b reflect.Value) {
	if same(a, b) {
		return
	}
	for a.Kind() == reflect.Pointer && !a.IsNil() && !b.IsNil() && a.Type() != zoneType {
		a, b = a.Elem(), b.Elem()
	}
	switch {
	case n == depth:
	case a.Kind() == reflect.Map:
		c.entries(path, n, a, b)
		return
	case a.Kind() == reflect.Struct && n == 2: // an entry of a section
		for i := range a.NumField() {
			if name := a.Type().Field(i).Name; a.Type() != contractType || name != "Digest" && name != "Own" { // made of the rest
				c.compare(path+"."+snake(name), n+1, a.Field(i), b.Field(i))
			}
		}
		return
	}
	c.found = append(c.found, Difference{Path: path})
}

// entries compares two maps.
func (c *comparison) entries(path string, n int, a, b reflect.Value) {
	for _, k := range a.MapKeys() {
		at := path + "." + name(k)
		if other := b.MapIndex(k); other.IsValid() {
			c.compare(at, n+1, a.MapIndex(k), other)
		} else {
			c.found = append(c.found, Difference{at, desk.Removed})
		}
	}
	for _, k := range b.MapKeys() {
		if !a.MapIndex(k).IsValid() {
			c.found = append(c.found, Difference{path + "." + name(k), desk.Added})
		}
	}
}

// name returns a map's key as desk.yaml writes it.
func name(k reflect.Value) string {
	if d, ok := reflect.TypeAssert[desk.Date](k); ok {
		return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return fmt.Sprint(k.Interface())
}

var (
	zoneType = reflect.TypeFor[*time.Location]()
	timeType = reflect.TypeFor[time.Time]()

	contractType = reflect.TypeFor[desk.Contract]()
)

// same is reflect.DeepEqual for values of a desk: a zone is equal to one of the same
// name, which DeepEqual does not promise.
func same(a, b reflect.Value) bool {
	switch {
	case a.Type() == zoneType:
		return zone(a) == zone(b)
	case a.Type() == timeType:
		return moment(a).Equal(moment(b))
	}
	switch a.Kind() {
	case reflect.Pointer:
		return a.IsNil() == b.IsNil() && (a.IsNil() || same(a.Elem(), b.Elem()))
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, k := range a.MapKeys() {
			if other := b.MapIndex(k); !other.IsValid() || !same(a.MapIndex(k), other) {
				return false
			}
		}
		return true
	default:
		return a.Equal(b)
	}
}

func zone(v reflect.Value) string {
	z, _ := reflect.TypeAssert[*time.Location](v)
	return z.String() // of nil, too
}

func moment(v reflect.Value) time.Time {
	t, _ := reflect.TypeAssert[time.Time](v)
	return t
}

var capital = regexp.MustCompile(`([a-z])([A-Z0-9])`)

// renamed are the fields whose names are not those of desk.yaml's keys.
var renamed = map[string]string{"time_zone": "timezone", "tech_map": "techmap"}

// snake returns a field's name as desk.yaml writes it.
func snake(field string) string {
	s := strings.ToLower(capital.ReplaceAllString(field, "${1}_$2"))
	if as, ok := renamed[s]; ok {
		return as
	}
	return s
}
