package telegram_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"vakhta/adapters/telegram"
	"vakhta/desk"
)

// TestAServerInLocalModeGivesLargeFiles reads a file, larger than Telegram's own server gives, from where such a
// server says it is.
func TestAServerInLocalModeGivesLargeFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "film.mp4")
	if err := os.WriteFile(path, make([]byte, 21<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"ok":true,"result":{"file_id":"f","file_size":%d,"file_path":%q}}`, 21<<20, path)
	}))
	defer server.Close()
	a, err := telegram.New(telegram.Config{Token: "7000:token", APIURL: server.URL, HTTPClient: server.Client(), Clock: desk.WallClock{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	body, f, err := a.Fetch(t.Context(), desk.File{Platform: desk.Telegram, ID: "f", Kind: "video", Size: 21 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if n, err := io.Copy(io.Discard, body); n != 21<<20 || f.Size != n || err != nil {
		t.Errorf("read %d bytes of %d, %v", n, f.Size, err)
	}
	if most := a.Traits().MaxUpload; most < 1<<30 {
		t.Errorf("it takes %d bytes, want some gigabytes", most)
	}
}
