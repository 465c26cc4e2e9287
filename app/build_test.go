package app_test

import (
	"runtime"
	"testing"

	"vakhta/app"
)

func TestABuildSaysWhatIsKnownOfIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		of   app.Build
		want string
	}{
		{app.Build{}, "vakhta without a version (commit unknown, an unknown Go)"},
		{app.Build{Version: "v0.1.0", Commit: "81d197af00aa11bb22cc", Date: "2026-11-29T16:17:43Z", Go: "go1.26.0"},
			"vakhta v0.1.0 (commit 81d197af00aa, 2026-11-29T16:17:43Z, go1.26.0)"},
		{app.Build{Version: "v0.1.0", Commit: "81d1", Changed: true, Go: "go1.26.0"}, "vakhta v0.1.0 (commit 81d1, changed since, go1.26.0)"},
	} {
		if got := c.of.String(); got != c.want {
			t.Errorf("%+v says %q, want %q", c.of, got, c.want)
		}
	}
}

func TestWhatWasLinkedInComesFirst(t *testing.T) {
	t.Parallel()
	got := app.ReadBuild(app.Build{Version: "v0.1.0", Commit: "81d197a", Date: "2026-11-29T16:17:43Z"})
	want := app.Build{Version: "v0.1.0", Commit: "81d197a", Date: "2026-11-29T16:17:43Z", Go: runtime.Version()}
	if got != want {
		t.Errorf("the build is %+v, want %+v", got, want)
	}
	if noted := app.ReadBuild(app.Build{}); noted.Go != runtime.Version() {
		t.Errorf("unlinked it is %+v, want Go's own version at least", noted)
	}
}
