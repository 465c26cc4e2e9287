package door

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"vakhta/sim/slack/ledger"
)

// Args are a call's arguments. JSON values other than strings keep their JSON
// form, as in form bodies.
type Args map[string]string

// JSON returns an argument that is a JSON value, or nil.
func (a Args) JSON(key string) json.RawMessage {
	if a[key] == "" {
		return nil
	}
	return json.RawMessage(a[key])
}

// Flag reports whether a boolean argument is set.
func (a Args) Flag(key string) bool {
	on, err := strconv.ParseBool(a[key])
	return err == nil && on
}

// Number returns a positive argument, at most most.
func (a Args) Number(key string, byDefault, most int) int {
	n, err := strconv.Atoi(a[key])
	if err != nil || n <= 0 {
		return byDefault
	}
	return min(n, most)
}

// Need refuses a call that lacks one of the arguments.
func (a Args) Need(keys ...string) error {
	for _, key := range keys {
		if a[key] == "" {
			return DetailedError{Code: "invalid_arguments", Messages: []string{fmt.Sprintf("[ERROR] missing required field: %s", key)}}
		}
	}
	return nil
}

// parse reads a call's arguments and its token. A token in the query string is
// ignored.
func parse(r *http.Request) (Args, string, error) {
	const bodyLimit = 1 << 20
	found := Args{}
	for key, values := range r.URL.Query() {
		found[key] = values[0]
	}
	delete(found, "token")
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, bodyLimit))
	if err != nil {
		return found, "", ledger.RefusedError("request_timeout")
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	switch mime, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); mime {
	case "application/json":
		if len(body) == 0 {
			break // clients send this type even without a body
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(body, &fields); err != nil {
			return found, "", ledger.RefusedError("invalid_json")
		}
		for key, value := range fields {
			var text string
			if json.Unmarshal(value, &text) != nil {
				text = string(value)
			}
			found[key] = text
		}
	case "multipart/form-data":
		if err := r.ParseMultipartForm(bodyLimit); err != nil { //nolint:gosec // the body was limited above
			return found, "", ledger.RefusedError("invalid_form_data")
		}
		formInto(found, r.MultipartForm.Value)
	default:
		if err := r.ParseForm(); err != nil {
			return found, "", ledger.RefusedError("invalid_form_data")
		}
		formInto(found, r.PostForm)
	}
	token := found["token"]
	delete(found, "token")
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		token = bearer
	}
	return found, token, nil
}

func formInto(found Args, form map[string][]string) {
	for _, key := range slices.Sorted(maps.Keys(form)) {
		if len(form[key]) > 0 {
			found[key] = form[key][0]
		}
	}
}
