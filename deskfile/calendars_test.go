package deskfile_test

import "testing"

func TestMistakesInCalendars(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "hours that overlap are found",
			write:    "12:30-18:00", instead: "14:00-18:00",
			want: []string{"32:36: 12:30-18:00 overlaps 09:00-13:00; write hours that follow each other"},
		},
		{
			sentence: "hours that run backwards are found",
			write:    "sat: 14:00-10:00", instead: "sat: 10:00-14:00",
			want: []string{`32:55: "14:00-10:00" ends before it begins; write an end after the beginning; hours over midnight are 14:00-24:00, and 00:00-10:00 on the next day`},
		},
		{
			sentence: "an end at midnight is 24:00",
			write:    "sat: 22:00-00:00", instead: "sat: 10:00-14:00",
			want: []string{`32:55: "22:00-00:00" ends before it begins; write 22:00-24:00`},
		},
		{
			sentence: "hours of no length are found",
			write:    "sat: 10:00-10:00", instead: "sat: 10:00-14:00",
			want: []string{`32:55: "10:00-10:00" is an empty time range; write an end after the beginning, or leave the day out`},
		},
		{
			sentence: "times that no day has are found",
			write:    "sat: 10:00-24:30", instead: "sat: 10:00-14:00",
			want: []string{`32:55: "10:00-24:30" has an invalid time of day; write times from 00:00 to 24:00`},
		},
		{
			sentence: "hours that are none are found",
			write:    "sat: morning", instead: "sat: 10:00-14:00",
			want: []string{`32:55: "morning" is not a valid time range; write it like 09:00-18:00`},
		},
		{
			sentence: "a day that is none is found",
			write:    "saturday: 10:00-14:00", instead: "sat: 10:00-14:00",
			want: []string{`32:50: "saturday" is not allowed here; write mon, mon-fri or sat,sun`},
		},
		{
			sentence: "a day named twice is found",
			write:    "fri: 10:00-14:00", instead: "sat: 10:00-14:00",
			want: []string{"32:50: Friday has its hours on line 32 already; name each day once, with all its hours"},
		},
		{
			sentence: "hours that are neither 24x7 nor a week are found",
			write:    "hours: 24/7", instead: "hours: 24x7",
			want: []string{`29:19: unknown hours "24/7"; write 24x7, or the hours of the week, like {mon-fri: 09:00-18:00}`},
		},
		{
			sentence: "a calendar without any hours is refused",
			write:    "{sat: []}", instead: "{mon-fri: [09:00-13:00, 14:00-18:00], sat: 10:00-14:00}",
			want: []string{"32:12: no day has any hours; write the hours of the week, like {mon-fri: 09:00-18:00}"},
		},
		{
			sentence: "a working day longer than a day is refused",
			write:    "day: 25h ", instead: "day: 8h ",
			want: []string{"33:10: a day does not have 25h; write how long a working day is, like 8h"},
		},
		{
			sentence: "a working day in days is refused",
			write:    "day: 1d ", instead: "day: 8h ",
			want: []string{`33:10: "1d" is measured in days; write it in hours and minutes here, like 8h`},
		},
		{
			sentence: "unknown public holidays are found",
			write:    "holidays: xx", instead: "holidays: ru",
			want: []string{`34:15: the holidays of "xx" are not known; known: at, be, bg, cz, de, de-bb, de-be, de-bw, de-by, de-hb, de-he, de-hh, de-mv, de-ni, de-nw, de-rp, de-sh, de-sl, de-sn, de-st, de-th, dk, es, fr, gb, gr, hr, ie, it, lt, lv, nl, no, pl, ro, ru, se, si, sk, us; write those of others under days_off`},
		},
		{
			sentence: "a date both off and worked is found",
			write:    "work_days: [2026-12-31]", instead: "work_days: [2026-11-07]",
			want: []string{"36:17: 2026-12-31 is both a day off and a work day; keep it in one of days_off and work_days"},
		},
		{
			sentence: "a date listed twice is found",
			write:    "days_off: [2026-12-31, 2026-12-31]", instead: "days_off: [2026-12-31]",
			want: []string{"35:28: 2026-12-31 is in this list twice; keep one"},
		},
		{
			sentence: "a day cut by more than it has is found",
			write:    "{2026-12-30: 8h}", instead: "{2026-12-30: 1h}",
			want: []string{"37:30: 2026-12-30 has 8h and cannot be 8h shorter; write how much is cut off its end, or put the date under days_off"},
		},
		{
			sentence: "a day off cannot be short",
			write:    "{2026-12-31: 1h}", instead: "{2026-12-30: 1h}",
			want: []string{"37:18: 2026-12-31 is a day off and cannot be short; keep it in one of days_off and short_days"},
		},
		{
			sentence: "a day without hours cannot be short",
			write:    "{2026-12-27: 1h}", instead: "{2026-12-30: 1h}",
			want: []string{"37:18: 2026-12-27 has no working hours to shorten; name a working day, or add it to work_days"},
		},
		{
			sentence: "a short day that is no date is found",
			write:    "{2026-02-30: 1h}", instead: "{2026-12-30: 1h}",
			want: []string{`37:18: "2026-02-30" is not a valid date; write it like 2026-12-31`},
		},
		{
			sentence: "what has no effect under 24x7 is found",
			write:    "{hours: 24x7, day: 8h}", instead: "{hours: 24x7}",
			want: []string{`29:30: "day" has no effect under 24x7; remove it, or write the hours of the week`},
		},
	})
}
