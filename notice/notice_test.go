package notice_test

import (
	"testing"

	"vakhta/notice"
)

func TestAnUnknownKindAndBrokenFactsAreErrors(t *testing.T) {
	t.Parallel()
	if _, err := notice.Decode("teapot", []byte("{}")); err == nil {
		t.Error("a kind nobody knows was decoded")
	}
	for _, kind := range notice.Kinds() {
		if _, err := notice.Decode(kind, []byte("{")); err == nil {
			t.Errorf("broken facts of %s were decoded", kind)
		}
	}
}
