package mask

import (
	"regexp"
	"strings"
)

// A payment card's number has 13 to 19 digits, the last of which is a check
// digit by Luhn's rule (ISO/IEC 7812-1).
const (
	shortest = 13
	longest  = 19
)

// digitRun matches digits with single separators between them, as people write
// long numbers.
var digitRun = regexp.MustCompile(`[0-9](?:[ \x{00a0}-]?[0-9])+`)

// cardWord matches a word which says that the number after it is a card's.
var cardWord = regexp.MustCompile(`(?i)карт(?:[аыуе]|ой)?(?:[^\pL]|$)|\b(?:card|visa|mastercard|maestro|pan)\b`)

// cardWordWithin is how many bytes before a number the word may be.
const cardWordWithin = 80

// cards finds numbers of payment cards.
func cards(g glimpse) []span {
	if g.digits < shortest {
		return nil
	}
	text := g.text
	var all []span
	for _, at := range digitRun.FindAllStringIndex(text, -1) {
		if !alone(text, at[0], at[1]) {
			continue
		}
		said := cardWord.MatchString(text[max(0, at[0]-cardWordWithin):at[0]])
		for _, s := range cardsIn(text[at[0]:at[1]], said) {
			all = append(all, span{at[0] + s.from, at[0] + s.to, Card})
		}
	}
	return all
}

// alone reports whether a number is not a part of a word, a path, a phone
// number, a decimal or an amount.
func alone(text string, from, to int) bool {
	before, after := text[:from], text[to:]
	if before != "" && (strings.ContainsAny(before[len(before)-1:], "+_/#@%$-") || endsInLetter(before) || decimal.MatchString(before)) {
		return false
	}
	return after == "" || !beginsWithLetter(after) && !strings.ContainsAny(after[:1], "_@%")
}

// decimal matches the whole part of a number and its point.
var decimal = regexp.MustCompile(`[0-9][.,]$`)

// cardsIn finds cards among the groups of a run of digits. A card's number is
// made of whole groups; there may be others before and after it.
func cardsIn(run string, said bool) []span {
	parts := digitGroups(run)
	var all []span
	for first := 0; first < len(parts); first++ {
		for last := min(len(parts), first+longest) - 1; last >= first; last-- {
			if isCard(run, parts[first:last+1], said) {
				all = append(all, span{parts[first].from, parts[last].to, Card})
				first = last
				break
			}
		}
	}
	return all
}

// digitGroups returns the pieces between separators.
func digitGroups(run string) []span {
	var parts []span
	for i := 0; i < len(run); i++ {
		if run[i] < '0' || run[i] > '9' {
			continue
		}
		from := i
		for i < len(run) && run[i] >= '0' && run[i] <= '9' {
			i++
		}
		parts = append(parts, span{from: from, to: i})
	}
	return parts
}

// isCard reports whether groups of digits are one card's number. One in ten
// other long numbers passes Luhn's rule, so the issuer's digits and the
// grouping must be a card's, too. With a word for it before the number any
// grouping will do.
func isCard(run string, parts []span, said bool) bool {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(run[p.from:p.to])
	}
	number := b.String()
	if len(number) < shortest || len(number) > longest || !luhn(number) || !issued(number) {
		return false
	}
	return said || asOnCards(parts) && !barcode(number)
}

// asOnCards reports whether digits are grouped as on cards: not at all, in
// fours with a last group that may be shorter or longer, or 4-6-5 and 4-6-4.
func asOnCards(parts []span) bool {
	size := func(i int) int { return parts[i].to - parts[i].from }
	switch {
	case len(parts) == 1:
		return true
	case len(parts) == 3:
		return size(0) == 4 && size(1) == 6 && (size(2) == 4 || size(2) == 5)
	case len(parts) < 3:
		return false
	}
	for i := range len(parts) - 1 {
		if size(i) != 4 {
			return false
		}
	}
	return true
}

// luhn reports whether a number's last digit is its check digit.
func luhn(number string) bool {
	sum := 0
	for i := range len(number) {
		d := int(number[len(number)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// issuers are the first digits of the payment systems' cards, and the lengths
// of their numbers.
var issuers = []struct {
	digits  *regexp.Regexp
	lengths string // one letter each, 'a' for 13
}{
	{regexp.MustCompile(`^4`), lengths(13, 16, 19)},                                                                                       // Visa
	{regexp.MustCompile(`^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)`), lengths(16)},                                                  // Mastercard
	{regexp.MustCompile(`^220[0-4]`), lengths(16, 17, 18, 19)},                                                                            // Mir
	{regexp.MustCompile(`^3[47]`), lengths(15)},                                                                                           // American Express
	{regexp.MustCompile(`^3(?:0[0-5]|[68])`), lengths(14)},                                                                                // Diners Club
	{regexp.MustCompile(`^35(?:2[89]|[3-8])`), lengths(16)},                                                                               // JCB
	{regexp.MustCompile(`^(?:6011|64[4-9]|65|62)`), lengths(16, 17, 18, 19)},                                                              // Discover, UnionPay
	{regexp.MustCompile(`^(?:50[0-9]{4}|5[6-8][0-9]{4}|63(?:04|9[0-9])|67(?:5[0-9]|6[0-9]|71|99))`), lengths(13, 14, 15, 16, 17, 18, 19)}, // Maestro
}

func lengths(all ...int) string {
	var b strings.Builder
	for _, n := range all {
		b.WriteByte(byte('a' + n - shortest))
	}
	return b.String()
}

// issued reports whether a payment system issues cards with such numbers.
func issued(number string) bool {
	for _, i := range issuers {
		if strings.IndexByte(i.lengths, byte('a'+len(number)-shortest)) >= 0 && i.digits.MatchString(number) {
			return true
		}
	}
	return false
}

// barcode reports whether a number is an EAN-13 product code: 13 digits with a
// valid check digit. Russian products begin with 4, like Visa cards.
func barcode(number string) bool {
	if len(number) != 13 {
		return false
	}
	sum := 0
	for i := range len(number) {
		sum += int(number[i]-'0') * (1 + 2*(i%2))
	}
	return sum%10 == 0
}

// lastDigits returns the last n digits of a number, with the separators between
// them left out.
func lastDigits(s string, n int) string {
	only := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
	return only[max(0, len(only)-n):]
}
