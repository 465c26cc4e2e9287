package telegram

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
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	// maxUpdate is more than an update ever is.
	maxUpdate = 1 << 20
	// connections is how many deliveries Telegram may have under way.
	connections = 40
)

// setWebhook has Telegram call the desk.
func (a *Adapter) setWebhook(ctx context.Context) error {
	_, err := a.api.SetWebhook(ctx, &bot.SetWebhookParams{
		URL: a.WebhookURL, SecretToken: a.WebhookSecret, MaxConnections: connections, AllowedUpdates: updates.Kinds(),
	})
	return err
}

// Routes is where Telegram calls the desk, one update a call. It is answered
// with 200 when the update is committed or parked; any other answer brings the
// update again. Without a webhook there is nothing here.
func (a *Adapter) Routes(handle desk.IntakeFunc) http.Handler {
	if a.WebhookURL == "" {
		return http.NotFoundHandler()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch given := r.Header.Get(secretHeader); {
		case r.Method != http.MethodPost:
			w.Header().Set("Allow", http.MethodPost)
			w.WriteHeader(http.StatusMethodNotAllowed)
		case subtle.ConstantTimeCompare([]byte(given), []byte(a.WebhookSecret)) != 1:
			a.Seen("webhook", "forged")
			w.WriteHeader(http.StatusUnauthorized)
		case a.reader.Load() == nil:
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
			if err != nil {
				a.Seen("webhook", "unread")
				w.WriteHeader(http.StatusRequestEntityTooLarge)
				return
			}
			w.WriteHeader(a.delivered(r.Context(), raw, handle))
		}
	})
}

// delivered handles one update in its chat's lane, and is the status to answer.
func (a *Adapter) delivered(ctx context.Context, raw []byte, handle desk.IntakeFunc) int {
	in := a.read(raw)
	done := make(chan error, 1)
	if !a.lanes.do(in.Lane, func() { done <- a.take(ctx, in, handle) }) {
		return http.StatusServiceUnavailable
	}
	if err := <-done; err != nil {
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}
