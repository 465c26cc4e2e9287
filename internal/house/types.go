package house

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a constructor is given has the same name everywhere, as in most Go programs.
func everywhere() []string { return []string{"Config", "Options"} }

// TypeFaults returns a sentence for every name that two exported types of the house have. A name is looked up by
// people, who cannot see which package it is of. An alias is no other type; the two adapters play the same parts, so
// their parts have the same names; simulators and test kits are apart from the house.
func TypeFaults(all []Package) []string {
	homes := map[string][]string{}
	for _, p := range all {
		at := strings.TrimPrefix(p.ImportPath, Module)
		if home(at, []string{"sim/*", "cmd/*"}) != "" || home(at, kits()) != "" {
			continue
		}
		for _, name := range p.Types {
			if slices.Contains(everywhere(), name) {
				continue
			}
			homes[name] = append(homes[name], at)
		}
	}
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(homes)) {
		where := slices.Sorted(slices.Values(homes[name]))
		if len(where) > 1 && !siblings(where) {
			faults = append(faults, fmt.Sprintf("%s is a type of %s: give each thing a name of its own", name, strings.Join(where, " and of ")))
		}
	}
	return faults
}

// siblings reports whether packages are of one adapter each.
func siblings(at []string) bool {
	seen := map[string]bool{}
	for _, p := range at {
		h := home(p, []string{"adapters/*"})
		if h == "" || h == "adapters/intake" || seen[h] {
			return false
		}
		seen[h] = true
	}
	return true
}
