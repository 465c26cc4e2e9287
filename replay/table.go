package replay

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"vakhta/desk"
)

// columns lists the headings under which a column may be found, in lower case.
var columns = map[string][]string{
	"key":       {"key", "id", "number", "ticket", "номер", "ключ", "заявка"},
	"requester": {"requester", "from", "reporter", "author", "customer", "заявитель", "автор", "клиент"},
	"text":      {"text", "subject", "title", "summary", "description", "тема", "текст", "описание"},
	"type":      {"type", "тип"},
	"priority":  {"priority", "приоритет"},
	"opened":    {"opened", "created", "created at", "created_at", "создана", "создан", "открыта"},
	"answered":  {"answered", "first response", "first_response", "first response at", "responded", "первый ответ", "реакция"},
	"resolved":  {"resolved", "resolved at", "closed", "closed at", "решена", "решено", "закрыта"},
}

// layouts are how times are written, those with a zone first.
var layouts = []string{
	time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"02.01.2006 15:04:05", "02.01.2006 15:04",
}

// readTable reads the tickets of an older desk: a heading and a row for each,
// with commas, semicolons or tabs between.
func readTable(in io.Reader, zone *time.Location) (*Past, error) {
	all, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(all), bom)
	heading, _, _ := strings.Cut(text, "\n")
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	for _, between := range ";\t" {
		if strings.Count(heading, string(between)) > strings.Count(heading, string(rows.Comma)) {
			rows.Comma = between
		}
	}
	names, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	t := table{zone: zone, at: map[string]int{}}
	for i, name := range names {
		for column, known := range columns {
			if _, found := t.at[column]; !found && slices.Contains(known, strings.ToLower(strings.TrimSpace(name))) {
				t.at[column] = i
			}
		}
	}
	if _, found := t.at["opened"]; !found {
		return nil, fmt.Errorf("%w: a CSV file needs a column %s", ErrFormat, strings.Join(columns["opened"], ", "))
	}
	past := &Past{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return past, nil
		}
		line, _ := rows.FieldPos(0)
		if err != nil {
			past.skip(fmt.Sprintf("line %d", line), "%v", err)
			continue
		}
		ticket, err := t.ticket(row)
		if err != nil {
			past.skip(fmt.Sprintf("line %d", line), "%v", err)
			continue
		}
		past.Tickets = append(past.Tickets, ticket)
	}
}

type table struct {
	zone *time.Location
	at   map[string]int // the place of each column that there is
}

func (t table) field(row []string, column string) string {
	if i, found := t.at[column]; found && i < len(row) {
		return strings.TrimSpace(row[i])
	}
	return ""
}

func (t table) ticket(row []string) (p OldTicket, err error) {
	p = OldTicket{Place: t.field(row, "key"), Requester: t.field(row, "requester"), Text: t.field(row, "text")}
	if name := t.field(row, "type"); name != "" {
		if p.Type = desk.RequestType(strings.ReplaceAll(strings.ToLower(name), " ", "_")); !slices.Contains(desk.RequestTypes(), p.Type) {
			p.Type = "" // another desk's word: the text is classified
		}
	}
	if name := t.field(row, "priority"); name != "" {
		p.Priority, _ = desk.ParsePriority(name) // the same
	}
	for column, into := range map[string]*time.Time{"opened": &p.OpenedAt, "answered": &p.AnsweredAt, "resolved": &p.ResolvedAt} {
		if *into, err = t.time(t.field(row, column)); err != nil {
			return p, fmt.Errorf("%s: %w", column, err)
		}
	}
	switch {
	case p.OpenedAt.IsZero():
		return p, errors.New("opened is empty")
	case !p.AnsweredAt.IsZero() && p.AnsweredAt.Before(p.OpenedAt), !p.ResolvedAt.IsZero() && p.ResolvedAt.Before(p.OpenedAt):
		return p, errors.New("it was answered or resolved before it was opened")
	}
	return p, nil
}

func (t table) time(field string) (time.Time, error) {
	if field == "" {
		return time.Time{}, nil
	}
	for _, layout := range layouts {
		if at, err := time.ParseInLocation(layout, field, t.zone); err == nil {
			return at, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time like 2026-10-05 14:30", field)
}
