package request_test

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vakhta/sim/telegram/request"
)

func TestEveryWayToSendACallMeansTheSame(t *testing.T) {
	const form, asJSON = "application/x-www-form-urlencoded", "application/json"
	for name, r := range map[string]*http.Request{
		"a query string": call("GET", "/?chat_id=6001&text=hi&silent=true&o=%7B%22a%22%3A1%7D", "", ""),
		"a form":         call("POST", "/", form, "chat_id=6001&text=hi&silent=true&o=%7B%22a%22%3A1%7D"),
		"JSON":           call("POST", "/", asJSON, `{"chat_id":6001,"text":"hi","silent":true,"o":{"a":1}}`),
		"both":           call("POST", "/?chat_id=6001&text=hi", form, `silent=true&o={"a":1}`),
	} {
		q, err := request.Read(r, "m")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		want := map[string]string{"chat_id": "6001", "text": "hi", "silent": "true", "o": `{"a":1}`}
		if diff := cmp.Diff(want, q.Params); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if !q.Bool("silent") || q.ID("chat_id") != 6001 || q.Has("absent") {
			t.Errorf("%s is read as %v", name, q.Params)
		}
	}
}

func call(method, path, kind, body string) *http.Request {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	return r
}

func TestChunkedMultipartCarriesFilesAndTheFirstOfTwoNamesWins(t *testing.T) {
	pr, pw := io.Pipe()
	form := multipart.NewWriter(pw)
	go func() {
		_ = form.WriteField("chat_id", "6001")
		for _, content := range []string{"first", "second"} {
			part, _ := form.CreateFormFile("photo", content+".png")
			_, _ = io.WriteString(part, content)
		}
		_ = pw.CloseWithError(form.Close())
	}()
	r := httptest.NewRequest(http.MethodPost, "/", pr)
	r.Header.Set("Content-Type", form.FormDataContentType())
	q, err := request.Read(r, "sendPhoto")
	if err != nil {
		t.Fatal(err)
	}
	if f := q.Files["photo"]; f.Name != "first.png" || string(f.Data) != "first" || q.ID("chat_id") != 6001 {
		t.Errorf("read %+v and %v", f, q.Params)
	}
}

func TestAFormWithoutFieldsIsNoError(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/", http.NoBody)
	r.Header.Set("Content-Type", multipart.NewWriter(io.Discard).FormDataContentType())
	if q, err := request.Read(r, "getMe"); err != nil || len(q.Params) != 0 {
		t.Errorf("read %v, %v", q.Params, err)
	}
}

func TestABodyBeyondTheUploadLimitIsTooLarge(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/", io.LimitReader(zeros{}, request.MaxUpload+2<<20))
	r.Header.Set("Content-Type", "application/octet-stream")
	if _, err := request.Read(r, "sendDocument"); !errors.Is(err, request.ErrTooLarge) {
		t.Errorf("err is %v", err)
	}
}

// zeros is an endless body.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestCallsAreHeldAgainstTheDocumentation(t *testing.T) {
	table := request.Documented()
	for _, tt := range []struct {
		name   string
		method string
		params map[string]string
		files  []string
		want   []string
	}{
		{"a good call", "sendmessage", map[string]string{"chat_id": "6001", "text": "hi", "reply_markup": "{}"}, nil, nil},
		{"a chat by name", "sendmessage", map[string]string{"chat_id": "@desk", "text": "hi"}, nil, nil},
		{"unknown parameters are ignored", "getme", map[string]string{"whatever": "1"}, nil, nil},
		{"nothing at all", "sendmessage", nil, nil, []string{"sendMessage: chat_id is missing", "sendMessage: text is missing"}},
		{"a word for a number", "sendmessage", map[string]string{"chat_id": "1", "text": "x", "message_thread_id": "one"}, nil,
			[]string{`sendMessage: message_thread_id is "one", want integer`}},
		{"a word for a yes", "sendmessage", map[string]string{"chat_id": "1", "text": "x", "disable_notification": "on"}, nil,
			[]string{`sendMessage: disable_notification is "on", want boolean`}},
		{"an array for an object", "sendmessage", map[string]string{"chat_id": "1", "text": "x", "reply_parameters": "[]"}, nil,
			[]string{`sendMessage: reply_parameters is "[]", want object`}},
		{"an object for an array", "setmycommands", map[string]string{"commands": "{}"}, nil,
			[]string{`setMyCommands: commands is "{}", want array`}},
		{"a file where one is wanted", "sendphoto", map[string]string{"chat_id": "1"}, []string{"photo"}, nil},
		{"a file where a text is wanted", "sendmessage", map[string]string{"chat_id": "1"}, []string{"text"},
			[]string{"sendMessage: text is a file, want string"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := request.Request{Params: tt.params, Files: map[string]request.File{}}
			for _, f := range tt.files {
				q.Files[f] = request.File{Name: f}
			}
			var got []string
			for _, p := range table[tt.method].Check(q) {
				got = append(got, p.Text)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
