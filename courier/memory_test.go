package courier_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"vakhta/adapters/slack"
	"vakhta/adapters/telegram"
	"vakhta/courier"
	"vakhta/desk"
	"vakhta/files"
)

const (
	large = 199 * (1 << 20) / 10 // 19.9 MB: Telegram gives a bot no more than 20
	// extra is how much memory all transfers together may take.
	extra = 64 << 20
)

// server is both messengers, as far as one file of theirs is concerned. It holds nothing of it in memory.
func server(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	answer := func(pattern, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			_, _ = io.WriteString(w, strings.ReplaceAll(body, "HERE", "http://"+r.Host))
		})
	}
	mux.HandleFunc("/file/", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.CopyN(w, rand.NewChaCha8([32]byte{}), large)
	})
	answer("/bot7000:token/getFile", fmt.Sprintf(`{"ok":true,"result":{"file_id":"f","file_size":%d,"file_path":"videos/f.mp4"}}`, large))
	answer("/bot7000:token/sendDocument", `{"ok":true,"result":{"message_id":5,"document":{"file_id":"g"}}}`)
	file := fmt.Sprintf(`{"id":"F1","name":"a.bin","size":%d,"url_private_download":"HERE/file/F1","shares":{"public":{"C0L1":[{"ts":"1.1"}]}}}`, large)
	answer("/api/files.getUploadURLExternal", `{"ok":true,"upload_url":"HERE/upload","file_id":"F1"}`)
	answer("/upload", "OK")
	answer("/api/files.completeUploadExternal", `{"ok":true,"files":[{"id":"F1"}]}`)
	answer("/api/files.info", `{"ok":true,"file":`+file+`}`)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// TestLargeFilesTakeLittleMemory carries files of 19.9 MB both ways, as many at once as the desk does.
func TestLargeFilesTakeLittleMemory(t *testing.T) {
	s := server(t)
	clock, log := desk.WallClock{}, slog.New(slog.DiscardHandler)
	client := s.Client()
	atTelegram, err := telegram.New(telegram.Config{Token: "7000:token", APIURL: s.URL, HTTPClient: client, Clock: clock, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	atSlack, err := slack.New(slack.Config{BotToken: "xoxb-token", AppToken: "xapp-token", APIURL: s.URL + "/api/", HTTPClient: client, Clock: clock, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	both := map[desk.Platform]desk.Messenger{desk.Telegram: atTelegram, desk.Slack: atSlack}
	toSlack := desk.Upload{To: desk.Address{Platform: desk.Slack, Chat: "C0L1"}, File: desk.File{Name: "a.bin", Kind: "document", Platform: desk.Telegram, ID: "f", Size: large}}
	toTelegram := desk.Upload{To: desk.Address{Platform: desk.Telegram, Chat: "7001"}, File: desk.File{Name: "a.bin", Kind: "document", Platform: desk.Slack, ID: "F1", Size: large}}
	spool := files.NewSpool(t.TempDir(), 4)
	began := time.Now()
	peak := peakOf(func() {
		var all sync.WaitGroup
		for _, u := range []desk.Upload{toSlack, toTelegram, toSlack, toTelegram} {
			all.Go(func() {
				if _, err := courier.Transfer(context.Background(), spool, both, u); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	})
	t.Logf("four files of %d bytes at once: %.1f MB of memory at most, %s", large, float64(peak)/(1<<20), time.Since(began).Round(time.Millisecond))
	if peak > extra {
		t.Errorf("they took %d bytes of memory, want %d at most", peak, extra)
	}
}

// peakOf returns by how many bytes the heap grew at most while f ran.
func peakOf(f func()) uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, peak := m.HeapAlloc, m.HeapAlloc
	done := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		for tick := time.Tick(2 * time.Millisecond); ; {
			select {
			case <-done:
				return
			case <-tick:
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	})
	f()
	close(done)
	watch.Wait()
	return peak - min(before, peak)
}
