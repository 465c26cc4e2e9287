package schema

import (
	"fmt"
	"strings"
	"testing"
)

// A database stores how many migrations it has seen, so each has a number of its
// own and none is left out.
func TestMigrationsAreNumberedInTheirOrder(t *testing.T) {
	t.Parallel()
	for i, m := range migrations() {
		if want := fmt.Sprintf("%04d_", i+1); !strings.HasPrefix(m.name, want) {
			t.Errorf("migration %d is %s, want %s…", i+1, m.name, want)
		}
	}
}
