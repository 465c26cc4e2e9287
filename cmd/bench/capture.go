package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"

	"vakhta/desk"
	"vakhta/storage"
	"vakhta/timers"
)

// A script is one registration for pgbench.
type script struct {
	text       string
	statements int
}

// Values of the captured registration. Each contains a number that occurs
// nowhere else, by which the script finds where to put a variable.
const (
	seenPerson = 7654321
	seenTicket = 800000001
	seenNumber = 600001
	seenWords  = 900000001
	seenRow    = 700000001
)

// A statement is a statement that was sent, with its arguments at that time.
type statement struct {
	sql  string
	args []any
}

// A recorder records the statements that a connection sends, in order.
type recorder struct {
	mu   sync.Mutex
	sent []statement
}

// TraceBatchStart records a batch: in a transaction the store sends nothing
// else.
func (r *recorder) TraceBatchStart(ctx context.Context, _ *pgx.Conn, d pgx.TraceBatchStartData) context.Context {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range d.Batch.QueuedQueries {
		s := statement{sql: q.SQL}
		for _, arg := range q.Arguments {
			s.args = append(s.args, copied(arg))
		}
		r.sent = append(r.sent, s)
	}
	return ctx
}

// copied returns an argument as it is now: what a pointer points to may change
// later. A pointer stays one, since a pointer to an empty list is written as JSON
// and an empty list itself as null.
func copied(arg any) any {
	v := reflect.ValueOf(arg)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return arg
	}
	now := reflect.New(v.Type().Elem())
	now.Elem().Set(v.Elem())
	return now.Interface()
}

// TraceBatchQuery and the others complete pgx's interfaces.
func (*recorder) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

// TraceBatchEnd does nothing.
func (*recorder) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

// TraceQueryStart does nothing.
func (*recorder) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	return ctx
}

// TraceQueryEnd does nothing.
func (*recorder) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// capture makes the engine register one ticket and records what it sends.
func capture(ctx context.Context, database string, d *desk.Desk, clock *timers.Queue) (script, error) {
	project := projectCode(projects - 1)
	err := execute(ctx, database,
		fmt.Sprintf(`alter sequence people_id_seq restart with %d`, seenRow),
		fmt.Sprintf(`alter sequence tickets_id_seq restart with %d`, seenTicket),
		fmt.Sprintf(`alter sequence utterances_id_seq restart with %d`, seenWords),
		fmt.Sprintf(`insert into counters (project, last) values ('%s', %d)`, project, seenNumber-1))
	if err != nil {
		return script{}, err
	}
	if err := meet(ctx, database, seenPerson, seenPerson+1, "'"+project+"'"); err != nil {
		return script{}, err
	}
	sent := &recorder{}
	store, err := storage.Open(ctx, database, storage.WithTracer(sent))
	if err != nil {
		return script{}, err
	}
	defer store.Close()
	engine, err := newEngine(d, store, clock)
	if err != nil {
		return script{}, err
	}
	if _, err := engine.Handle(ctx, request(seenPerson, desk.WallClock{}.Now())); err != nil {
		return script{}, err
	}
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return script{}, err
	}
	defer func() { _ = conn.Close(ctx) }()
	return write(ctx, conn, sent.sent, project)
}

// write makes pgbench's script of what was sent.
func write(ctx context.Context, conn *pgx.Conn, sent []statement, project string) (script, error) {
	var b strings.Builder
	b.WriteString("-- One registration, as the desk sends it.\n" +
		"\\set k :k + 1\n\\set n :base + :client_id * :stride + :k\n\\set p 1000 + :n % 16\n")
	opened := false
	for i, q := range sent {
		described, err := conn.Prepare(ctx, fmt.Sprint("s", i), q.sql)
		if err != nil {
			return script{}, fmt.Errorf("prepare %s: %w", q.sql, err)
		}
		sql, err := inline(conn, q, described.ParamOIDs, project)
		if err != nil {
			return script{}, err
		}
		keep := ";"
		switch {
		case strings.Contains(sql, "insert into tickets"):
			keep, opened = "\\gset ticket_", true
		case strings.Contains(sql, "insert into utterances"):
			keep = "\\gset words_"
		case strings.Contains(sql, "left join accounts"):
			keep = "\\gset person_"
		}
		fmt.Fprintf(&b, "%s %s\n", strings.TrimSpace(sql), keep)
	}
	if !opened {
		return script{}, errors.New("the engine registered nothing: the request was not taken for one")
	}
	return script{b.String(), len(sent)}, nil
}

var placeholder = regexp.MustCompile(`\$[0-9]+`)

// inline puts the arguments of a statement into its text, with the types that
// the server expects.
func inline(conn *pgx.Conn, q statement, types []uint32, project string) (string, error) {
	var failed error
	sql := placeholder.ReplaceAllStringFunc(q.sql, func(holder string) string {
		i, err := strconv.Atoi(holder[1:])
		if err != nil || i > len(q.args) {
			failed = fmt.Errorf("%s of %s: no such argument", holder, q.sql)
			return holder
		}
		kind, known := conn.TypeMap().TypeForOID(types[i-1])
		text, err := conn.TypeMap().Encode(types[i-1], pgx.TextFormatCode, q.args[i-1], []byte{})
		if err != nil || !known {
			failed = errors.Join(fmt.Errorf("%s of %s", holder, q.sql), err)
			return holder
		}
		if text == nil {
			return "null::" + kind.Name
		}
		return literal(string(text), project) + "::" + kind.Name
	})
	return sql, failed
}

// literal returns a text for pgbench: with variables for what differs between
// registrations, and without colons, which begin a variable.
func literal(text, project string) string {
	variables := []struct{ seen, variable string }{
		{strconv.Itoa(seenPerson), ":n"}, {strconv.Itoa(seenTicket), ":ticket_id"}, {strconv.Itoa(seenNumber), ":ticket_number"},
		{strconv.Itoa(seenWords), ":words_id"}, {strconv.Itoa(seenRow), ":person_id"}, {project[1:], ":p"},
	}
	for _, v := range variables {
		before, after, found := strings.Cut(text, v.seen)
		switch {
		case !found:
		case before == "" && after == "":
			return "(" + v.variable + "::text)"
		default:
			return "(" + literal(before, project) + " || " + v.variable + "::text || " + literal(after, project) + ")"
		}
	}
	quoted := strings.NewReplacer(`'`, `''`, `\`, `\005C`, ":", `\003A`, "\n", `\000A`).Replace(text)
	return `U&'` + quoted + `'`
}
