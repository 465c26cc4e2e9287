package webapi

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"vakhta/desk"
)

// notReady is how long to wait if Slack answers with a page instead of a file:
// right after a file was shared its bytes are not there yet.
const notReady = 5 * time.Second

// Download opens a file at the address from files.info; the caller closes it.
// kind is the file's type. The token is sent only to Slack: a file on another
// host is refused with desk.ErrFileGone.
func (c Client) Download(ctx context.Context, address, kind string) (io.ReadCloser, error) {
	const method = "download"
	if !c.ours(address) {
		return nil, wrap(method, &desk.SendError{Fate: desk.Refused, Err: desk.ErrFileGone})
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, wrap(method, &desk.SendError{Fate: desk.Refused, Err: errors.New("the address is no address")})
	}
	request.Header.Set("Authorization", "Bearer "+c.Token)
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, wrap(method, unknown(Bare(err)))
	}
	err = status(response)
	if response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusGone {
		err = &desk.SendError{Fate: desk.Refused, Err: desk.ErrFileGone}
	}
	if err == nil && isPage(response.Header.Get("Content-Type")) && !isPage(kind) {
		err = &desk.SendError{Fate: desk.Later, After: notReady, Err: errors.New("a page instead of the file")}
	}
	if err != nil {
		response.Body.Close() //nolint:errcheck // nothing of it is read
		return nil, wrap(method, err)
	}
	return response.Body, nil
}

// ours reports whether an address is Slack's or on the API's server.
func (c Client) ours(address string) bool {
	to, err := url.Parse(address)
	if err != nil {
		return false
	}
	api, err := url.Parse(c.URL)
	if err == nil && to.Scheme == api.Scheme && to.Host == api.Host {
		return true
	}
	return to.Scheme == "https" && (to.Host == "slack.com" || strings.HasSuffix(to.Host, ".slack.com"))
}

func isPage(kind string) bool {
	kind, _, err := mime.ParseMediaType(kind)
	return err == nil && kind == "text/html"
}

// Put sends a file of so many bytes to the address from
// files.getUploadURLExternal, which needs no token.
func (c Client) Put(ctx context.Context, address string, from io.Reader, size int64) error {
	const method = "upload_url"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, from)
	if err != nil {
		return wrap(method, &desk.SendError{Fate: desk.Refused, Err: errors.New("the address is no address")})
	}
	request.Header.Set("Content-Type", "application/octet-stream")
	request.ContentLength = size
	response, err := c.HTTP.Do(request)
	if err != nil {
		return wrap(method, unknown(Bare(err)))
	}
	defer response.Body.Close() //nolint:errcheck // nothing of it is read
	if err := status(response); err != nil {
		return wrap(method, err)
	}
	return nil
}
