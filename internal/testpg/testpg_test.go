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
	key := "once " + t.Name() + time.Now().String() // a key that no earlier run has used on this server
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

func TestADatabaseIsDroppedWithItsTest(t *testing.T) {
	t.Parallel()
	var url string
	t.Run("inner", func(t *testing.T) { url = testpg.New(t, "words", words) })
	conn, err := pgx.Connect(t.Context(), url)
	if err == nil {
		_ = conn.Close(t.Context())
		t.Errorf("%s is still there after its test", url)
	}
}

func TestAFailedPrepareIsTriedAgain(t *testing.T) {
	t.Parallel()
	key := "again " + time.Now().String()
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

// recorder is a test that notes its failure and goes on elsewhere.
type recorder struct {
	testing.TB
	fatal string
}

// Fatalf notes the failure and leaves by a panic, as FailNow leaves by ending the goroutine.
func (r *recorder) Fatalf(format string, args ...any) {
	r.fatal = fmt.Sprintf(format, args...)
	panic(r.fatal)
}

func words(ctx context.Context, url string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, `create table words (word text)`)
	return err
}

func run(t *testing.T, url, statement string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Errorf("%s: %v", statement, err)
	}
}

func count(t *testing.T, url string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if err := conn.QueryRow(t.Context(), `select count(*) from words`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
