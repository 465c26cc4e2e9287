package files_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"vakhta/files"
)

// forgetful is a folder whose files come back empty.
type forgetful struct{ files.Folder }

func (forgetful) Open(context.Context, string) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader("")), nil
}

func TestAStoreIsTriedAndLeftAsItWas(t *testing.T) {
	t.Parallel()
	well := files.Folder{Path: t.TempDir()}
	if err := files.Try(t.Context(), well); err != nil {
		t.Error(err)
	}
	if all, err := well.All(t.Context()); len(all) > 0 || err != nil {
		t.Errorf("there is %v left, %v", all, err)
	}
	for what, s := range map[string]files.Store{
		"store a file":          files.Folder{Path: "/dev/null/files"},
		"comes back as another": forgetful{well},
	} {
		if err := files.Try(t.Context(), s); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("got %v, want it to say %q", err, what)
		}
	}
}
