package testdesk

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Tables returns all rows of the store by table, each as JSON, in a fixed order of columns.
func (w *World) Tables() map[string][]string {
	w.t.Helper()
	ctx := context.Background() // a property check has no context
	conn, err := pgx.Connect(ctx, w.url)
	if err != nil {
		w.t.Fatal(err)
	}
	defer conn.Close(ctx) //nolint:errcheck // it is only read from
	rows := func(sql string) []string {
		got, err := conn.Query(ctx, sql)
		if err != nil {
			w.t.Fatal(err)
		}
		all, err := pgx.CollectRows(got, pgx.RowTo[string])
		if err != nil {
			w.t.Fatal(err)
		}
		return all
	}
	tables := map[string][]string{}
	for _, name := range rows(`select tablename::text from pg_tables where schemaname = current_schema()`) {
		tables[name] = rows(fmt.Sprintf(`select row_to_json(t)::text from %s t`, pgx.Identifier{name}.Sanitize()))
		slices.Sort(tables[name])
	}
	return tables
}

// Exec changes the store past the desk, as somebody with a database client would.
func (w *World) Exec(sql string, args ...any) {
	w.t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, w.url)
	if err != nil {
		w.t.Fatal(err)
	}
	defer conn.Close(ctx) //nolint:errcheck // what it did is committed
	if _, err := conn.Exec(ctx, sql, args...); err != nil {
		w.t.Fatal(err)
	}
}

// Holding returns the tables in which a text occurs, in any column, sorted. JSON
// shows bytes as hexadecimal digits, so it looks for these, too.
func (w *World) Holding(words string) (tables []string) {
	w.t.Helper()
	digits := hex.EncodeToString([]byte(words))
	for name, rows := range w.Tables() {
		if slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, words) || strings.Contains(row, digits) }) {
			tables = append(tables, name)
		}
	}
	slices.Sort(tables)
	return tables
}
