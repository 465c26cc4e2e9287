// Package botapi calls the Bot API and classifies the errors.
//
// A Client reads the answers, a RefusalError is an error answer, and its fate
// says whether the call was done. Telegram's error texts are interpreted only
// here.
package botapi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxAnswer is more than Telegram ever answers: the answer to a poll is at most
// 4 MiB.
const maxAnswer = 16 << 20

// CallTimeout is how long a call may take.
const CallTimeout = 20 * time.Second

// Within calls call with its timeout.
func Within(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, CallTimeout)
	defer cancel()
	return call(ctx)
}

// A Client makes the HTTP calls of the library and of the poll. It reads every
// answer itself, because the library would drop an error's code, keep a
// front-end's HTML page in the error's text, and report a sent message as
// failed if a part of the answer is unknown to it.
type Client struct {
	HTTP  *http.Client // without a timeout: each call has its own
	URL   string       // of the server, without a slash at its end
	Token string
}

// A RefusalError is an error answer of a server: Telegram's, or one in front of
// it.
type RefusalError struct {
	Code        int
	Description string // Telegram's; "" if the answer is not Telegram's
	RetryAfter  int    // seconds
	MigrateTo   int64
}

// Error returns the code and Telegram's description.
func (r *RefusalError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", r.Code, r.Description))
}

// answer is the envelope of Telegram's answers.
type answer struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Description string          `json:"description"`
	Code        int             `json:"error_code"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// Do makes a call for the library. An error answer is a *RefusalError.
func (c *Client) Do(req *http.Request) (*http.Response, error) {
	resp, err := c.HTTP.Do(req) //nolint:gosec // the address is the operator's
	if err != nil {
		return nil, err
	}
	result, err := c.read(resp)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(answer{OK: true, Result: slim(result)})
	if err != nil {
		return nil, fmt.Errorf("read an answer: %w", err)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// read returns the result of an answer.
func (c *Client) read(resp *http.Response) (json.RawMessage, error) {
	defer resp.Body.Close() //nolint:errcheck // read to its end or given up
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("read an answer: %w", err)
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil || !a.OK && a.Code == 0 {
		after, _ := strconv.Atoi(resp.Header.Get("Retry-After")) // 0: not given
		return nil, &RefusalError{Code: resp.StatusCode, RetryAfter: after}
	}
	if !a.OK {
		return nil, &RefusalError{
			Code: a.Code, Description: strings.ReplaceAll(a.Description, c.Token, "***"),
			RetryAfter: a.Parameters.RetryAfter, MigrateTo: a.Parameters.MigrateTo,
		}
	}
	return a.Result, nil
}

// slim reduces a sent message to what identifies it.
func slim(result json.RawMessage) json.RawMessage {
	var m struct {
		ID   int64 `json:"message_id"`
		Date int64 `json:"date"`
		Chat struct {
			ID   int64  `json:"id"`
			Type string `json:"type"`
		} `json:"chat"`
	}
	if json.Unmarshal(result, &m) != nil || m.ID == 0 {
		return result
	}
	small, err := json.Marshal(m)
	if err != nil {
		return result
	}
	return small
}

// Call makes a call without the library and reads its result into result.
func (c *Client) Call(ctx context.Context, method string, params, result any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return fmt.Errorf("call %s: %w", method, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"/bot"+c.Token+"/"+method, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("call %s: %w", method, err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	raw, err := c.read(resp)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, result); err != nil {
		return fmt.Errorf("read the answer of %s: %w", method, err)
	}
	return nil
}
