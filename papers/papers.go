// Package papers makes files of a report: a workbook (XLSX), a document (PDF), a
// picture (PNG) and a table of the tickets (CSV).
//
// A file says what the report says, in one language and in the report's own time
// zone. What stands in it is listed in columns.go and rows.go: a column or a row
// is one entry there, with its heading in both languages, and so appears in every
// file. Tickets are read one by one, so a file of a hundred thousand tickets needs
// no more memory than one of ten.
package papers

import (
	"errors"
	"fmt"
	"image"
	"io"
	"iter"
	"slices"
	"time"

	"vakhta/desk"
	"vakhta/locales"
)

// A FileFormat is a kind of file.
type FileFormat string

// The formats.
const (
	XLSX FileFormat = "xlsx"
	PDF  FileFormat = "pdf"
	PNG  FileFormat = "png"
	CSV  FileFormat = "csv"
	YAML FileFormat = "yaml" // of a tech map; no report is written in it
	// Markdown is of an agreement: a text that people read as it is.
	Markdown FileFormat = "md"
)

// Formats lists all formats.
func Formats() []FileFormat { return []FileFormat{PDF, XLSX, PNG, CSV} }

// Valid reports whether f is a format.
func (f FileFormat) Valid() bool { return slices.Contains(Formats(), f) }

// ContentType returns the format's MIME type.
func (f FileFormat) ContentType() string {
	switch f {
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case PDF:
		return "application/pdf"
	case PNG:
		return "image/png"
	case YAML:
		return "application/yaml"
	case Markdown:
		return "text/markdown; charset=utf-8"
	default:
		return "text/csv; charset=utf-8"
	}
}

// A Content is what a file is made of.
type Content struct {
	Report desk.Report
	Desk   *desk.Desk
	// Tickets are those opened within the period, in the order of their opening.
	// They are read once, by XLSX and CSV. nil: none.
	Tickets iter.Seq2[*desk.Ticket, error]
	// Logo is shown on the first page of a PDF and on the picture. nil: none.
	Logo image.Image
	// TempDir is where a large workbook is put together; "": the system's own.
	TempDir string
}

// Name returns a name for the file, such as "ROM 2026-10.xlsx". A period without
// a name of its own is named by its days.
func Name(r desk.Report, f FileFormat) string {
	project := r.Project
	if project == "" {
		project = "all"
	}
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		zone = time.UTC
	}
	return fmt.Sprintf("%s %s.%s", project, days(r.Period, zone), f)
}

// days returns a period's year, month, or first and last day.
func days(p desk.Period, zone *time.Location) string {
	first, last := p.From.In(zone), p.To.Add(-1).In(zone)
	switch {
	case p.To.Equal(first.AddDate(0, 1, 0)) && first.Day() == 1:
		return first.Format("2006-01")
	case p.To.Equal(first.AddDate(1, 0, 0)) && first.YearDay() == 1:
		return first.Format("2006")
	case desk.DateOf(first) == desk.DateOf(last):
		return first.Format(time.DateOnly)
	default:
		return first.Format(time.DateOnly) + " " + last.Format(time.DateOnly)
	}
}

// Write writes a file. An error of the writer is returned as it is, so that a
// full disk can be told from a fault; after an error the file is incomplete.
func Write(w io.Writer, f FileFormat, c Content, in desk.Locale) error {
	p, err := newPaper(c, in)
	if err != nil {
		return err
	}
	return p.write(w, f)
}

func (p *paper) write(w io.Writer, f FileFormat) (err error) {
	switch f {
	case XLSX:
		err = p.workbook(w)
	case PDF:
		err = p.document(w)
	case PNG:
		err = p.picture(w)
	case CSV:
		err = p.list(w)
	default:
		return fmt.Errorf("report as %q: no such format", f)
	}
	return errors.Join(err, p.voice.Err())
}

// A paper is a file that is being made.
type paper struct {
	Content

	voice    *locales.Voice
	headline string          // in place of the subtitle; "": it is a report
	said     map[string]bool // in tests, the ids of the messages; nil: they are not kept
}

func newPaper(c Content, in desk.Locale) (*paper, error) {
	zone, err := time.LoadLocation(c.Report.Zone)
	if err != nil {
		return nil, fmt.Errorf("report of %s: %w", c.Report.Project, err)
	}
	if c.Tickets == nil {
		c.Tickets = func(func(*desk.Ticket, error) bool) {}
	}
	return &paper{Content: c, voice: locales.New(in, zone)}, nil
}

// say returns a message of the files.
func (p *paper) say(id string, pairs ...any) string {
	p.note(id)
	return p.voice.Say(id, pairs...)
}

// audience names whom a step calls: a person, also one whom desk.yaml has no more, or
// a role.
func (p *paper) audience(a desk.Audience) string {
	switch {
	case p.Desk.People[string(a)] != nil:
		return p.Desk.People[string(a)].Name
	case a.Role():
		return p.say("audience." + string(a))
	default:
		return string(a)
	}
}

// count returns a message of the files in the plural form of n.
func (p *paper) count(id string, n int) string {
	p.note(id)
	return p.voice.Count(id, n)
}

func (p *paper) note(id string) {
	if p.said != nil {
		p.said[id] = true
	}
}

// title names whose report it is.
func (p *paper) title() string {
	if p.Report.Project == "" {
		return p.say("paper.all")
	}
	return p.Report.Name
}

// subtitle names the period, and the zone in which its days begin.
func (p *paper) subtitle() string {
	if p.headline != "" {
		return p.headline
	}
	return p.say("paper.period", "Period", p.period(p.Report.Period), "Zone", p.voice.ZoneName(p.Report.At))
}

// asOf says up to when the figures count.
func (p *paper) asOf() string {
	at := p.Report.At.In(p.voice.Zone)
	return p.say("paper.as_of", "At", p.day(at)+", "+at.Format("15:04"), "Zone", p.voice.ZoneName(at))
}

// period returns a period as people write it: "октябрь 2026", "1–15 октября 2026".
func (p *paper) period(of desk.Period) string {
	first, last := of.From.In(p.voice.Zone), of.To.Add(-1).In(p.voice.Zone)
	name := days(of, p.voice.Zone)
	switch len(name) {
	case len("2006"):
		return name
	case len("2006-01"):
		return p.say(fmt.Sprintf("paper_month.%d", int(first.Month()))) + " " + name[:4]
	case len(time.DateOnly):
		return p.day(first)
	}
	return p.say("paper.days", "From", p.day(first), "To", p.day(last))
}

// short returns a period's name for the axis of a chart.
func (p *paper) short(of desk.Period) string {
	first := of.From.In(p.voice.Zone)
	name := days(of, p.voice.Zone)
	switch len(name) {
	case len("2006"):
		return name
	case len("2006-01"):
		return first.Format("01.06")
	}
	return first.Format("02.01")
}

// day returns a date with its year.
func (p *paper) day(at time.Time) string { return p.voice.Date(at, time.Time{}) }
