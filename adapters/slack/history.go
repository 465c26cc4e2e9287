package slack

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
	"vakhta/desk"
)

const (
	// lookBack is how far a first look goes where nobody remembers a mark: as long
	// as Slack itself goes on repeating an event.
	lookBack = 10 * time.Minute
	// threadsBack is how old a thread may be whose new answers are looked for: the
	// history of a channel names threads by their first message alone.
	threadsBack = 72 * time.Hour
	// page is how many messages are asked for at once, enough how many pages are
	// read for old threads' sake, and most how many at all.
	page   = 200
	enough = 10
	most   = 100
	// patientRounds is how often more than Slack itself the history repeats a
	// message that the desk can't take: it comes at shorter intervals.
	patientRounds = 3
)

// history remembers how far each channel's messages were handled. A mark moves
// on with every message, except while something earlier may be missing: from
// when the last link broke, or something could not be handled, until the history
// has been read.
type history struct {
	mu     *sync.Mutex
	marks  map[string]string // by channel; "": not looked up yet
	frozen *int              // grows with every reason to freeze; 0: none
	moved  map[string]bool   // marks that SetMark has not been told of
	signal chan struct{}
}

func newHistory() history {
	return history{
		mu: new(sync.Mutex), marks: map[string]string{}, frozen: new(int), moved: map[string]bool{},
		signal: make(chan struct{}, 1),
	}
}

// wake has the history read: something may have been missed.
func (h history) wake() {
	h.mu.Lock()
	*h.frozen++
	h.mu.Unlock()
	select {
	case h.signal <- struct{}{}:
	default:
	}
}

// freeze keeps the marks where they are.
func (h history) freeze() {
	h.mu.Lock()
	defer h.mu.Unlock()
	*h.frozen++
}

// heard adds a channel to those whose history is read.
func (h history) heard(channel string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.marks[channel]; !ok && channel != "" {
		h.marks[channel] = ""
	}
}

// handled moves a channel's mark on, or has the history read if the message was
// not handled.
func (h history) handled(u updates.Update, err error) {
	if u.TS == "" {
		return
	}
	h.heard(u.Lane)
	if err != nil {
		h.wake()
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if *h.frozen == 0 && after(u.TS, h.marks[u.Lane]) {
		h.marks[u.Lane], h.moved[u.Lane] = u.TS, true
	}
}

// after reports whether one ts is later than another. They are compared as they
// are written, for no float holds them.
func after(a, b string) bool {
	if x, y := strings.IndexByte(a, '.'), strings.IndexByte(b, '.'); x != y {
		return x > y
	}
	return a > b
}

// catchUp reads the history whenever something may have been missed, until ctx
// ends. Over HTTP nobody notices that Slack could not reach the bot: it looks
// from time to time.
func (a *Adapter) catchUp(ctx context.Context, handle desk.IntakeFunc) {
	began := a.Clock.Now()
	wait, round := time.Second, 0
	for ctx.Err() == nil {
		timer := a.Clock.Timer(a.Clock.Now().Add(lookBack))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-a.history.signal:
		case <-timer.C():
			if a.AppToken != "" && round == 0 {
				a.keepMarks(ctx)
				continue
			}
		}
		timer.Stop()
		err := a.readUp(ctx, handle, updates.TS(began.Add(-lookBack)), round)
		a.keepMarks(ctx)
		if err == nil {
			wait, round = time.Second, 0
			continue
		}
		round++
		if ctx.Err() == nil {
			a.Log.Warn("read what was missed", "error", err)
			if send, ok := errors.AsType[*desk.SendError](err); ok {
				wait = max(wait, send.After)
			}
			a.pause(ctx, wait)
			wait = min(2*wait, time.Minute)
			a.history.wake()
		}
	}
}

// readUp hands on what stands in the channels' history since their marks. What
// the desk has seen already it knows by its id.
func (a *Adapter) readUp(ctx context.Context, handle desk.IntakeFunc, began string, round int) error {
	a.history.mu.Lock()
	reasons := *a.history.frozen
	a.history.mu.Unlock()
	if a.Desk != nil {
		for _, channel := range channelsOf(a.Desk()) {
			a.history.heard(channel)
		}
	}
	for _, channel := range a.history.channels() {
		from, err := a.mark(ctx, channel, began)
		if err != nil {
			return err
		}
		said, err := a.since(ctx, channel, from)
		if errors.Is(err, desk.ErrChatGone) {
			continue
		}
		if err != nil {
			return err
		}
		if err := a.replay(ctx, channel, said, round, handle); err != nil {
			return err
		}
	}
	a.history.mu.Lock()
	defer a.history.mu.Unlock()
	if *a.history.frozen == reasons {
		*a.history.frozen = 0
	}
	return nil
}

// replay hands on messages of a channel, in order, and moves its mark behind them.
func (a *Adapter) replay(ctx context.Context, channel string, said []message, round int, handle desk.IntakeFunc) error {
	for _, m := range said {
		d, err := a.open(ctx, parcel{raw: m.raw, attempt: round - patientRounds, decode: func(r updates.Reader, raw []byte) (updates.Update, error) {
			return r.History(channel, raw)
		}})
		if err == nil && d != nil {
			d.read = true
			_, err = a.take(ctx, d, handle)
		}
		if err != nil {
			return err
		}
		a.history.mu.Lock()
		if after(m.TS, a.history.marks[channel]) {
			a.history.marks[channel], a.history.moved[channel] = m.TS, true
		}
		a.history.mu.Unlock()
	}
	return nil
}

func (h history) channels() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []string
	for channel := range h.marks {
		all = append(all, channel)
	}
	slices.Sort(all)
	return all
}

// mark is how far a channel was handled: as far as this process knows, as far as
// an earlier one knew, or up to a moment before it began.
func (a *Adapter) mark(ctx context.Context, channel, began string) (string, error) {
	a.history.mu.Lock()
	ts := a.history.marks[channel]
	a.history.mu.Unlock()
	if ts == "" && a.Mark != nil {
		var err error
		if ts, err = a.Mark(ctx, channel); err != nil {
			return "", err
		}
	}
	if ts == "" {
		ts = began
	}
	return ts, nil
}

// keepMarks has the marks that moved remembered.
func (a *Adapter) keepMarks(ctx context.Context) {
	if a.SetMark == nil {
		return
	}
	a.history.mu.Lock()
	moved := map[string]string{}
	for channel := range a.history.moved {
		moved[channel] = a.history.marks[channel]
	}
	clear(a.history.moved)
	a.history.mu.Unlock()
	for channel, ts := range moved {
		if err := a.SetMark(ctx, channel, ts); err != nil && ctx.Err() == nil {
			a.Log.Warn("remember how far a channel was read", "channel", channel, "error", err)
		}
	}
}

// A message is what is read of a channel's history.
type message struct {
	TS      string `json:"ts"`
	Thread  string `json:"thread_ts"`
	Bot     string `json:"bot_id"`
	Replies int    `json:"reply_count"`
	Latest  string `json:"latest_reply"`
	Stamp   stamp  `json:"metadata"`
	raw     json.RawMessage
}

func (m message) thread() string {
	if m.Thread == m.TS {
		return ""
	}
	return m.Thread
}

// since reads what was said in a channel and its threads after a ts, in order.
func (a *Adapter) since(ctx context.Context, channel, from string) ([]message, error) {
	args := webapi.Args{"oldest": updates.TS(updates.At(from).Add(-threadsBack))}
	var found []message
	threads := map[string]bool{}
	err := a.pages(ctx, "conversations.history", channel, args, func(n int, read []message) bool {
		for _, m := range read {
			if after(m.TS, from) {
				found = append(found, m)
			}
			if m.Replies > 0 && after(m.Latest, from) {
				threads[m.TS] = true
			}
		}
		return n < enough || after(read[len(read)-1].TS, from)
	})
	if err != nil {
		return nil, err
	}
	for root := range threads {
		replies, err := a.replies(ctx, channel, root, from)
		if err != nil {
			return nil, err
		}
		found = append(found, replies...)
	}
	slices.SortFunc(found, func(x, y message) int {
		switch {
		case x.TS == y.TS:
			return 0
		case after(x.TS, y.TS):
			return 1
		default:
			return -1
		}
	})
	return slices.CompactFunc(found, func(x, y message) bool { return x.TS == y.TS }), nil
}

// replies reads what was said in a thread after a ts.
func (a *Adapter) replies(ctx context.Context, channel, root, from string) ([]message, error) {
	var found []message
	err := a.pages(ctx, "conversations.replies", channel, webapi.Args{"ts": root, "oldest": from}, func(_ int, read []message) bool {
		for _, m := range read {
			if after(m.TS, from) { // the first message comes along however old it is
				found = append(found, m)
			}
		}
		return true
	})
	return found, err
}

// pages reads a method's messages page by page, as long as more wants them.
func (a *Adapter) pages(ctx context.Context, method, channel string, args webapi.Args, more func(n int, read []message) bool) error {
	args["channel"], args["limit"], args["include_all_metadata"] = channel, strconv.Itoa(page), "true"
	for n := 1; n <= most; n++ {
		var said struct {
			Messages []json.RawMessage `json:"messages"`
			Metadata struct {
				Cursor string `json:"next_cursor"`
			} `json:"response_metadata"`
		}
		if err := a.bot.Call(ctx, method, args, &said); err != nil {
			return err
		}
		var read []message
		for _, raw := range said.Messages {
			var m message
			if err := json.Unmarshal(raw, &m); err != nil || m.TS == "" {
				continue // it has no place in time; there is nothing to hand on
			}
			m.raw = raw
			read = append(read, m)
		}
		if len(read) > 0 && !more(n, read) || said.Metadata.Cursor == "" {
			return nil
		}
		args["cursor"] = said.Metadata.Cursor
	}
	return nil
}
