package papers_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"vakhta/desk"
	"vakhta/internal/repeat"
	"vakhta/papers"
)

// opened writes a workbook and reads it back.
func opened(t *testing.T, c papers.Content, in desk.Locale) *excelize.File {
	t.Helper()
	var file bytes.Buffer
	if err := papers.Write(&file, papers.XLSX, c, in); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// raw returns a sheet's cells as they are stored.
func raw(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestAWorkbookReadsBackCellByCell(t *testing.T) {
	t.Parallel()
	f := opened(t, content(t, 2), desk.Russian)
	if diff := cmp.Diff([]string{"Сводка", "Заявки", "Нарушения", "Часы", "Оценки"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	at := func(clock time.Time) string { // as Excel counts days
		wall := time.Date(clock.Year(), clock.Month(), clock.Day(), clock.Hour(), clock.Minute(), 0, 0, time.UTC)
		return fmt.Sprintf("%.6f", wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()/24)
	}
	first := october.Add(20 * time.Minute)
	want := []string{
		"ROM-1", "P1", "Инцидент", "Не проходит оплата № 1", "Закрыта", "Ольга", "Анна Ким", "1", at(first), at(first.Add(15 * time.Minute)),
		at(first.Add(10 * time.Minute)), fmt.Sprintf("%.6f", 10.0/60/24), "да", at(first.Add(2 * time.Hour)), at(first.Add(3 * time.Hour)), fmt.Sprintf("%.6f", 3.0/24), "нет", "", "", "4", "Перезапустили шлюз",
	}
	rows := raw(t, f, "Заявки")
	for i, cell := range rows[1] {
		var number float64
		if n, err := fmt.Sscanf(cell, "%g", &number); n == 1 && err == nil && strings.Contains(cell, ".") {
			rows[1][i] = fmt.Sprintf("%.6f", number)
		}
	}
	if diff := cmp.Diff(want, rows[1]); diff != "" {
		t.Errorf("the first ticket (-want +got):\n%s", diff)
	}
	if len(rows) != 3 {
		t.Errorf("%d rows, want a heading and two tickets", len(rows))
	}
	shown, err := f.GetRows("Заявки")
	if err != nil || shown[1][8] != "01.10.2026 00:20" || shown[1][15] != "3:00:00" {
		t.Errorf("times are shown as %q: %v", shown[1], err)
	}
	if diff := cmp.Diff([]string{"Анна Смирнова", "Анализ", "да", "7"}, raw(t, f, "Часы")[1][:4]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"ROM-12", "5", "клиент", "Спасибо, очень быстро!"}, raw(t, f, "Оценки")[1]); diff != "" {
		t.Error(diff)
	}
}

func TestTheSummaryPutsThePeriodBesideTheOneBefore(t *testing.T) {
	t.Parallel()
	f := opened(t, content(t, 0), desk.English)
	rows := map[string][]string{}
	for _, row := range raw(t, f, "Summary") {
		if len(row) > 0 {
			rows[row[0]] = row
		}
	}
	for name, want := range map[string][]string{
		"Figure":            {"Figure", "October 2026", "September 2026"},
		"Tickets opened":    {"Tickets opened", "42", "42"},
		"Responded on time": {"Responded on time", "0.904", "0.857"},
		"Mean rating":       {"Mean rating", "4.33333333333333", "4.33333333333333"},
	} {
		if diff := cmp.Diff(want, rows[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	kind, err := f.GetCellType("Summary", "B7")
	if err != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("a number is of the type %v: %v", kind, err)
	}
}

func TestWhatPeopleWroteIsNoFormula(t *testing.T) {
	t.Parallel()
	c := content(t, 0)
	c.Tickets = func(yield func(*desk.Ticket, error) bool) {
		k := ticket(1)
		k.Text, k.Requester.Name, k.Resolution = "=HYPERLINK(\"http://evil.example\")", "+7 900", "@SUM(A1)"
		yield(k, nil)
	}
	f := opened(t, c, desk.Russian)
	for _, cell := range []string{"D2", "F2", "U2"} {
		formula, err := f.GetCellFormula("Заявки", cell)
		if formula != "" || err != nil {
			t.Errorf("%s has the formula %q: %v", cell, formula, err)
		}
	}
	if got := raw(t, f, "Заявки")[1][3]; got != "=HYPERLINK(\"http://evil.example\")" {
		t.Errorf("the text became %q", got)
	}
	if got := raw(t, f, "Нарушения")[2][2]; !strings.HasPrefix(got, "=HYPERLINK") {
		t.Errorf("the subject became %q", got)
	}

	var list bytes.Buffer
	if err := papers.Write(&list, papers.CSV, c, desk.Russian); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\ufeffЗаявка;", `;"'=HYPERLINK(""http://evil.example"")";`, ";'+7 900;", ";'@SUM(A1)\r\n"} {
		if !strings.Contains(list.String(), want) {
			t.Errorf("the CSV lacks %q:\n%s", want, list.String())
		}
	}
}

func TestASheetIsFrozenFilteredAndPrintedOnePageWide(t *testing.T) {
	t.Parallel()
	f := opened(t, content(t, 3), desk.Russian)
	panes, err := f.GetPanes("Заявки")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	filtered := ""
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm._FilterDatabase" && n.Scope == "Заявки" {
			filtered = n.RefersTo
		}
	}
	if filtered != "'Заявки'!$A$1:$U$4" {
		t.Errorf("the filter covers %q", filtered)
	}
	layout, err := f.GetPageLayout("Заявки")
	if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("layout %+v, %v", layout, err)
	}
	for _, sheet := range f.GetSheetList() {
		if props, err := f.GetSheetProps(sheet); err != nil || !*props.FitToPage {
			t.Errorf("%s is not fitted to the page: %v", sheet, err)
		}
	}
}

// peak measures the heap while something is written.
type peak struct {
	io.Writer

	bytes atomic.Uint64
}

func (p *peak) look() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	p.bytes.Store(max(p.bytes.Load(), m.HeapInuse))
}

func TestAHundredThousandTicketsNeedNoMoreMemoryThanTen(t *testing.T) {
	many := 100_000 / repeat.OneIn(1, 5)
	used := func(n int) uint64 {
		c := content(t, 0)
		p := &peak{Writer: io.Discard}
		runtime.GC()
		c.Tickets = func(yield func(*desk.Ticket, error) bool) {
			for i := range n {
				if i%10_000 == 0 {
					p.look()
				}
				if !yield(ticket(i+1), nil) {
					return
				}
			}
		}
		if err := papers.Write(p, papers.XLSX, c, desk.Russian); err != nil {
			t.Fatal(err)
		}
		p.look()
		return p.bytes.Load()
	}
	few, all := used(10), used(many)
	t.Logf("the heap is %d MB for ten tickets and %d MB for %d", few>>20, all>>20, many)
	if all > few+120<<20 {
		t.Errorf("%d tickets need %d MB more than ten", many, (all-few)>>20)
	}
}

// full is a disk that has no room.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, syscall.ENOSPC
	}
	return len(p), nil
}

func TestAFullDiskIsToldAsWhatItIs(t *testing.T) {
	t.Parallel()
	for _, f := range papers.Formats() {
		if err := papers.Write(&full{room: 1000}, f, content(t, 100), desk.English); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s onto a full disk: %v", f, err)
		}
	}
}

func TestAnErrorWhileReadingTicketsEndsTheFile(t *testing.T) {
	t.Parallel()
	gone := errors.New("the database is away")
	for _, f := range []papers.FileFormat{papers.XLSX, papers.CSV} {
		c := content(t, 0)
		c.Tickets = func(yield func(*desk.Ticket, error) bool) { yield(nil, gone) }
		if err := papers.Write(io.Discard, f, c, desk.English); !errors.Is(err, gone) {
			t.Errorf("%s: %v", f, err)
		}
	}
}
