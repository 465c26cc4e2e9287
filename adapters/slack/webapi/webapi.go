// Package webapi calls the methods of Slack's Web API.
//
// A call returns an answer or a *desk.SendError; what Slack's codes mean is
// decided in one table. slack-go's client is not used: it takes a refusal
// without a code for success and a rate limit without a delay for another
// failure, and may hide a refusal that comes with details. No error contains a
// token, an address that acts as one, or the words of a message.
package webapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

const (
	// DefaultURL is Slack's own API.
	DefaultURL = "https://slack.com/api/"
	// timeout is how long a call may take: less than a courier's lease.
	timeout = 20 * time.Second
	// maxAnswer is more than a page of a channel's history needs.
	maxAnswer = 16 << 20
)

// A Client calls methods with one token.
type Client struct {
	URL   string // ends in /
	Token string
	HTTP  *http.Client
}

// Args are the arguments of a call; empty ones are not sent.
type Args map[string]string

// JSON encodes a structured argument.
func JSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil { // our own blocks always encode
		return ""
	}
	return string(b)
}

// Call calls a method and decodes its answer into out, which may be nil.
func (c Client) Call(ctx context.Context, method string, args Args, out any) error {
	form := url.Values{}
	for name, value := range args {
		if value != "" {
			form.Set(name, value)
		}
	}
	body, err := c.send(ctx, c.URL+method, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), c.Token)
	if err != nil {
		return wrap(method, err)
	}
	var said answer
	if err := json.Unmarshal(body, &said); err != nil {
		return wrap(method, unknown("an answer that is no JSON"))
	}
	if !said.OK {
		return wrap(method, said.refusal())
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(body, out); err != nil {
		return wrap(method, unknown("an answer of another shape"))
	}
	return nil
}

// Scopes returns the scopes that the token has, as Slack names them with each answer;
// none if it does not.
func (c Client) Scopes(ctx context.Context) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"auth.test", http.NoBody)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.Token)
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, wrap("auth.test", unknown(Bare(err)))
	}
	defer response.Body.Close() //nolint:errcheck // only the header is read
	named := strings.FieldsFunc(response.Header.Get("X-Oauth-Scopes"), func(r rune) bool { return r == ',' || r == ' ' })
	return named, status(response)
}

// Respond answers an interaction at its response URL. The URL is a secret of
// its own and needs no token.
func (c Client) Respond(ctx context.Context, address string, v any) error {
	_, err := c.send(ctx, address, "application/json; charset=utf-8", strings.NewReader(JSON(v)), "")
	return wrap("response_url", err)
}

// send posts a body and reads the answer.
func (c Client) send(ctx context.Context, address, kind string, body io.Reader, token string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		return nil, &desk.SendError{Fate: desk.Refused, Err: errors.New("the address is no address")}
	}
	request.Header.Set("Content-Type", kind)
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, unknown(Bare(err))
	}
	defer response.Body.Close() //nolint:errcheck // what was read is read
	var read bytes.Buffer
	if _, err := read.ReadFrom(io.LimitReader(response.Body, maxAnswer)); err != nil {
		return nil, unknown(Bare(err))
	}
	return read.Bytes(), status(response)
}

// status returns the error of an answer's status; nil: success.
func status(response *http.Response) error {
	switch code := response.StatusCode; {
	case code == http.StatusTooManyRequests:
		return &desk.SendError{Fate: desk.Later, After: retryAfter(response.Header), Err: errors.New("rate limited")}
	case code >= http.StatusInternalServerError || code < http.StatusOK:
		return unknown(response.Status)
	case code >= http.StatusMultipleChoices:
		return &desk.SendError{Fate: desk.Refused, Err: errors.New(response.Status)}
	}
	return nil
}

// patience is how long to wait if Slack asks to wait and does not say how long.
const patience = 10 * time.Second

func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(strings.TrimSpace(h.Get("Retry-After")))
	if err != nil || seconds < 1 {
		return patience
	}
	return time.Duration(seconds) * time.Second
}

// Bare returns the error of a request without its address, because some
// addresses are secrets.
func Bare(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return err.Error()
}

func unknown(what string) error {
	return &desk.SendError{Fate: desk.Unknown, Err: errors.New(what)}
}

// wrap adds the method to an error.
func wrap(method string, err error) error {
	send, ok := errors.AsType[*desk.SendError](err)
	if !ok {
		return err
	}
	send.Err = fmt.Errorf("%s: %w", method, send.Err)
	return send
}
