package desk

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Currency is an ISO 4217 code such as "RUB".
type Currency string

// Digits returns how many decimal digits the currency's minor unit has, by ISO
// 4217: 2 for most.
func (c Currency) Digits() int {
	switch {
	case slices.Contains([]Currency{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}, c):
		return 0
	case slices.Contains([]Currency{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}, c):
		return 3
	default:
		return 2
	}
}

// Money is an amount in minor units of its currency: 350000 is 3500 roubles.
type Money int64

// mostMoney is the largest amount that is read, in minor units. With it, sums
// and products of a month stay far from an overflow.
const mostMoney = 1_000_000_000_000

// ParseMoney reads an amount such as 3500 or 3500.50. It is false if the amount
// has more digits than the currency, or is negative or enormous.
func ParseMoney(text string, c Currency) (Money, bool) {
	whole, part, _ := strings.Cut(text, ".")
	digits := c.Digits()
	if len(part) > digits || whole == "" || strings.HasSuffix(text, ".") {
		return 0, false
	}
	n, err := strconv.ParseUint(whole+part+strings.Repeat("0", digits-len(part)), 10, 63)
	return Money(n), err == nil && n <= mostMoney
}

// Amount writes the amount with a point and all digits of the currency:
// "3500.50".
func (m Money) Amount(c Currency) string {
	sign, n := "", int64(m)
	if n < 0 {
		sign, n = "-", -n
	}
	digits := c.Digits()
	text := strconv.FormatInt(n, 10)
	if digits == 0 {
		return sign + text
	}
	if missing := digits + 1 - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	return sign + text[:len(text)-digits] + "." + text[len(text)-digits:]
}

// Of returns what some time costs at an hourly rate, rounded to the nearest
// minor unit; a half is rounded away from zero.
func (m Money) Of(d time.Duration) Money { return m.Times(int64(d), int64(time.Hour)) }

// Times returns m · n / by, rounded in the same way. By is positive.
func (m Money) Times(n, by int64) Money {
	product := new(big.Int).Mul(big.NewInt(int64(m)), big.NewInt(n))
	negative := product.Sign() < 0
	product.Abs(product).Mul(product, big.NewInt(2)).Add(product, big.NewInt(by))
	product.Quo(product, new(big.Int).Mul(big.NewInt(by), big.NewInt(2)))
	if negative {
		product.Neg(product)
	}
	return Money(product.Int64())
}
