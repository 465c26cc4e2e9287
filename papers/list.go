package papers

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// list writes the tickets as CSV, and below them what the report lists beside its
// figures: for each list an empty line, its title, the headings and the rows. A program
// that wants the tickets alone reads up to the first empty line.
func (p *paper) list(w io.Writer) error {
	if err := listOf(p, w, ticketColumns(), p.Tickets); err != nil {
		return err
	}
	next := table{title: p.say("report.next"), heads: []string{p.say("paper.figure"), p.period(p.Report.Period)}, rows: p.nextFigures()}
	out := p.csv(w)
	for _, t := range append([]table{next}, p.reported()...) {
		if len(t.rows) == 0 {
			continue
		}
		for _, line := range [][]string{{}, {t.title}, t.heads} {
			if err := out.Write(line); err != nil {
				return err
			}
		}
		for _, row := range t.rows {
			if err := out.Write(p.plainly(row)); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// csv returns a writer with the separator that Excel expects in the language's
// countries.
func (p *paper) csv(w io.Writer) *csv.Writer {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if p.voice.Locale != desk.English {
		out.Comma = ';'
	}
	return out
}

// plainly returns the cells of a row.
func (p *paper) plainly(row []any) (cells []string) {
	for _, v := range row {
		cells = append(cells, p.plain(v))
	}
	return cells
}

// listOf writes rows as CSV for Excel: with a byte order mark, without which it
// takes Cyrillic for another code page.
func listOf[T any](p *paper, w io.Writer, columns []column[T], rows func(func(T, error) bool)) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := p.csv(w)
	var heads []string
	for _, c := range columns {
		heads = append(heads, c.head.in(p.voice.Locale))
	}
	if err := out.Write(heads); err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := out.Write(p.plainly(values(p, columns, row))); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// plain returns a value as a spreadsheet reads it from text.
func (p *paper) plain(v any) string {
	switch v := v.(type) {
	case string:
		return guarded(v)
	case int:
		return strconv.Itoa(v)
	case time.Time:
		return v.In(p.voice.Zone).Format(time.DateTime)
	case time.Duration:
		s := int(v.Round(time.Second) / time.Second)
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	case worked:
		return p.point(strconv.FormatFloat(v.decimal(), 'f', 4, 64))
	case sum:
		return p.point(v.amount.Amount(v.currency))
	default:
		return p.inWords(v)
	}
}

// point writes a decimal number with the point of the language.
func (p *paper) point(number string) string {
	if p.voice.Locale != desk.English {
		return strings.Replace(number, ".", ",", 1)
	}
	return number
}

// guarded returns a text that a spreadsheet does not run. What people wrote is
// not to become a formula on a manager's computer.
func guarded(s string) string {
	if strings.HasPrefix(strings.TrimLeft(s, " "), "=") || s != "" && strings.ContainsRune("+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
