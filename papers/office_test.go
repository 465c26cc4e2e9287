package papers_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/desk"
	"vakhta/internal/testservers"
	"vakhta/papers"
)

// program returns the path of a program that opens files. Other programs than ours are slow to start, so they are for
// make test-all, which installs them if it can.
func program(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("other programs open the files in make test-all")
	}
	path, err := testservers.Office(name)
	if err != nil {
		t.Skip(err)
	}
	return path
}

// ran runs a program and returns what it printed.
func ran(t *testing.T, path string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), path, args...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", path, args, err, errs.String())
	}
	return string(out)
}

// written writes a file of the report.
func written(t *testing.T, dir string, f papers.FileFormat, in desk.Locale) string {
	t.Helper()
	path := filepath.Join(dir, string(in)+"."+string(f))
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := papers.Write(file, f, content(t, 60), in); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// reads fails unless a text of a file has these words.
func reads(t *testing.T, text string, words ...string) {
	t.Helper()
	text = strings.Join(strings.Fields(text), " ")
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not found in the file:\n%s", w, text)
		}
	}
}

func TestTheDocumentIsSearchedInCyrillic(t *testing.T) {
	t.Parallel()
	search, look := program(t, "pdftotext"), program(t, "pdftoppm")
	dir := t.TempDir()
	path := written(t, dir, papers.PDF, desk.Russian)
	reads(t, ran(t, search, "-layout", path, "-"), "Магазин «Ромашка»", "октябрь 2026", "Реакция в срок", "90,4 %", "Не проходит оплата картой", "никто не взял вовремя", "Спасибо, очень быстро!")
	path = written(t, dir, papers.PDF, desk.English)
	reads(t, ran(t, search, "-layout", path, "-"), "October 2026", "Responded on time", "90.4%", "nobody took it by the", "Не проходит оплата картой")
	ran(t, look, "-r", "40", "-png", path, filepath.Join(dir, "page"))
	if pages, err := filepath.Glob(filepath.Join(dir, "page*.png")); err != nil || len(pages) < 2 {
		t.Errorf("it has the pages %v: %v", pages, err)
	}
}

func TestLibreOfficeOpensTheWorkbook(t *testing.T) {
	t.Parallel()
	office, search := program(t, "soffice"), program(t, "pdftotext")
	dir := t.TempDir()
	for in, words := range map[desk.Locale][]string{
		desk.Russian: {"Магазин «Ромашка»", "По приоритетам и типам", "Заявки по периодам", "Не проходит оплата № 60", "01.10.2026 00:20", "Анализ"},
		desk.English: {"Support report: October 2026", "By priority and type", "Tickets by period", "Не проходит оплата № 60", "2026-10-01 00:20"},
	} {
		path := written(t, dir, papers.XLSX, in)
		ran(t, office, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--convert-to", "pdf", "--outdir", dir, path)
		printed := filepath.Join(dir, string(in)+".pdf")
		reads(t, ran(t, search, "-layout", printed, "-"), words...)
		// Each sheet is one page wide, so ten pages hold all five.
		if pages := strings.Count(ran(t, search, printed, "-"), "\f"); pages > 10 {
			t.Errorf("the workbook is printed on %d pages", pages)
		}
	}
}
