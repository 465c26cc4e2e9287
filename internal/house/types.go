package house

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// These names may occur in every package, as in most Go programs.
func everywhere() []string { return []string{"Config", "Options"} }

// TypeFaults returns a sentence for every name that two exported types have. People look for a name and cannot see
// its package. Aliases do not count. The two adapters have the same parts, so their names may be equal; simulators
// and test kits are not checked.
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

// siblings reports whether the packages belong to different adapters.
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
