package locales

import (
	"strings"
	"time"

	"vakhta/desk"
)

// Hours returns working time in hours and minutes, however long it is: "41 ч 30
// мин", "−15 min". Seconds are rounded.
func (v *Voice) Hours(d time.Duration) string {
	sign := ""
	if d = d.Round(time.Minute); d < 0 {
		sign, d = "−", -d
	}
	hours, minutes := int(d/time.Hour), int(d/time.Minute)%60
	switch {
	case minutes == 0:
		return sign + v.Say("duration.hours", "Number", hours)
	case hours == 0:
		return sign + v.Say("duration.minutes", "Number", minutes)
	default:
		return sign + v.Say("duration.hours", "Number", hours) + " " + v.Say("duration.minutes", "Number", minutes)
	}
}

// Money returns an amount with its currency: "124 500,50 ₽", "€124,500". A
// whole amount has no decimal digits.
func (v *Voice) Money(m desk.Money, c desk.Currency) string {
	sign, text := "", m.Amount(c)
	if after, minus := strings.CutPrefix(text, "-"); minus {
		sign, text = "−", after
	}
	whole, part, _ := strings.Cut(text, ".")
	thousands, point := ",", "."
	if v.Locale == desk.Russian {
		thousands, point = nbsp, ","
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousands + whole[i:]
	}
	if strings.Trim(part, "0") != "" {
		whole += point + part
	}
	symbol := map[desk.Currency]string{"RUB": "₽", "EUR": "€", "USD": "$", "GBP": "£"}[c]
	switch {
	case symbol == "":
		return sign + whole + nbsp + string(c)
	case v.Locale == desk.Russian || c == "RUB":
		return sign + whole + nbsp + symbol
	default:
		return sign + symbol + whole
	}
}

// Month returns a month with its year: "ноябрь 2026", "November 2026".
func (v *Voice) Month(m desk.Month) string {
	return v.Say("paper_month."+m.Begin(time.UTC).Format("1")) + nbsp + m.Begin(time.UTC).Format("2006")
}
