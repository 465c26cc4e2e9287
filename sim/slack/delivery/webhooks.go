package delivery

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Webhooks is the Events API over HTTP: signed requests to the app's urls.
type Webhooks struct {
	// EventsURL, CommandsURL and ActionsURL are the app's request urls.
	EventsURL, CommandsURL, ActionsURL string
	// Client makes the requests.
	Client *http.Client
	// Secret signs them.
	Secret string
	// Now and After are the clock; Patience is how long the app may take.
	Now      func() time.Time
	After    func(time.Duration) <-chan time.Time
	Patience time.Duration
}

var (
	_ Line = (*Webhooks)(nil)
	_ Line = (*Sockets)(nil)
)

// Sign returns Slack's signature of a raw body sent at a Unix time.
func Sign(secret string, unix int64, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = fmt.Fprintf(mac, "v0:%d:%s", unix, body) // writing to a hash never fails
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}

// Send makes the request and waits for its answer, so events arrive one after
// another.
func (h *Webhooks) Send(parcel Parcel) func() (Answer, error) {
	answer, err := h.post(parcel)
	return func() (Answer, error) { return answer, err }
}

// Verify does the handshake of a new request url: the app must repeat the
// challenge.
func (h *Webhooks) Verify() error {
	const challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
	body, err := json.Marshal(map[string]string{"type": "url_verification", "token": "verification", "challenge": challenge})
	if err != nil {
		return fmt.Errorf("encode the challenge: %w", err)
	}
	answer, err := h.post(Parcel{Kind: Events, Body: body})
	if err != nil {
		return fmt.Errorf("url verification: %w", err)
	}
	if !bytes.Contains(answer.Body, []byte(challenge)) {
		return errors.New("url verification: the answer does not repeat the challenge")
	}
	return nil
}

// Request returns the signed request for a parcel, for tests that change it
// before it is sent.
func (h *Webhooks) Request(ctx context.Context, parcel Parcel) (*http.Request, error) {
	target, mime, body := h.EventsURL, "application/json", []byte(parcel.Body)
	switch parcel.Kind {
	case Interactive:
		target, mime = h.ActionsURL, "application/x-www-form-urlencoded"
		body = []byte(url.Values{"payload": {string(parcel.Body)}}.Encode())
	case Command:
		var fields map[string]string
		if err := json.Unmarshal(parcel.Body, &fields); err != nil {
			return nil, fmt.Errorf("command fields: %w", err)
		}
		form := url.Values{}
		for key, value := range fields {
			form.Set(key, value)
		}
		target, mime, body = h.CommandsURL, "application/x-www-form-urlencoded", []byte(form.Encode())
	case Events:
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("request to the app: %w", err)
	}
	now := h.Now().Unix()
	req.Header.Set("Content-Type", mime)
	req.Header.Set("X-Slack-Request-Timestamp", strconv.FormatInt(now, 10))
	req.Header.Set("X-Slack-Signature", Sign(h.Secret, now, body))
	if parcel.Attempt > 0 {
		req.Header.Set("X-Slack-Retry-Num", strconv.Itoa(parcel.Attempt))
		req.Header.Set("X-Slack-Retry-Reason", string(parcel.Reason))
	}
	return req, nil
}

// post sends one parcel and classifies failures as Slack does.
func (h *Webhooks) post(parcel Parcel) (Answer, error) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-h.After(h.Patience):
			cancel(ErrTimedOut)
		case <-ctx.Done():
		}
	}()
	// The goroutine of the deadline ends before the request does.
	defer func() { cancel(nil); <-ended }()
	req, err := h.Request(ctx, parcel)
	if err != nil {
		return Answer{}, err
	}
	resp, err := h.Client.Do(req)
	if err != nil {
		if errors.Is(context.Cause(ctx), ErrTimedOut) {
			return Answer{}, ErrTimedOut
		}
		return Answer{}, ErrUnreachable
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	switch {
	case errors.Is(context.Cause(ctx), ErrTimedOut):
		return Answer{}, ErrTimedOut
	case err != nil:
		return Answer{}, ErrUnreachable
	case resp.StatusCode/100 != 2:
		return Answer{NoRetry: resp.Header.Get("X-Slack-No-Retry") == "1"}, ErrNotSuccess
	}
	return Answer{Body: asJSON(body)}, nil
}

// asJSON returns a body as JSON. Plain text, which Slack takes as the text of a
// message, becomes one.
func asJSON(body []byte) json.RawMessage {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	if json.Valid(body) {
		return body
	}
	text, err := json.Marshal(map[string]string{"text": string(body)})
	if err != nil {
		panic(fmt.Sprintf("delivery: text cannot be encoded: %v", err))
	}
	return text
}
