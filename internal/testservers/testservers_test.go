package testservers_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"vakhta/internal/testservers"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestServersAreThereWhileUsedAndGoneAfter(t *testing.T) {
	t.Parallel()
	var were testservers.Addresses
	err := testservers.Serve(t.Context(), func(a testservers.Addresses) error {
		were = a
		return testservers.Answer(t.Context(), a)
	})
	if err != nil {
		t.Fatalf("while used: %v", err)
	}
	if err := testservers.Answer(t.Context(), were); err == nil {
		t.Errorf("%+v still answer after their use", were)
	}
}

// It is not parallel: a process that another test starts inherits every open lock and holds it until it runs its own
// program.
func TestServersStayForAsLongAsAnybodyUsesThem(t *testing.T) {
	dir := t.TempDir()
	addresses := filepath.Join(dir, "addresses.json")
	if err := os.WriteFile(addresses, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := testservers.MeetingIn(dir)
	free, err := m.Use()
	if err != nil {
		t.Fatal(err)
	}
	if left, err := m.Leave(true); left || !errors.Is(err, syscall.EWOULDBLOCK) {
		t.Errorf("with a user, Leave = %t, %v, want to stay", left, err)
	}
	if err := free(); err != nil {
		t.Fatal(err)
	}
	if left, err := m.Leave(false); left || err != nil {
		t.Errorf("before it is time, Leave = %t, %v, want to stay", left, err)
	}
	if left, err := m.Leave(true); !left || err != nil {
		t.Errorf("unused and due, Leave = %t, %v, want to go", left, err)
	}
	if _, err := os.Stat(addresses); err == nil {
		t.Errorf("%s is left, and would send tests to servers that are gone", addresses)
	}
}
