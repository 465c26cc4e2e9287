package history

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"vakhta/adapters/slack/updates"
	"vakhta/adapters/slack/webapi"
)

const (
	// threadsBack is how old a thread may be to be searched for new replies,
	// because the history of a channel has only the first message of a thread.
	threadsBack = 72 * time.Hour
	// page is how many messages are asked for at once, enough how many pages
	// are read to find old threads, and most how many at all.
	page   = 200
	enough = 10
	most   = 100
)

// A PastMessage is a message in a channel's history.
type PastMessage struct {
	TS      string          `json:"ts"`
	Thread  string          `json:"thread_ts"`
	Bot     string          `json:"bot_id"`
	Replies int             `json:"reply_count"`
	Latest  string          `json:"latest_reply"`
	Stamp   Stamp           `json:"metadata"`
	Raw     json.RawMessage `json:"-"`
}

// Root returns the thread that a message replies in, "" if it is in none.
func (m PastMessage) Root() string {
	if m.Thread == m.TS {
		return ""
	}
	return m.Thread
}

// A Stamp is the mark in the metadata of the desk's messages.
type Stamp struct {
	Type    string `json:"event_type"`
	Payload struct {
		Key string `json:"key"`
	} `json:"event_payload"`
}

// A Backlog reads the history of channels.
type Backlog struct{ Bot webapi.Client }

// Since reads the messages of a channel and its threads after a ts, in order.
func (r Backlog) Since(ctx context.Context, channel, from string) ([]PastMessage, error) {
	args := webapi.Args{"oldest": updates.TS(updates.At(from).Add(-threadsBack))}
	var found []PastMessage
	threads := map[string]bool{}
	err := r.pages(ctx, "conversations.history", channel, args, func(n int, read []PastMessage) bool {
		for _, m := range read {
			if After(m.TS, from) {
				found = append(found, m)
			}
			if m.Replies > 0 && After(m.Latest, from) {
				threads[m.TS] = true
			}
		}
		return n < enough || After(read[len(read)-1].TS, from)
	})
	if err != nil {
		return nil, err
	}
	for root := range threads {
		replies, err := r.Replies(ctx, channel, root, from)
		if err != nil {
			return nil, err
		}
		found = append(found, replies...)
	}
	slices.SortFunc(found, func(x, y PastMessage) int {
		switch {
		case x.TS == y.TS:
			return 0
		case After(x.TS, y.TS):
			return 1
		default:
			return -1
		}
	})
	return slices.CompactFunc(found, func(x, y PastMessage) bool { return x.TS == y.TS }), nil
}

// Replies reads the replies of a thread after a ts.
func (r Backlog) Replies(ctx context.Context, channel, root, from string) ([]PastMessage, error) {
	var found []PastMessage
	err := r.pages(ctx, "conversations.replies", channel, webapi.Args{"ts": root, "oldest": from}, func(_ int, read []PastMessage) bool {
		for _, m := range read {
			if After(m.TS, from) { // the first message is always included, however old it is
				found = append(found, m)
			}
		}
		return true
	})
	return found, err
}

// Root reads the first message of a thread; nil: there is none.
func (r Backlog) Root(ctx context.Context, channel, root string) (raw []byte, err error) {
	err = r.pages(ctx, "conversations.replies", channel, webapi.Args{"ts": root, "latest": root, "inclusive": "true"}, func(_ int, read []PastMessage) bool {
		for _, m := range read {
			if m.TS == root {
				raw = m.Raw
			}
		}
		return false
	})
	return raw, err
}

// pages reads a method's messages page by page, as long as more returns true.
func (r Backlog) pages(ctx context.Context, method, channel string, args webapi.Args, more func(n int, read []PastMessage) bool) error {
	args["channel"], args["limit"], args["include_all_metadata"] = channel, strconv.Itoa(page), "true"
	for n := 1; n <= most; n++ {
		var said struct {
			Messages []json.RawMessage `json:"messages"`
			Metadata struct {
				Cursor string `json:"next_cursor"`
			} `json:"response_metadata"`
		}
		if err := r.Bot.Call(ctx, method, args, &said); err != nil {
			return err
		}
		var read []PastMessage
		for _, raw := range said.Messages {
			var m PastMessage
			if err := json.Unmarshal(raw, &m); err != nil || m.TS == "" {
				continue // it has no time and cannot be ordered
			}
			m.Raw = raw
			read = append(read, m)
		}
		if len(read) > 0 && !more(n, read) || said.Metadata.Cursor == "" {
			return nil
		}
		args["cursor"] = said.Metadata.Cursor
	}
	return nil
}
