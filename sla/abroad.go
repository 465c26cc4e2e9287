package sla

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	austria "github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/us"

	"vakhta/desk"
)

// christmasEve is free in Poland since 2025; the library of 2.1.13 does not have it.
var christmasEve = &cal.Holiday{Month: time.December, Day: 24, StartYear: 2025, Func: cal.CalcDayOfMonth}

// abroad are the public holidays of countries, and of the German states, that follow
// from rules: fixed dates, Easter, the second Monday. Days that a government moves for
// one year are not among them, nor are Easter Sunday and Whit Sunday. Keys are ISO 3166 codes in lower case.
var abroad = map[string][]*cal.Holiday{
	"at": austria.Holidays, "be": be.Holidays, "bg": bg.Holidays, "cz": cz.Holidays, "dk": dk.Holidays, "es": es.Holidays, "fr": fr.Holidays,
	"gb": gb.Holidays, "gr": gr.Holidays, "hr": hr.Holidays, "ie": ie.Holidays, "it": it.Holidays, "lt": lt.Holidays, "lv": lv.Holidays,
	"nl": nl.Holidays, "no": no.Holidays, "pl": append(slices.Clone(pl.Holidays), christmasEve), "ro": ro.Holidays, "se": se.Holidays, "si": si.Holidays, "sk": sk.Holidays,
	"us": us.Holidays, "ru": nil, // by its decrees: official.go

	"de": de.Holidays, "de-bb": de.HolidaysBB, "de-be": de.HolidaysBE, "de-bw": de.HolidaysBW, "de-by": de.HolidaysBY, "de-hb": de.HolidaysHB,
	"de-he": de.HolidaysHE, "de-hh": de.HolidaysHH, "de-mv": de.HolidaysMV, "de-ni": de.HolidaysNI, "de-nw": de.HolidaysNW, "de-rp": de.HolidaysRP,
	"de-sh": de.HolidaysSH, "de-sl": de.HolidaysSL, "de-sn": de.HolidaysSN, "de-st": de.HolidaysST, "de-th": de.HolidaysTH,
}

// Countries are those whose public holidays are known, sorted.
func Countries() []string { return slices.Sorted(maps.Keys(abroad)) }

// holidayYear is a country in a year.
type holidayYear struct {
	country string
	year    int
}

// holidaysOf has the free days of the years that were asked for, as sets.
var holidaysOf sync.Map

// holidayAbroad reports whether a day is a public holiday of a country other than
// Russia, or the day on which one that falls on a weekend is observed.
func holidayAbroad(country string, d desk.Date) bool {
	key := holidayYear{country, d.Year}
	days, known := holidaysOf.Load(key)
	if !known {
		days, _ = holidaysOf.LoadOrStore(key, holidaysIn(key))
	}
	of, _ := days.(map[desk.Date]bool) // nothing else is stored
	return of[d]
}

func holidaysIn(y holidayYear) map[desk.Date]bool {
	days := map[desk.Date]bool{}
	for _, h := range abroad[y.country] {
		for year := y.year - 1; year <= y.year+1; year++ { // one of January may be observed in December
			actual, observed := h.Calc(year)
			for _, day := range []time.Time{actual, observed} {
				if day.Year() == y.year {
					days[desk.DateOf(day)] = true
				}
			}
		}
	}
	return days
}
