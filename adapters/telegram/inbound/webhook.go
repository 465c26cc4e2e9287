package inbound

import (
	"context"
	"crypto/subtle"
	"io"
	"net/http"

	"github.com/go-telegram/bot"

	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token" //nolint:gosec // a header's name
	// maxUpdate is more than an update ever is.
	maxUpdate = 1 << 20
	// connections is how many deliveries Telegram may have under way.
	connections = 40
)

// setWebhook has Telegram call the desk.
func (r *Receiver) setWebhook(ctx context.Context) error {
	_, err := r.API.SetWebhook(ctx, &bot.SetWebhookParams{
		URL: r.WebhookURL, SecretToken: r.WebhookSecret, MaxConnections: connections, AllowedUpdates: updates.Kinds(),
	})
	return err
}

// Handler is where Telegram calls the desk, one update a call. It is answered
// with 200 when the update is committed or parked; any other answer brings the
// update again. Without a webhook there is nothing here.
func (r *Receiver) Handler(handle desk.IntakeFunc) http.Handler {
	if r.WebhookURL == "" {
		return http.NotFoundHandler()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		switch given := req.Header.Get(secretHeader); {
		case req.Method != http.MethodPost:
			w.Header().Set("Allow", http.MethodPost)
			w.WriteHeader(http.StatusMethodNotAllowed)
		case subtle.ConstantTimeCompare([]byte(given), []byte(r.WebhookSecret)) != 1:
			r.Seen("webhook", "forged")
			w.WriteHeader(http.StatusUnauthorized)
		case r.reader.Load() == nil:
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			raw, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxUpdate))
			if err != nil {
				r.Seen("webhook", "unread")
				w.WriteHeader(http.StatusRequestEntityTooLarge)
				return
			}
			w.WriteHeader(r.delivered(req.Context(), raw, handle))
		}
	})
}

// delivered handles one update in its chat's lane, and is the status to answer.
func (r *Receiver) delivered(ctx context.Context, raw []byte, handle desk.IntakeFunc) int {
	in := r.read(ctx, raw)
	done := make(chan error, 1)
	if !r.lanes.do(in.Lane, connections, func() { done <- r.take(ctx, in, handle) }) {
		return http.StatusServiceUnavailable
	}
	if err := <-done; err != nil {
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}
