package papers_test

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"vakhta/billing"
	"vakhta/desk"
	"vakhta/papers"
)

// act is October of ROM: work of and beyond a package, a correction, and some that nobody pays for.
func act(t *testing.T) papers.WorkAct {
	t.Helper()
	d := example(t)
	terms := d.Contracts["gold"].Billing
	m := desk.Month{Year: 2026, Month: time.October}
	entry := func(id int64, spent time.Duration, text string) billing.TimeEntry {
		return billing.TimeEntry{
			ID: id, Root: id, Ticket: desk.Key{Project: "ROM", Number: int(id)}, Name: "Анна Ким", Spent: spent, Text: text,
			Day: desk.Date{Year: 2026, Month: time.October, Day: int(id)}, Month: m, Activity: "разработка",
		}
	}
	work := []billing.TimeEntry{
		entry(1, 39*time.Hour, "касса"), entry(2, 3*time.Hour, "=1+1"), entry(3, -50*time.Minute, "ошиблась"), entry(4, 2*time.Hour, "ночью"), entry(5, time.Hour, "созвон"),
	}
	work[2].Root, work[2].Before = 2, 3*time.Hour
	work[3].AfterHours = true
	work[4].Free = true
	agreed := map[desk.Key]time.Duration{{Project: "ROM", Number: 2}: 3 * time.Hour}
	s := billing.Settle(terms, m, billing.BroughtForward{Agreed: agreed}, work)
	return papers.WorkAct{Project: d.Projects["ROM"], Statement: s, Locked: true, At: october.AddDate(0, 1, 4)}
}

func TestAnActOfWorkAddsUpInAWorkbook(t *testing.T) {
	t.Parallel()
	a := act(t)
	var file bytes.Buffer
	if err := papers.WriteAct(&file, papers.XLSX, a, desk.English); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	raw := excelize.Options{RawCellValue: true}
	rows, err := book.GetRows("Hours", raw)
	if err != nil {
		t.Fatal(err)
	}
	total, hours := 0.0, 0.0
	for _, row := range rows[1:] {
		number := func(column int) float64 {
			if column >= len(row) || row[column] == "" {
				return 0
			}
			n, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				t.Fatalf("row %q: %v", row, err)
			}
			return n
		}
		total += number(11)
		if strings.HasPrefix(row[0], "From") || strings.HasPrefix(row[0], "By") || strings.HasPrefix(row[0], "After") {
			hours += number(7)
		}
	}
	if want := float64(a.Statement.Total) / 100; total < want-0.001 || total > want+0.001 {
		t.Errorf("the rows come to %v, and the total is %v", total, want)
	}
	if want := (a.Statement.Used + a.Statement.Beyond + a.Statement.AfterHours).Hours(); hours < want-0.001 || hours > want+0.001 {
		t.Errorf("the rows have %v hours, and the sums %v", hours, want)
	}
	for _, row := range rows {
		if len(row) > 5 && row[5] == "2" {
			t.Error("what an engineer wrote is computed as a formula")
		}
	}
	sums, err := book.GetRows("Act", raw)
	if err != nil || !strings.Contains(strings.Join(sums[1], ""), "Act of work done: October") {
		t.Errorf("%v: the first sheet begins with %q", err, sums)
	}
}

func TestAnActOfWorkIsATableForAccounting(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	if err := papers.WriteAct(&file, papers.CSV, act(t), desk.Russian); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(file.String(), "\ufeff")
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = ';'
	rows, err := in.ReadAll()
	if err != nil || !marked {
		t.Fatalf("marked: %t, %v", marked, err)
	}
	want := [][]string{
		{"Пакет месяца", "", "", "", "", "", "", "40,0000", "2026-10", "", "", "120000,00", ""},
		{"Из пакета", "2026-10-01", "ROM-1", "Анна Ким", "разработка", "касса", "39,0000", "39,0000", "2026-10", "", "", "", "1"},
		{"Из пакета", "2026-10-02", "ROM-2", "Анна Ким", "разработка", "'=1+1", "3,0000", "1,0000", "2026-10", "", "", "", "2"},
		{"По часам", "2026-10-02", "ROM-2", "Анна Ким", "разработка", "'=1+1", "3,0000", "2,0000", "", "", "3500,00", "7000,00", "2"},
		{"По часам", "2026-10-03", "ROM-3", "Анна Ким", "разработка", "ошиблась", "-0,8333", "-0,7500", "", "2", "3500,00", "-2625,00", "3"},
		{"В нерабочее время", "2026-10-04", "ROM-4", "Анна Ким", "разработка", "ночью", "2,0000", "2,0000", "", "", "5250,00", "10500,00", "4"},
		{"Не оплачивается", "2026-10-05", "ROM-5", "Анна Ким", "разработка", "созвон", "1,0000", "1,0000", "", "", "", "", "5"},
	}
	for i, w := range want {
		if got := strings.Join(rows[i+1], "|"); got != strings.Join(w, "|") {
			t.Errorf("row %d is\n%s, want\n%s", i+1, got, strings.Join(w, "|"))
		}
	}
	if len(rows) != len(want)+1 {
		t.Errorf("there are %d rows", len(rows))
	}
}

func TestAnActOfWorkHasPagesInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, l := range []desk.Locale{desk.Russian, desk.English} {
		var file bytes.Buffer
		if err := papers.WriteAct(&file, papers.PDF, act(t), l); err != nil || !bytes.HasPrefix(file.Bytes(), []byte("%PDF-")) {
			t.Errorf("in %s: %v, beginning with %.12q", l, err, file.Bytes())
		}
	}
}
