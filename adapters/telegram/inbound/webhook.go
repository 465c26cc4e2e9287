package inbound

import (
	"context"
	"crypto/subtle"
	"net/http"

	"github.com/go-telegram/bot"

	"vakhta/adapters/intake"
	"vakhta/adapters/telegram/updates"
	"vakhta/desk"
)

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token" //nolint:gosec // a header's name
	// connections is how many deliveries Telegram may send at once.
	connections = 40
)

// setWebhook makes Telegram call the desk.
func (r *Receiver) setWebhook(ctx context.Context) error {
	_, err := r.API.SetWebhook(ctx, &bot.SetWebhookParams{
		URL: r.WebhookURL, SecretToken: r.WebhookSecret, MaxConnections: connections, AllowedUpdates: updates.Kinds(),
	})
	return err
}

// Handler handles Telegram's calls, one update each. It answers 200 when the
// update is committed or parked; after any other answer Telegram sends the
// update again. Without a webhook it answers 404.
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
			raw, ok := intake.Body(w, req)
			if !ok {
				r.Seen("webhook", "unread")
				return
			}
			ctx, cancel := intake.Detached(req)
			defer cancel()
			w.WriteHeader(r.delivered(ctx, raw, handle))
		}
	})
}

// delivered handles one update in its chat's lane and returns the status to
// answer.
func (r *Receiver) delivered(ctx context.Context, raw []byte, handle desk.IntakeFunc) int {
	d, err := r.open(raw)
	if err != nil {
		return http.StatusServiceUnavailable
	}
	out, err := d.turn.Take(ctx, handle)
	if err != nil {
		return http.StatusServiceUnavailable
	}
	if out.Handled {
		r.respond(ctx, d.Update, out.Reply)
	}
	return http.StatusOK
}
