package testpg

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// tryHold makes a database the session's own until its end, unless another has it.
const tryHold = "select pg_try_advisory_lock(hashtext($1))"

const selectCopies = "select datname from pg_database where starts_with(datname, $1) order by datname"

// lend finds a copy of the template that nobody has, and empties it, or makes one. It is held by conn.
func (s server) lend(ctx context.Context, conn *pgx.Conn, p template) (string, error) {
	rows, err := conn.Query(ctx, selectCopies, p.copies())
	if err != nil {
		return "", err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return "", err
	}
	for _, name := range names {
		free, err := ask[bool](ctx, conn, tryHold, name)
		if err != nil {
			return "", err
		}
		there, err := ask[bool](ctx, conn, exists, name) // or was thrown away just now
		if err != nil {
			return "", err
		}
		if !free || !there {
			continue
		}
		if err := s.empty(ctx, conn, p, name); !errors.Is(err, errSpoiled) {
			return name, err
		}
		if err := execOn(ctx, conn, "drop database "+name+" with (force)"); err != nil {
			return "", err
		}
	}
	return s.copy(ctx, conn, p)
}

// errSpoiled says that a copy is better thrown away than emptied.
var errSpoiled = errors.New("not what it was copied from")

// emptying leaves no row in the tables $1 and has every count begin anew. Without triggers, no foreign key stands in
// the way of a table's turn.
const emptying = `
do $$
declare t text;
begin
    set local session_replication_role = replica;
    foreach t in array string_to_array(current_setting('testpg.tables'), ' ') loop
        execute format('delete from %I', t);
    end loop;
    perform setval(c.oid, s.seqstart, false) from pg_sequence s join pg_class c on c.oid = s.seqrelid;
end $$`

// empty makes a copy as good as new.
func (s server) empty(ctx context.Context, admin *pgx.Conn, p template, name string) error {
	was, err := ask[string](ctx, admin,
		"select coalesce(shobj_description(oid, 'pg_database'), '') from pg_database where datname = $1", p.name())
	if err != nil {
		return err
	}
	// Whoever had it before may still be on the way out.
	if err := execOn(ctx, admin, "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"+name+"'"); err != nil {
		return err
	}
	conn, err := pgx.Connect(ctx, s.database(name))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	is, err := lookAt(ctx, conn)
	if err != nil {
		return err
	}
	tables, ok := is.like(was)
	if !ok {
		return errSpoiled
	}
	if len(tables) == 0 {
		return nil
	}
	if _, err := conn.Exec(ctx, "select set_config('testpg.tables', $1, false)", strings.Join(tables, " ")); err != nil {
		return err
	}
	return execOn(ctx, conn, emptying)
}

// fat is how many bytes a table may have for its database to be lent again: deleted rows stay where they were.
const fat = 1 << 20

// look is what a database consists of: its relations and columns, and which tables have rows.
type look struct {
	shape  string
	tables []string
	filled []string
	fat    bool
}

const selectShape = `
select coalesce(md5(string_agg(c.relname || '.' || a.attname || ':' || a.atttypid, ' ' order by c.relname, a.attnum)), '')
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
where c.relnamespace = 'public'::regnamespace`

const selectTables = `
select relname, pg_relation_size(oid) from pg_class
where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`

func (s server) look(ctx context.Context, name string) (look, error) {
	conn, err := pgx.Connect(ctx, s.database(name))
	if err != nil {
		return look{}, err
	}
	defer func() { _ = conn.Close(ctx) }()
	return lookAt(ctx, conn)
}

func lookAt(ctx context.Context, conn *pgx.Conn) (l look, err error) {
	if l.shape, err = ask[string](ctx, conn, selectShape); err != nil {
		return l, err
	}
	rows, err := conn.Query(ctx, selectTables)
	if err != nil {
		return l, err
	}
	var name string
	var size int64
	_, err = pgx.ForEachRow(rows, []any{&name, &size}, func() error {
		l.tables = append(l.tables, name)
		if size > 0 {
			l.filled = append(l.filled, name)
		}
		l.fat = l.fat || size > fat
		return nil
	})
	return l, err
}

// String is the shape, and the tables that have rows.
func (l look) String() string { return strings.Join(append([]string{l.shape}, l.filled...), " ") }

// like reports whether the look is that of a template which was described so, and which tables are to be emptied then.
func (l look) like(template string) (tables []string, ok bool) {
	shape, filled, _ := strings.Cut(template, " ")
	if l.shape != shape || l.fat {
		return nil, false
	}
	return slices.DeleteFunc(l.filled, func(t string) bool { return slices.Contains(strings.Fields(filled), t) }), true
}
