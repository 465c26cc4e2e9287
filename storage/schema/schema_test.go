package schema_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// A database stores how many migrations it has seen, so each has a number of its
// own and none is left out.
func TestMigrationsAreNumberedInTheirOrder(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for i, name := range names {
		if want := fmt.Sprintf("%04d_", i+1); !strings.HasPrefix(name, want) {
			t.Errorf("migration %d is %s, want %s…", i+1, name, want)
		}
	}
}
