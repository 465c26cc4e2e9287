package papers_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/locales"
	"vakhta/papers"
)

func TestAFileIsNamedByProjectAndPeriod(t *testing.T) {
	t.Parallel()
	r := octoberReport()
	day := func(from, to int) desk.Period {
		return desk.Period{From: october.AddDate(0, 0, from-1), To: october.AddDate(0, 0, to)}
	}
	for want, p := range map[string]desk.Period{
		"ROM 2026-10.pdf":               month(0),
		"ROM 2026.pdf":                  {From: october.AddDate(0, -9, 0), To: october.AddDate(0, 3, 0)},
		"ROM 2026-10-05.pdf":            day(5, 5),
		"ROM 2026-10-01 2026-10-15.pdf": day(1, 15),
	} {
		if r.Period = p; papers.Name(r, papers.PDF) != want {
			t.Errorf("%v is named %q, want %q", p, papers.Name(r, papers.PDF), want)
		}
	}
	if r.Project, r.Period = "", month(0); papers.Name(r, papers.CSV) != "all 2026-10.csv" {
		t.Errorf("of all projects it is named %q", papers.Name(r, papers.CSV))
	}
}

func TestEveryTextOfTheFilesIsShownInBothLanguages(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	for _, c := range []papers.Content{content(t, 3), empty(t), everywhere(t)} {
		for _, f := range papers.Formats() {
			var file bytes.Buffer
			if err := papers.Write(&file, f, c, desk.Russian); err != nil {
				t.Errorf("%s in Russian: %v", f, err)
			}
			for _, id := range papers.Said(t, f, c) {
				said[id] = true
			}
		}
	}
	for _, id := range locales.IDs() {
		if strings.HasPrefix(id, "paper") && !said[id] {
			t.Errorf("no file says %s", id)
		}
	}
}

// empty is a report of a month without tickets.
func empty(t *testing.T) papers.Content {
	t.Helper()
	return papers.Content{Report: desk.Report{Project: "ROM", Name: "Ромашка", Zone: "Europe/Moscow", Period: month(0), At: october.Add(time.Hour)}, Desk: example(t)}
}

// everywhere is a report of all projects for some days, with what the other one
// lacks.
func everywhere(t *testing.T) papers.Content {
	t.Helper()
	c := content(t, 0)
	r := &c.Report
	r.Project, r.Name, r.Uncounted = "", "", 3
	r.Period = desk.Period{From: october, To: october.AddDate(0, 0, 15)}
	r.Shops = []desk.ShopFigures{{Project: "ROM", Name: "Ромашка", Figures: figures(12, 11), Open: 2}}
	r.Work[0].Billable = false
	for _, reason := range []desk.BreachReason{desk.BreachUnanswered, desk.BreachReopened, desk.BreachWork} {
		b := r.Breaches[0]
		b.Reason = reason
		r.Breaches = append(r.Breaches, b)
	}
	for len(r.Breaches) < 300 {
		r.Breaches = append(r.Breaches, r.Breaches[0])
	}
	r.Trend = nil
	for i := range 12 {
		r.Trend = append(r.Trend, desk.Trend{Period: month(i - 11), Figures: figures(10, 9)})
	}
	return c
}

func TestThePictureIsAsWideAsAPhone(t *testing.T) {
	t.Parallel()
	for _, c := range []papers.Content{content(t, 0), empty(t), everywhere(t)} {
		var file bytes.Buffer
		if err := papers.Write(&file, papers.PNG, c, desk.Russian); err != nil {
			t.Fatal(err)
		}
		size := file.Len()
		p, err := png.DecodeConfig(&file)
		if err != nil {
			t.Fatal(err)
		}
		// Telegram takes photos up to 10 MB whose sides are 10 000 together.
		if p.Width != 1100 || p.Height > 3000 || size > 1<<20 {
			t.Errorf("the picture is %d by %d, %d bytes", p.Width, p.Height, size)
		}
	}
}

func TestTheSameReportGivesTheSameDocument(t *testing.T) {
	t.Parallel()
	write := func() string {
		var file bytes.Buffer
		if err := papers.Write(&file, papers.PDF, content(t, 0), desk.Russian); err != nil {
			t.Fatal(err)
		}
		return file.String()
	}
	first, second := write(), write()
	if first != second {
		t.Error("two documents of one report differ")
	}
}

func TestAColumnHasAHeadingInEachLanguage(t *testing.T) {
	t.Parallel()
	cyrillic := regexp.MustCompile(`[а-яё]`)
	for _, pair := range papers.Headings() {
		if !cyrillic.MatchString(pair[0]) || cyrillic.MatchString(pair[1]) || pair[1] == "" {
			t.Errorf("a heading is %q in Russian and %q in English", pair[0], pair[1])
		}
	}
}

func TestAReportOfAnUnknownZoneIsAnError(t *testing.T) {
	t.Parallel()
	c := content(t, 0)
	c.Report.Zone = "Europe/Nowhere"
	if err := papers.Write(io.Discard, papers.PDF, c, desk.English); err == nil || !strings.Contains(err.Error(), "Europe/Nowhere") {
		t.Errorf("got %v", err)
	}
}

func TestTheLogoStandsAtTheTopRight(t *testing.T) {
	t.Parallel()
	logo := image.NewRGBA(image.Rect(0, 0, 240, 88))
	red := color.RGBA{R: 200, A: 255}
	draw.Draw(logo, logo.Bounds(), image.NewUniform(red), image.Point{}, draw.Src)
	c := content(t, 0)
	c.Logo = logo
	var file, plain, document bytes.Buffer
	for _, err := range []error{
		papers.Write(&file, papers.PNG, c, desk.Russian), papers.Write(&document, papers.PDF, c, desk.Russian), papers.Write(&plain, papers.PDF, content(t, 0), desk.Russian),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	picture, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	if got := color.RGBAModel.Convert(picture.At(1000, 100)); got != red {
		t.Errorf("at the top right is %v", got)
	}
	if !bytes.Contains(document.Bytes(), []byte("/Subtype /Image")) || bytes.Contains(plain.Bytes(), []byte("/Subtype /Image")) {
		t.Error("the document with a logo has no image, or the one without has one")
	}
}
