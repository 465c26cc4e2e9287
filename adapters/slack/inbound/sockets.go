package inbound

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"vakhta/adapters/intake"
	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

const (
	// sockets is how many connections are held, so that one receives while the
	// other is renewed.
	sockets = 2
	// dialWithin is how long opening a connection may take.
	dialWithin = 15 * time.Second
	// silence is how long a connection may be quiet; Slack pings every few
	// seconds.
	silence = 30 * time.Second
	// slowest is the longest pause before a connection is tried again.
	slowest = 30 * time.Second
	// ackWithin is how long Slack waits for an acknowledgement. A later one
	// does no harm, but the answer in it is lost.
	ackWithin = 3 * time.Second
	// maxFrame is far more than any payload of Slack.
	maxFrame = 8 << 20
)

// An envelope is what arrives over a connection.
type envelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
	Answers bool            `json:"accepts_response_payload"`
	Attempt int             `json:"retry_attempt"`
	Reason  string          `json:"reason"`
}

// keepLink keeps one connection to Slack until ctx ends. It opens a new one as
// soon as Slack announces the end of the present one, or when it breaks.
func (r *Receiver) keepLink(ctx context.Context, handle desk.IntakeFunc) {
	var serving sync.WaitGroup
	defer serving.Wait()
	wait := time.Second
	for ctx.Err() == nil {
		l, err := r.openLink(ctx)
		if err != nil {
			if ctx.Err() == nil {
				r.Log.WarnContext(ctx, "open a socket to Slack", "error", err, "again_in", wait)
			}
			intake.Pause(ctx, r.Clock, wait)
			wait = min(2*wait, slowest)
			continue
		}
		wait = time.Second
		serving.Go(func() { r.serve(ctx, l, handle) })
		select {
		case <-l.leaving:
		case <-ctx.Done():
		}
	}
}

// A link is one socket.
type link struct {
	conn    *websocket.Conn
	leaving chan struct{} // closed when it will end soon, or has ended
	left    sync.Once
	writing sync.Mutex
}

func (l *link) leave() { l.left.Do(func() { close(l.leaving) }) }

func (r *Receiver) openLink(ctx context.Context) (*link, error) {
	if _, err := r.People.Self(ctx); err != nil {
		return nil, err
	}
	var said struct {
		URL string `json:"url"`
	}
	if err := r.App.Call(ctx, "apps.connections.open", nil, &said); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, dialWithin)
	defer cancel()
	conn, response, err := r.Dialer.DialContext(ctx, said.URL, nil)
	if err != nil {
		return nil, fmt.Errorf("dial: %s", webapi.Bare(err)) // not %w: the address contains a ticket
	}
	response.Body.Close() //nolint:errcheck // there is nothing in it
	l := &link{conn: conn, leaving: make(chan struct{})}
	conn.SetReadLimit(maxFrame)
	conn.SetPingHandler(func(data string) error {
		err := conn.SetReadDeadline(time.Now().Add(silence))
		if err != nil {
			return err
		}
		return conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(silence))
	})
	return l, conn.SetReadDeadline(time.Now().Add(silence))
}

// serve reads a connection until it ends, and returns when everything that
// arrived over it has been handled.
func (r *Receiver) serve(ctx context.Context, l *link, handle desk.IntakeFunc) {
	var under sync.WaitGroup
	defer under.Wait()
	defer l.leave()
	stop := context.AfterFunc(ctx, func() { l.conn.Close() }) //nolint:errcheck // the reader notices
	defer stop()
	defer l.conn.Close() //nolint:errcheck // it is not needed any more
	if r.links.Add(1) == 1 {
		r.marks.Missed() // nothing was received until now
	}
	defer func() {
		if r.links.Add(-1) == 0 {
			r.marks.Freeze()
		}
	}()
	for {
		_, raw, err := l.conn.ReadMessage()
		if err != nil {
			if ctx.Err() == nil {
				r.Log.InfoContext(ctx, "a socket to Slack ended", "error", err)
			}
			return
		}
		r.frame(ctx, l, raw, handle, &under)
	}
}

// frame handles one frame. It takes its place in the lane here, in the order of
// arrival; the rest is done in a goroutine.
func (r *Receiver) frame(ctx context.Context, l *link, raw []byte, handle desk.IntakeFunc, under *sync.WaitGroup) {
	e, p := unwrap(raw)
	switch {
	case e.Type == "disconnect":
		r.Log.DebugContext(ctx, "Slack will end a socket", "reason", e.Reason)
		l.leave()
		return
	case p.decode == nil:
		r.acknowledge(ctx, l, e.ID, nil)
		return
	}
	came := r.Clock.Now()
	d, err := r.open(ctx, p)
	if err != nil {
		if r.mayAcknowledge(ctx, err) {
			r.acknowledge(ctx, l, e.ID, nil)
		}
		return
	}
	under.Go(func() {
		out, err := r.take(ctx, d, handle)
		if !r.mayAcknowledge(ctx, err) {
			return
		}
		var said json.RawMessage
		late := r.Clock.Now().Sub(came) >= ackWithin
		if out.Handled && e.Answers && !late {
			said = r.body(d.update, out.Reply)
		}
		r.acknowledge(ctx, l, e.ID, said)
		if out.Handled && said == nil {
			r.answer(ctx, d.update, out.Reply)
		}
	})
}

// unwrap reads a frame's envelope. A parcel without a decoder is of a kind that
// the desk ignores; a frame that is no envelope is parked whole.
func unwrap(raw []byte) (e envelope, p parcel) {
	if err := json.Unmarshal(raw, &e); err != nil {
		return envelope{}, parcel{raw: raw, once: true, decode: func(updates.Decoder, []byte) (updates.Update, error) {
			return updates.Update{Kind: updates.Other}, fmt.Errorf("decode an envelope: %w", err)
		}}
	}
	p = parcel{raw: e.Payload, attempt: e.Attempt, once: true}
	switch e.Type {
	case "events_api":
		p.decode, p.once = updates.Decoder.Event, false
	case "interactive":
		p.decode = updates.Decoder.Interaction
	case "slash_commands":
		p.decode = updates.Decoder.Command
	}
	return e, p
}

// mayAcknowledge reports whether an update was accepted.
func (r *Receiver) mayAcknowledge(ctx context.Context, err error) bool {
	if err != nil && ctx.Err() == nil && !errors.Is(err, intake.ErrBusy) && !errors.Is(err, errNothing) {
		r.Log.WarnContext(ctx, "update left to Slack to bring again", "error", err)
	}
	return err == nil || errors.Is(err, errNothing)
}

// acknowledge acknowledges an envelope, if it has an id. If that fails the
// connection is broken, and Slack sends the envelope again over another.
func (r *Receiver) acknowledge(ctx context.Context, l *link, id string, body json.RawMessage) {
	if id == "" {
		return
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	err := l.conn.SetWriteDeadline(time.Now().Add(silence))
	if err == nil {
		err = l.conn.WriteJSON(struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload,omitempty"`
		}{id, body})
	}
	if err != nil {
		r.Log.DebugContext(ctx, "acknowledge an envelope", "error", err)
	}
}
