package files_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"vakhta/files"
)

// s3 is as much of S3 as the desk uses: one bucket, without a check of signatures.
type s3 struct {
	mu      sync.Mutex
	objects map[string][]byte
	types   map[string]string
}

type listing struct {
	XMLName  xml.Name `xml:"ListBucketResult"`
	Contents []entry  `xml:"Contents"`
}

type entry struct {
	Key, LastModified string
	Size              int
}

func (s *s3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/vakhta"), "/")
	data, known := s.objects[key]
	switch {
	case r.Method == http.MethodGet && r.URL.Query().Has("location"):
		_, _ = io.WriteString(w, `<LocationConstraint></LocationConstraint>`)
	case r.Method == http.MethodGet && key == "":
		var all listing
		for k, v := range s.objects {
			all.Contents = append(all.Contents, entry{k, time.Now().UTC().Format(time.RFC3339), len(v)})
		}
		_ = xml.NewEncoder(w).Encode(all)
	case r.Method == http.MethodPut:
		body, _ := io.ReadAll(r.Body)
		s.objects[key], s.types[key] = unchunked(body, r), r.Header.Get("Content-Type")+" "+r.Header.Get("Content-Disposition")
	case r.Method == http.MethodDelete:
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	case !known:
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `<Error><Code>NoSuchKey</Code></Error>`)
	default:
		w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
		http.ServeContent(w, r, "", time.Now(), bytes.NewReader(data))
	}
}

// unchunked removes the signed chunks of a body: their sizes in lines between the bytes.
func unchunked(body []byte, r *http.Request) []byte {
	if !strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING") {
		return body
	}
	var data []byte
	for {
		head, rest, _ := bytes.Cut(body, []byte("\r\n"))
		number, _, _ := strings.Cut(string(head), ";")
		size, err := strconv.ParseInt(number, 16, 64)
		if err != nil || size == 0 {
			return data
		}
		data, body = append(data, rest[:size]...), rest[size+2:]
	}
}

// stores returns a store of each kind. VAKHTA_TEST_S3 may be the address of a bucket on a real server.
func stores(t *testing.T) map[string]files.Store {
	t.Helper()
	server := httptest.NewServer(&s3{objects: map[string][]byte{}, types: map[string]string{}})
	t.Cleanup(server.Close)
	all := map[string]files.Store{}
	addresses := map[string]string{
		"folder": "", "named folder": "file://" + t.TempDir(),
		"bucket": "s3://key:secret@" + strings.TrimPrefix(server.URL, "http://") + "/vakhta?plain=1&region=us-east-1",
	}
	if address := os.Getenv("VAKHTA_TEST_S3"); address != "" {
		addresses["a real server's bucket"] = address
	}
	for name, address := range addresses {
		store, err := files.OpenStore(address, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		all[name] = store
	}
	return all
}

func TestAStoredFileIsReadAsItWasUntilItIsRemoved(t *testing.T) {
	t.Parallel()
	for name, store := range stores(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			exercise(t, store)
		})
	}
}

func exercise(t *testing.T, store files.Store) {
	t.Helper()
	ctx := context.Background()
	if all, err := store.All(ctx); err != nil || len(all) != 0 {
		t.Errorf("an empty store has %v, %v", all, err)
	}
	data := bytes.Repeat([]byte("0123456789"), 100_000)
	for _, name := range []string{"ABCDEF234567", "GHIJKL234567"} {
		if err := store.Put(ctx, files.Kept{Name: name, Size: int64(len(data)), Type: "text/html"}, bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	body, err := store.Open(ctx, "ABCDEF234567")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(body)
	if err := errors.Join(err, body.Close()); err != nil || !bytes.Equal(got, data) {
		t.Errorf("read %d bytes, %v, want %d", len(got), err, len(data))
	}
	all, err := store.All(ctx)
	if err != nil || len(all) != 2 || all[0].Size != int64(len(data)) || time.Since(all[0].At) > time.Hour {
		t.Errorf("it has %+v, %v", all, err)
	}
	for range 2 { // a second time is no error
		if err := store.Remove(ctx, "ABCDEF234567"); err != nil {
			t.Error(err)
		}
	}
	if _, err := store.Open(ctx, "ABCDEF234567"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was removed opens with %v", err)
	}
	if err := store.Remove(ctx, "GHIJKL234567"); err != nil {
		t.Error(err)
	}
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	store := files.Folder{Path: filepath.Join(dir, "files")}
	for _, name := range []string{"../secret", "..", "", "a", "ab/../../secret", "abc/d", "/etc/passwd", "abc\x00"} {
		_, err := store.Open(t.Context(), name)
		put := store.Put(t.Context(), files.Kept{Name: name}, strings.NewReader(""))
		if removed := store.Remove(t.Context(), name); err == nil || put == nil || removed == nil {
			t.Errorf("%q is taken as a name", name)
		}
	}
}

func TestAnAddressOfAStoreSaysWhatIsWrongAndNoSecret(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"s3://key:hush@/bucket", "s3://key:hush@host", "s3://key@host/bucket", "s3://key:hush@host/a/b", "ftp://key:hush@host", "file://hush/x", "hush", "s3://key:hush@ho st/b", "s3://key:hush%zz@host/b",
	} {
		if _, err := files.OpenStore(address, ""); err == nil || strings.Contains(err.Error(), "hush\"") || strings.Contains(err.Error(), "hush@") {
			t.Errorf("%q: %v", address, err)
		}
	}
	if store, err := files.OpenStore(files.Nowhere, ""); store != nil || err != nil {
		t.Errorf("no store is %v, %v", store, err)
	}
}

func TestWhatIsSurplusIsOldOrTooMuchOrNobodys(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	all := []files.Kept{
		{Name: "new", Size: 10, At: now.Add(-time.Minute)}, {Name: "nobodys, just stored", Size: 10, At: now.Add(-time.Minute)},
		{Name: "nobodys", Size: 10, At: now.Add(-2 * time.Hour)}, {Name: "day", Size: 10, At: now.Add(-day)},
		{Name: "week", Size: 10, At: now.Add(-7 * day)}, {Name: "year", Size: 10, At: now.Add(-365 * day)},
	}
	referred := func(name string) bool { return !strings.HasPrefix(name, "nobodys") }
	for _, c := range []struct {
		limit files.Limit
		want  []string
	}{
		{files.Limit{}, []string{"nobodys"}},
		{files.Limit{For: 90 * day}, []string{"nobodys", "year"}},
		{files.Limit{Most: 45}, []string{"nobodys", "week", "year"}},
	} {
		if got := c.limit.Surplus(all, referred, now); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.limit, got, c.want)
		}
	}
}

func TestOnlyHarmlessTypesAreShown(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]bool{"image/png": true, "text/plain; charset=utf-8": true, "text/html": false, "image/svg+xml": false, "": false} {
		if files.Inline(kind) != want {
			t.Errorf("%q is shown: %v", kind, !want)
		}
	}
}
