package calls

import (
	"context"
	_ "embed"
	"html/template"
	"net/http"
	"strings"

	"vakhta/cards"
	"vakhta/desk"
	"vakhta/notice"
)

// Where the links lead: the page for people, and what a gateway asks for.
const (
	pagePath  = "/answer/"
	pressPath = "/pressed/"
)

//go:embed page.html
var pageText string

var pageForm = template.Must(template.New("page").Parse(pageText))

// An answer is what the page shows.
type answer struct {
	Lang          desk.Locale
	Title, Text   string
	Button, Token string // Button "": there is nothing to press
}

// Routes answers the links. It handles presses by handle.
func (l *Links) Routes(mux *http.ServeMux, handle desk.IntakeFunc) {
	mux.HandleFunc("GET "+pagePath+"{token}", func(w http.ResponseWriter, r *http.Request) {
		k, ok := l.read(r.PathValue("token"))
		l.show(w, l.before(k, ok, r.PathValue("token")), ok)
	})
	mux.HandleFunc("POST "+pagePath+"{token}", func(w http.ResponseWriter, r *http.Request) {
		k, ok := l.read(r.PathValue("token"))
		a := l.before(k, ok, "")
		if ok && a.Button != "" {
			a.Button, a.Text = "", l.press(r.Context(), handle, k)
		}
		l.show(w, a, ok)
	})
	pressed := func(w http.ResponseWriter, r *http.Request) {
		k, ok := l.read(r.PathValue("token"))
		a := l.before(k, ok, "")
		if ok && a.Button != "" && accepts(r) {
			a.Text = l.press(r.Context(), handle, k)
		}
		a.Button = ""
		l.show(w, a, ok)
	}
	mux.HandleFunc("GET "+pressPath+"{token}", pressed)
	mux.HandleFunc("POST "+pressPath+"{token}", pressed)
}

// accepts reports whether a gateway says that the person pressed 1, or does not
// say which key it was.
func accepts(r *http.Request) bool {
	r.Body = http.MaxBytesReader(nil, r.Body, 16<<10)
	for _, name := range []string{"digit", "digits", "Digits", "dtmf", "key"} {
		if pressed := r.FormValue(name); pressed != "" {
			return pressed == "1"
		}
	}
	return true
}

// before returns the page before the press.
func (l *Links) before(k link, ok bool, token string) answer {
	d := l.desk()
	m := d.People[k.Handle]
	a := answer{Lang: d.Locale, Title: d.Name, Token: token}
	if m != nil && m.Locale != "" {
		a.Lang = m.Locale
	}
	say := func(id string) string { return cards.Sentence(a.Lang, id, map[string]string{"Key": k.Key.String()}) }
	switch {
	case !ok || m == nil:
		a.Text = say(notice.LinkUnknown)
	case l.clock.Now().After(k.Until):
		a.Text = say(notice.LinkOver)
	default:
		a.Text, a.Button = say(notice.LinkAsks), say(notice.LinkTake)
	}
	return a
}

// press acknowledges, once for each call, and returns what the desk answers.
func (l *Links) press(ctx context.Context, handle desk.IntakeFunc, k link) string {
	account := l.desk().People[k.Handle].Account(k.Platform)
	locale := l.before(k, true, "").Lang
	reply, err := handle(context.WithoutCancel(ctx), desk.Event{
		ID:   desk.EventID(string(k.Platform) + ":" + k.Key.String() + "/" + k.Call),
		From: desk.Sender{Account: account},
		In:   desk.Place{Address: account.Private(), Private: true},
		Body: desk.Pressed{Press: desk.Press{Action: desk.ActAck, Key: k.Key}},
	})
	switch {
	case err != nil:
		return cards.Sentence(locale, notice.RefusedTrouble, nil)
	case reply.Toast != "":
		return reply.Toast
	case reply.Card != nil:
		return Words(*reply.Card)
	default:
		return cards.Sentence(locale, notice.LinkUsed, map[string]string{"Key": k.Key.String()})
	}
}

// show writes the page. It is for one person and one time.
func (l *Links) show(w http.ResponseWriter, a answer, ok bool) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	if !ok {
		w.WriteHeader(http.StatusNotFound)
	}
	var page strings.Builder
	if err := pageForm.Execute(&page, a); err != nil {
		return // a fault of page.html, which a test shows
	}
	w.Write([]byte(page.String())) // the reader may go away
}
