package testpg_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"

	"vakhta/internal/testpg"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	a, b := testpg.New(t, "words", words), testpg.New(t, "words", words)
	run(t, a, `insert into words values ('only in a')`)
	if got := count(t, b); got != 0 {
		t.Errorf("b holds %d rows, want none of a's", got)
	}
}

func TestTheTemplateIsBuiltOnceHoweverManyAskAtOnce(t *testing.T) {
	t.Parallel()
	var built atomic.Int32
	key := fresh(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			url := testpg.New(t, key, func(ctx context.Context, url string) error {
				built.Add(1)
				return words(ctx, url)
			})
			run(t, url, `insert into words values ('x')`)
		})
	}
	all.Wait()
	if got := built.Load(); got != 1 {
		t.Errorf("the template was built %d times, want once", got)
	}
}

func TestADatabaseIsLentAgainAsGoodAsNew(t *testing.T) {
	t.Parallel()
	key := fresh(t)
	counted := func(ctx context.Context, url string) error {
		return exec(ctx, url, `create table words (id bigint generated always as identity, word text);
			create table versions (version integer); insert into versions values (7)`)
	}
	var first string
	t.Run("the first", func(t *testing.T) {
		first = testpg.New(t, key, counted)
		run(t, first, `insert into words (word) values ('left behind')`)
	})
	second := testpg.New(t, key, counted)
	if second != first {
		t.Errorf("got %s, want the one that was given back, %s", second, first)
	}
	run(t, second, `insert into words (word) values ('x')`)
	if got := ask(t, second, `select sum(id) from words`); got != 1 {
		t.Errorf("the first word has number %d, want 1", got)
	}
	if got := ask(t, second, `select sum(version) from versions`); got != 7 {
		t.Errorf("the version is %d, want what the template has", got)
	}
}

func TestADatabaseThatIsNotWhatItWasIsThrownAway(t *testing.T) {
	t.Parallel()
	for what, statement := range map[string]string{
		"a table more":    `create table more (n integer)`,
		"a column less":   `alter table words drop column word`,
		"too many rows":   `insert into words select repeat('x', 100) from generate_series(1, 20000)`,
		"no table at all": `drop table words`,
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			key := fresh(t)
			var first string
			t.Run("the first", func(t *testing.T) {
				first = testpg.New(t, key, words)
				run(t, first, statement)
			})
			if second := testpg.New(t, key, words); second == first {
				t.Error("it was lent again")
			} else if got := count(t, second); got != 0 {
				t.Errorf("the next one holds %d rows, want none", got)
			}
			if conn, err := pgx.Connect(t.Context(), first); err == nil {
				_ = conn.Close(t.Context())
				t.Error("it is still there")
			}
		})
	}
}

func TestAFailedPrepareIsTriedAgain(t *testing.T) {
	t.Parallel()
	key := fresh(t)
	broken := errors.New("broken")
	refused := &recorder{TB: t}
	func() {
		defer func() { _ = recover() }()
		testpg.New(refused, key, func(context.Context, string) error { return broken })
	}()
	if refused.fatal == "" {
		t.Error("New did not fail when prepare did")
	}
	run(t, testpg.New(t, key, words), `insert into words values ('x')`)
}

func TestADatabaseMadeBeforeTheBubbleWorksInIt(t *testing.T) {
	t.Parallel()
	url := testpg.New(t, "words", words)
	synctest.Test(t, func(t *testing.T) {
		run(t, url, `insert into words values ('before')`)
		time.Sleep(24 * time.Hour) // fake: the test is about waiting in the bubble
		run(t, url, `insert into words values ('a day later')`)
	})
	if got := count(t, url); got != 2 {
		t.Errorf("%d rows, want 2", got)
	}
}

// recorder is a test that records its failure and does not end.
type recorder struct {
	testing.TB
	fatal string
}

// Fatalf notes the failure and leaves by a panic, as FailNow leaves by ending the goroutine.
func (r *recorder) Fatalf(format string, args ...any) {
	r.fatal = fmt.Sprintf(format, args...)
	panic(r.fatal)
}

// fresh returns a key that no earlier run has used on this server.
func fresh(t *testing.T) string {
	t.Helper()
	return t.Name() + time.Now().String()
}

func words(ctx context.Context, url string) error {
	return exec(ctx, url, `create table words (word text)`)
}

func exec(ctx context.Context, url, statements string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	_, err = conn.Exec(ctx, statements)
	return err
}

func run(t *testing.T, url, statement string) {
	t.Helper()
	if err := exec(t.Context(), url, statement); err != nil {
		t.Errorf("%s: %v", statement, err)
	}
}

func count(t *testing.T, url string) int {
	t.Helper()
	return ask(t, url, `select count(*) from words`)
}

func ask(t *testing.T, url, query string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if err := conn.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
