// Package opinion asks a language model for a second opinion on a message.
//
// It is used for guesses that the built-in classifier is uncertain about, and
// only if an endpoint is configured: any that speaks OpenAI's chat completions,
// including a server on the same machine. The endpoint gets the message with
// personal data masked, and answers with one word of five. An endpoint that is
// slow, down or answers anything else changes nothing: the built-in guess
// stands.
package opinion

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"vakhta/classify"
	"vakhta/desk"
)

// Timeout of an opinion, and how much of an answer is read.
const (
	patience    = 2 * time.Second
	answerBytes = 64 << 10
)

// An Asker asks one endpoint. A nil Asker has no opinion.
type Asker struct {
	url, model, key string
	client          *http.Client
}

// New makes an Asker from CLASSIFIER_URL, CLASSIFIER_MODEL and CLASSIFIER_KEY,
// or nil if url is empty. The url is the endpoint's root, such as
// "http://localhost:8000/v1".
func New(url, model, key string, client *http.Client) *Asker {
	if url == "" {
		return nil
	}
	url = strings.TrimSuffix(strings.TrimRight(url, "/"), "/chat/completions")
	straight := *client // no redirects: nobody chose their target to read customers' words
	straight.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Asker{url: url + "/chat/completions", model: model, key: key, client: &straight}
}

// ErrAnswer means that an endpoint's answer was none of the five words.
var ErrAnswer = errors.New("the second opinion is not a type")

// Improve returns the guess with the endpoint's type first, if the guess was
// uncertain and the endpoint has an opinion. If the two disagree the guess is
// still uncertain. The error says why there is no opinion; the guess can be
// used in any case.
func (a *Asker) Improve(ctx context.Context, message string, g classify.Guess) (classify.Guess, error) {
	if a == nil || !g.Ask {
		return g, nil
	}
	t, err := a.ask(ctx, message)
	if err != nil {
		return g, err
	}
	return g.Agreed(t), nil
}

// ask sends the question and reads the one word of the answer.
func (a *Asker) ask(ctx context.Context, message string) (desk.RequestType, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	body, err := json.Marshal(question(a.model, message))
	if err != nil {
		return "", fmt.Errorf("write the question: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.url, bytes.NewReader(body))
	if err != nil {
		return "", errors.New("the address of the second opinion is not a URL")
	}
	req.Header.Set("Content-Type", "application/json")
	if a.key != "" {
		req.Header.Set("Authorization", "Bearer "+a.key)
	}
	res, err := a.client.Do(req)
	if err != nil {
		// The client's error contains the address, which may contain a secret.
		return "", errors.New("the second opinion did not come")
	}
	defer res.Body.Close() //nolint:errcheck // read as far as it is needed
	if res.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the second opinion came with status %d", res.StatusCode)
	}
	var answer struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
			} `json:"message"`
		} `json:"choices"`
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, answerBytes)).Decode(&answer); err != nil {
		return "", fmt.Errorf("%w: no JSON", ErrAnswer)
	}
	if len(answer.Choices) == 0 {
		return "", fmt.Errorf("%w: no choice", ErrAnswer)
	}
	return parse(answer.Choices[0].Message.Content)
}

// parse accepts one of the five words and nothing else, so whatever a message
// makes the endpoint say, it can only name a type.
func parse(content string) (desk.RequestType, error) {
	word := desk.RequestType(strings.ToLower(strings.Trim(content, " \t\r\n.\"'`")))
	if word.Valid() || word == desk.NoRequest {
		return word, nil
	}
	return "", ErrAnswer
}
