package deskfile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/deskfile"
)

// TestTheExamplesOfHoursAreComputedAsTheySay reads the contracts and the work in docs/hours.md, and compares the
// figures there with what the desk computes.
func TestTheExamplesOfHoursAreComputedAsTheySay(t *testing.T) {
	page, err := os.ReadFile("../docs/hours.md")
	if err != nil {
		t.Fatal(err)
	}
	var terms desk.Billing
	parts := strings.Split(string(page), "```")
	examples := 0
	for i := 1; i < len(parts); i += 2 {
		if contract, ok := strings.CutPrefix(parts[i], "yaml\n"); ok {
			terms = termsOf(t, contract)
			continue
		}
		lines := strings.Split(strings.TrimSpace(strings.TrimPrefix(parts[i], "text\n")), "\n")
		var parcels []billing.Parcel
		for j := 0; j+1 < len(lines); j += 2 {
			s := settle(t, terms, lines[j], parcels)
			parcels = s.Next
			examples++
			if got := figures(&s, lines[j+1]); got != lines[j+1] {
				t.Errorf("docs/hours.md, %s\n  says %s\n  it is %s", lines[j], lines[j+1], got)
			}
		}
	}
	if examples < 10 {
		t.Errorf("docs/hours.md has %d examples", examples)
	}
}

// termsOf puts a billing into a desk.
func termsOf(t *testing.T, contract string) desk.Billing {
	t.Helper()
	src := strings.Replace(small, "    targets:", "    billing:\n      "+strings.ReplaceAll(strings.TrimSpace(contract), "\n", "\n      ")+"\n    targets:", 1)
	src = strings.Replace(src, "calendars: {always", "calendars: {office: {hours: {mon-fri: 09:00-18:00}}, always", 1)
	if strings.Contains(contract, "overage:") {
		src = strings.Replace(src, "line_1: first,", "line_1: first, managers: [anna], approvers: {people: [anna]},", 1)
	}
	d, _, err := deskfile.Read("desk.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return d.Contracts["gold"].Billing
}

// settle computes a line such as "2026-10: 3h, 2h after hours, -20m of 1, 1h approved".
func settle(t *testing.T, terms desk.Billing, line string, parcels []billing.Parcel) billing.Statement {
	t.Helper()
	name, work, _ := strings.Cut(line, ": ")
	first, err := time.Parse("2006-01", name)
	if err != nil {
		t.Fatal(err)
	}
	m := desk.MonthOf(first)
	var all []billing.TimeEntry
	approved := map[desk.Key]time.Duration{} // all work is on the ticket without a key
	for i, one := range strings.Split(work, ", ") {
		spent, rest, ok := desk.ParseWork(one)
		if !ok {
			t.Fatalf("%q is no work", one)
		}
		if rest == "approved" {
			approved[desk.Key{}] = spent
			continue
		}
		e := billing.TimeEntry{ID: int64(i + 1), Root: int64(i + 1), Day: m.First(), Month: m, Spent: spent, AfterHours: rest == "after hours", Free: rest == "free"}
		if _, err := fmt.Sscanf(rest, "of %d", &e.Root); err == nil {
			e.Before = all[e.Root-1].Spent
		}
		all = append(all, e)
	}
	return billing.Settle(terms, m, billing.BroughtForward{Parcels: parcels, Agreed: approved}, all)
}

// figures writes those figures of a statement that a line has.
func figures(s *billing.Statement, line string) string {
	var next time.Duration
	for _, p := range s.Next {
		next += p.Left
	}
	var all []string
	for part := range strings.SplitSeq(line, ", ") {
		name := part[:strings.LastIndex(part, " ")]
		value := map[string]string{
			"used": short(s.Used), "beyond": short(s.Beyond), "without approval": short(s.Without), "after hours": short(s.AfterHours), "free": short(s.Free), "left": short(s.Left),
			"next month": short(next), "total": s.Total.Amount(s.Terms.Currency), "VAT": s.Tax.Amount(s.Terms.Currency),
		}[name]
		all = append(all, name+" "+value)
	}
	return strings.Join(all, ", ")
}

func short(d time.Duration) string {
	if d == 0 {
		return "0h"
	}
	return desk.Span{Time: d}.String()
}
