// Package request reads calls to the simulated Bot API as the real server does:
// GET or POST, with a query string, a form, multipart (chunked, too) or JSON,
// all with the same meaning. A Request is one call with its parameters as texts
// (objects and arrays as JSON texts) and its uploads. A Table, made from the
// documentation, says which parameters a method takes and of which type.
package request

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// MaxUpload is the size from which the real front-end refuses a file.
const MaxUpload = 50 << 20

// ErrTooLarge means that the body is larger than the server accepts.
var ErrTooLarge = errors.New("request entity too large")

// A Request is one call of a method.
type Request struct {
	Method string
	Params map[string]string
	Files  map[string]File
}

// A File is an uploaded file, found by the name of its form field.
type File struct {
	Name string
	MIME string
	Data []byte
}

// Read reads a call. It reads the body to its end, because only then does
// net/http notice a client that disconnects during a long poll.
func Read(r *http.Request, method string) (Request, error) {
	q := Request{Method: method, Params: map[string]string{}, Files: map[string]File{}}
	for name, values := range r.URL.Query() {
		q.Params[name] = values[0]
	}
	body := http.MaxBytesReader(nil, r.Body, MaxUpload+1<<20)
	defer body.Close() //nolint:errcheck // read to its end
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = body
	err := q.readBody(r, kind)
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return q, ErrTooLarge
	}
	return q, err
}

// readBody depends only on the content type. A body of an unknown type is read
// and ignored, and the call has the parameters of the address.
func (q Request) readBody(r *http.Request, kind string) error {
	switch kind {
	case "application/json":
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		return q.readJSON(raw)
	case "multipart/form-data":
		return q.readMultipart(r)
	case "application/x-www-form-urlencoded":
		if err := r.ParseForm(); err != nil {
			return err
		}
		for name, values := range r.PostForm {
			q.Params[name] = values[0]
		}
		return nil
	default:
		_, err := io.Copy(io.Discard, r.Body)
		return err
	}
}

// readJSON keeps strings as they are and everything else as compact JSON, so
// that a method reads both kinds of call alike.
func (q Request) readJSON(raw []byte) error {
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return fmt.Errorf("can't parse request body: %w", err)
	}
	for name, value := range fields {
		var text string
		if json.Unmarshal(value, &text) == nil {
			q.Params[name] = text
			continue
		}
		q.Params[name] = string(value)
	}
	return nil
}

// readMultipart takes the first of parts that share a name, as the server does.
func (q Request) readMultipart(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := parts.NextPart()
		// A form without a field has no closing boundary, and clients do send
		// one.
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		if err != nil {
			return err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		name := part.FormName()
		if part.FileName() == "" {
			if _, known := q.Params[name]; !known {
				q.Params[name] = string(data)
			}
			continue
		}
		if _, known := q.Files[name]; !known {
			q.Files[name] = File{Name: part.FileName(), MIME: part.Header.Get("Content-Type"), Data: data}
		}
	}
}

// Has reports whether a parameter was given and is not empty.
func (q Request) Has(name string) bool { return q.Params[name] != "" }

// Text returns a parameter as text.
func (q Request) Text(name string) string { return q.Params[name] }

// Int returns a parameter as a number, zero if it is none, as on the server.
func (q Request) Int(name string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(q.Params[name]))
	return n
}

// ID returns a parameter as a chat or user id.
func (q Request) ID(name string) int64 {
	n, _ := strconv.ParseInt(strings.TrimSpace(q.Params[name]), 10, 64)
	return n
}

// Bool returns a parameter as a boolean.
func (q Request) Bool(name string) bool {
	switch strings.ToLower(q.Params[name]) {
	case "true", "yes", "1":
		return true
	default:
		return false
	}
}

// JSON decodes a parameter into v and reports whether it was there and valid.
func (q Request) JSON(name string, v any) (given bool, err error) {
	if !q.Has(name) {
		return false, nil
	}
	return true, json.Unmarshal([]byte(q.Params[name]), v)
}
