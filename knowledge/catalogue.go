package knowledge

import "vakhta/desk"

// mostOffered is how many standard works are offered for one request.
const mostOffered = 3

// Offered returns the standard works that a text may be a request for: those of which
// it has all words of a name, in any form and language.
func Offered(items []*desk.CatalogueItem, text string) (offered []*desk.CatalogueItem) {
	said := stems(text)
	for _, item := range items {
		if len(offered) < mostOffered && named(item, said) {
			offered = append(offered, item)
		}
	}
	return offered
}

func named(item *desk.CatalogueItem, said map[string]bool) bool {
	for _, names := range append([]desk.Bilingual{item.Names}, item.Words...) {
		for _, name := range names {
			words := stems(name)
			if len(words) > 0 && common(words, said) == len(words) {
				return true
			}
		}
	}
	return false
}
