package testpg

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
)

// A lent database is held by an open connection, and so by this process: no other process may use it.
type lent struct {
	name string
	of   template
	conn *pgx.Conn
}

// shelf has the databases that this process holds and no test uses. It keeps their connections too, because each
// costs about 40 ms.
var shelf stock

type stock struct {
	mu   sync.Mutex
	free []lent
}

func (s *stock) put(l lent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, l)
}

func (s *stock) take(p template) (lent, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.free, func(l lent) bool { return l.of.name() == p.name() })
	if i < 0 {
		return lent{}, false
	}
	l := s.free[i]
	s.free = slices.Delete(s.free, i, i+1)
	return l, true
}

// lend finds a copy of the template that nobody has and empties it, or makes one.
func (s server) lend(ctx context.Context, p template) (lent, error) {
	for l, ok := shelf.take(p); ok; l, ok = shelf.take(p) {
		if s.emptied(ctx, l) {
			return l, nil
		}
	}
	admin, err := pgx.Connect(ctx, s.url)
	if err != nil {
		return lent{}, err
	}
	defer func() { _ = admin.Close(ctx) }()
	rows, err := admin.Query(ctx, selectFree, p.copies())
	if err != nil {
		return lent{}, err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return lent{}, err
	}
	for _, name := range names {
		if l, ok := s.hold(ctx, p, name); ok && s.emptied(ctx, l) {
			return l, nil
		}
	}
	for {
		name, err := s.copy(ctx, admin, p)
		if err != nil {
			return lent{}, err
		}
		if l, ok := s.hold(ctx, p, name); ok { // unless another process was faster
			return l, nil
		}
	}
}

const selectFree = `
select datname from pg_database d
where starts_with(datname, $1) and not exists (select from pg_stat_activity a where a.datname = d.datname)
order by datname`

// hold takes a database for this process, unless another has it or it was dropped just now.
func (s server) hold(ctx context.Context, p template, name string) (lent, bool) {
	conn, err := pgx.Connect(ctx, s.database(name))
	if err != nil {
		return lent{}, false
	}
	if free, err := ask[bool](ctx, conn, "select pg_try_advisory_lock(hashtext('lent'))"); err != nil || !free {
		_ = conn.Close(ctx)
		return lent{}, false
	}
	return lent{name, p, conn}, true
}

// emptied makes a database as good as new, or drops it.
func (s server) emptied(ctx context.Context, l lent) bool {
	if l.empty(ctx) == nil {
		return true
	}
	if admin, err := pgx.Connect(ctx, s.url); err == nil {
		_ = execOn(ctx, admin, "drop database if exists "+l.name+" with (force)")
		_ = admin.Close(ctx)
	}
	_ = l.conn.Close(ctx)
	return false
}

// errSpoiled means that a copy should be dropped instead of emptied.
var errSpoiled = errors.New("not what it was copied from")

// emptying deletes all rows of the tables $1 and restarts their sequences. Without triggers, foreign keys do not
// restrict the order of the tables.
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

func (l lent) empty(ctx context.Context) error {
	// The test's own connections may not have closed yet.
	const leave = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
	if err := execOn(ctx, l.conn, leave); err != nil {
		return err
	}
	was, err := ask[string](ctx, l.conn,
		"select coalesce(shobj_description(oid, 'pg_database'), '') from pg_database where datname = $1", l.of.name())
	if err != nil {
		return err
	}
	is, err := lookAt(ctx, l.conn)
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
	if _, err := l.conn.Exec(ctx, "select set_config('testpg.tables', $1, false)", strings.Join(tables, " ")); err != nil {
		return err
	}
	return execOn(ctx, l.conn, emptying)
}

// fat is the largest size in bytes of a table for its database to be used again, because deleted rows keep their
// space.
const fat = 1 << 20

// look describes a database: its relations and columns, and which tables have rows.
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

// String returns the shape, and the tables that have rows.
func (l look) String() string { return strings.Join(append([]string{l.shape}, l.filled...), " ") }

// like reports whether the look is that of a template, given its description, and which tables are then to be
// emptied.
func (l look) like(template string) (tables []string, ok bool) {
	shape, filled, _ := strings.Cut(template, " ")
	if l.shape != shape || l.fat {
		return nil, false
	}
	return slices.DeleteFunc(l.filled, func(t string) bool { return slices.Contains(strings.Fields(filled), t) }), true
}
