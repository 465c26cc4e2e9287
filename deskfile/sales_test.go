package deskfile_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

// blackFriday is a sale in the gold contract, with a calm that begins before it.
const blackFriday = "sales: [{name: Black Friday, from: 2026-11-27T00:00, to: 2026-11-30T00:00, projects: [ROM], targets: {P1: {reaction: 5m}}, calm: {from: 2026-11-26T18:00}}]\n    close_after: 3d"

func TestASaleHasTargetsAndACalm(t *testing.T) {
	t.Parallel()
	c := testdesk.Example(t, "close_after: 3d", blackFriday).Contracts["gold"]
	friday := time.Date(2026, time.November, 27, 12, 0, 0, 0, testdesk.Moscow())
	s := c.SaleAt("ROM", friday)
	if s == nil || c.SaleAt("VAS", friday) != nil || c.SaleAt("ROM", friday.AddDate(0, 0, 3)) != nil {
		t.Fatalf("the sale is %+v, and of others or later %+v, %+v", s, c.SaleAt("VAS", friday), c.SaleAt("ROM", friday.AddDate(0, 0, 3)))
	}
	want := desk.Target{Reaction: desk.Span{Time: 5 * time.Minute}, Resolution: desk.Span{Time: 4 * time.Hour}, Updates: desk.Span{Time: 30 * time.Minute}}
	if got := s.Targets[desk.P1]; got != want {
		t.Errorf("P1 is %+v, want %+v: the rest from the contract", got, want)
	}
	if c.CalmAt("ROM", friday.Add(-17*time.Hour)) == nil || c.CalmAt("ROM", friday.Add(-19*time.Hour)) != nil {
		t.Errorf("the calm is %+v", s.Calm)
	}
}

func TestAContractWithoutSalesKeepsItsDigest(t *testing.T) {
	t.Parallel()
	d, with := testdesk.Example(t), testdesk.Example(t, "close_after: 3d", blackFriday)
	text, err := d.Contracts["gold"].Encode(d.Calendars)
	if err != nil || strings.Contains(string(text), "Sales") {
		t.Errorf("%v: it is stored with a key that it does not use: %s", err, text)
	}
	if digests := []string{d.Contracts["gold"].Digest, with.Contracts["gold"].Digest}; slices.Contains(digests, "") || digests[0] == digests[1] {
		t.Errorf("without and with sales the digests are %q", digests)
	}
}

func TestMistakesInSales(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "a sale that ends before it begins is found",
			write:    "sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-26T00:00}]\n    close_after: 3d", instead: "close_after: 3d",
			want: []string{`64:51: this sale ends before it begins; write an end after the beginning`},
		},
		{
			sentence: "sales that overlap are found",
			write:    "sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00}, {name: B, from: 2026-11-29T00:00, to: 2026-12-01T00:00}]\n    close_after: 3d",

			instead: "close_after: 3d",
			want:    []string{`64:86: two sales of one shop overlap here; end one where the other begins`},
		},
		{
			sentence: "a sale of a shop that is not there is found, and a resolution before the reaction",
			write:    "sales: [{name: A, from: 2026-11-27T00:00, to: 2026-11-30T00:00, projects: [ROME], targets: {P2: {resolution: 20m}}}]\n    close_after: 3d",

			instead: "close_after: 3d",
			want: []string{
				`64:80: there is no project "ROME"; did you mean "ROM"?`,
				`64:114: the resolution within 20m is due before the reaction within 30m; write a resolution as long as the reaction or longer`,
			},
		},
	})
}
