// Package opinion asks a language model for a second opinion on a message.
//
// It is for the guesses the built-in classifier is not sure of, and it is off
// unless an endpoint is configured: any that speaks the chat completions of
// OpenAI, a server on the same machine included. What leaves the desk is the
// message with personal data masked; what comes back is one word of five or
// nothing. An endpoint that is slow, down or talks nonsense changes nothing:
// the built-in guess stands.
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

// How long an opinion may take, and how much of an answer is read.
const (
	patience    = 2 * time.Second
	answerBytes = 64 << 10
)

// An Asker asks one endpoint. A nil Asker has no opinion.
type Asker struct {
	url, model, key string
	client          *http.Client
}

// New makes an Asker of CLASSIFIER_URL, CLASSIFIER_MODEL and CLASSIFIER_KEY, or
// nil if there is no url. The url is the endpoint's root, such as
// "http://localhost:8000/v1".
func New(url, model, key string, client *http.Client) *Asker {
	if url == "" {
		return nil
	}
	url = strings.TrimSuffix(strings.TrimRight(url, "/"), "/chat/completions")
	straight := *client // whom a redirect names was not chosen to read customers' words
	straight.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Asker{url: url + "/chat/completions", model: model, key: key, client: &straight}
}

// ErrAnswer says that an endpoint's answer was none of the five words.
var ErrAnswer = errors.New("the second opinion is not a type")

// Improve returns the guess with the endpoint's type first, if the guess was
// unsure and the endpoint had an opinion. The guess still asks when the two
// disagree. The error says why there is no opinion; the guess is good anyway.
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

// ask puts the question and reads the one word of the answer.
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
		// The error of the client names the address, which may hold a secret.
		return "", errors.New("the second opinion did not come")
	}
	defer res.Body.Close() //nolint:errcheck // read as far as it is wanted
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

// parse accepts one of the five words and nothing else: whatever a message
// talked the endpoint into, it can only name a type.
func parse(content string) (desk.RequestType, error) {
	word := desk.RequestType(strings.ToLower(strings.Trim(content, " \t\r\n.\"'`")))
	if word.Valid() || word == desk.NoRequest {
		return word, nil
	}
	return "", ErrAnswer
}
