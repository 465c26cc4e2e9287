package botapi

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"vakhta/desk"
)

// Download opens a file by the path from getFile. The caller closes it. The
// address contains the token, so errors are not passed on as they are.
func (c *Client) Download(ctx context.Context, path string) (io.ReadCloser, error) {
	const what = "download a file"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL+"/file/bot"+c.Token+"/"+path, nil)
	if err != nil {
		return nil, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%s: its path is no path", what)}
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return nil, FateOf(what, err)
	}
	if resp.StatusCode == http.StatusOK {
		return resp.Body, nil
	}
	resp.Body.Close() //nolint:errcheck // nothing of it is read
	if resp.StatusCode == http.StatusNotFound {
		return nil, &desk.SendError{Fate: desk.Refused, Err: fmt.Errorf("%s: %w", what, desk.ErrFileGone)}
	}
	return nil, FateOf(what, &RefusalError{Code: resp.StatusCode})
}

// Upload makes a call with files in some of its fields, and returns the result.
// They are sent while they are read, and never held in memory as a whole.
func (c *Client) Upload(ctx context.Context, method string, fields map[string]string, files ...Attachment) (json.RawMessage, error) {
	body, w := io.Pipe()
	form := multipart.NewWriter(w)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"/bot"+c.Token+"/"+method, body)
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", method, err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	written := make(chan struct{})
	go func() {
		defer close(written)
		w.CloseWithError(writeForm(form, fields, files))
	}()
	resp, err := c.HTTP.Do(req)
	body.Close() //nolint:errcheck // the writer gets an error
	<-written
	if err != nil {
		return nil, err
	}
	return c.read(resp)
}

// An Attachment is a file in a field of a call.
type Attachment struct {
	Field, Name string
	From        io.Reader
}

func writeForm(form *multipart.Writer, fields map[string]string, files []Attachment) error {
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			return err
		}
	}
	for _, a := range files {
		part, err := form.CreateFormFile(a.Field, a.Name)
		if err != nil {
			return err
		}
		if _, err := io.Copy(part, a.From); err != nil {
			return err
		}
	}
	return form.Close()
}
