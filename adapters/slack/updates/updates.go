// Package updates decodes what Slack sends: the raw JSON of an event, an
// interaction or a slash command becomes an event of the desk.
//
// Only what means something to a desk is decoded, with our own types, so that
// an unknown block or element breaks nothing. The package is pure; what must be
// looked up (names, files of other organisations) is asked of the caller. A
// lane is the channel whose events must stay in order.
//
// A message is identified by its channel and ts, not by the event that brought
// it: the mention and the message that Slack sends for one post are one event,
// and so is the message in the history after an outage.
package updates

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vakhta/desk"
)

// A Self is the bot, as auth.test returns it.
type Self struct {
	User string `json:"user_id"`
	Bot  string `json:"bot_id"`
	Team string `json:"team_id"`
}

// A Decoder decodes updates for one bot.
type Decoder struct {
	Self
	// Name returns a person's name, for mentions in a text.
	Name func(user string) string
	// File looks up a file of which only the id is known.
	File func(id string) (desk.File, bool)
}

// An Update is a decoded update.
type Update struct {
	Kind string // for metrics; "other" for one of an unknown kind
	Lane string
	// Event is its meaning to the desk; nil: none.
	Event *desk.Event
	// Respond is a secret address for answering an interaction without a token.
	Respond string
	// TS is a message's position in its channel's history; "": none.
	TS string
}

// Other is the kind of updates that the desk ignores.
const Other = "other"

// Slash is the kind of slash commands.
const Slash = "slash_command"

// Event decodes an outer event of the Events API.
func (r Decoder) Event(raw []byte) (Update, error) {
	var outer struct {
		Type  string          `json:"type"`
		ID    string          `json:"event_id"`
		Time  int64           `json:"event_time"`
		Team  string          `json:"team_id"`
		Inner json.RawMessage `json:"event"`
	}
	if err := json.Unmarshal(raw, &outer); err != nil {
		return Update{Kind: Other}, fmt.Errorf("decode an event: %w", err)
	}
	if outer.Type != "event_callback" || r.elsewhere(outer.Team) {
		return Update{Kind: Other}, nil
	}
	var kind struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(outer.Inner, &kind); err != nil {
		return Update{Kind: Other}, fmt.Errorf("decode the inner event of %s: %w", outer.ID, err)
	}
	id := name(outer.ID)
	if outer.ID == "" {
		id = Fingerprint(raw)
	}
	var u Update
	var err error
	switch kind.Type {
	case "message", "app_mention":
		u, err = r.message(outer.Inner)
	case "reaction_added", "reaction_removed":
		u, err = r.reaction(outer.Inner, id)
	case "channel_archive", "group_archive", "channel_unarchive", "group_unarchive", "channel_left", "group_left",
		"member_joined_channel":
		u, err = r.reach(outer.Inner, id)
	case "member_left_channel":
		u, err = r.left(outer.Inner, id)
	case "app_home_opened":
		u, err = r.visited(outer.Inner, id)
	default:
		return Update{Kind: Other}, nil
	}
	if err != nil {
		return u, fmt.Errorf("decode a %s %s: %w", kind.Type, outer.ID, err)
	}
	if u.Event != nil && u.Event.At.IsZero() && outer.Time > 0 {
		u.Event.At = time.Unix(outer.Time, 0)
	}
	return u, nil
}

// elsewhere reports whether something comes from another workspace than the one
// that the bot's token is of. An app may be installed in several, and its signing
// secret is the same in all of them.
func (r Decoder) elsewhere(team string) bool { return team != "" && r.Team != "" && team != r.Team }

func (r Decoder) reaction(raw []byte, id desk.EventID) (Update, error) {
	var in struct {
		Type     string `json:"type"`
		User     string `json:"user"`
		Reaction string `json:"reaction"`
		TS       string `json:"event_ts"`
		Item     struct {
			Type    string `json:"type"`
			Channel string `json:"channel"`
			TS      string `json:"ts"`
		} `json:"item"`
	}
	u := Update{Kind: "reaction_added"}
	if err := json.Unmarshal(raw, &in); err != nil {
		return u, err
	}
	off := in.Type == "reaction_removed"
	if off {
		u.Kind = in.Type
	}
	emoji := Emoji(in.Reaction)
	if in.Item.Type != "message" || in.User == r.User || emoji == "" {
		return u, nil
	}
	u.Lane = in.Item.Channel
	u.Event = &desk.Event{
		ID: id, At: at(in.TS), From: person(in.User), In: place(in.Item.Channel, ""),
		Body: desk.Reacted{Message: ref(in.Item.Channel, "", in.Item.TS), Emoji: emoji, Off: off},
	}
	return u, nil
}

// left reports a person who left a channel. For the bot itself there is another
// event.
func (r Decoder) left(raw []byte, id desk.EventID) (Update, error) {
	var in struct {
		User    string `json:"user"`
		Channel string `json:"channel"`
		TS      string `json:"event_ts"`
	}
	u := Update{Kind: "member_left_channel"}
	if err := json.Unmarshal(raw, &in); err != nil || in.User == "" || in.User == r.User {
		return u, err
	}
	u.Lane = in.Channel
	u.Event = &desk.Event{ID: id, At: at(in.TS), From: person(in.User), In: place(in.Channel, ""), Body: desk.Left{}}
	return u, nil
}

// visited reports a person who opened the app's Home. The tab with messages is
// another.
func (r Decoder) visited(raw []byte, id desk.EventID) (Update, error) {
	var in struct {
		User string `json:"user"`
		Tab  string `json:"tab"`
		TS   string `json:"event_ts"`
	}
	u := Update{Kind: "app_home_opened"}
	if err := json.Unmarshal(raw, &in); err != nil || in.User == "" || in.Tab != "home" {
		return u, err
	}
	u.Lane = in.User
	u.Event = &desk.Event{ID: id, At: at(in.TS), From: person(in.User), In: alone(in.User), Body: desk.Visited{}}
	return u, nil
}

// alone returns the place of what a person does where no channel is: they are
// answered in private.
func alone(user string) desk.Place {
	return desk.Place{Address: desk.Address{Platform: desk.Slack, Chat: user}, Private: true}
}

// reach reports whether a channel takes the bot's messages.
func (r Decoder) reach(raw []byte, id desk.EventID) (Update, error) {
	var in struct {
		Type    string `json:"type"`
		User    string `json:"user"`
		Channel string `json:"channel"`
		TS      string `json:"event_ts"`
	}
	u := Update{Kind: "reach"}
	if err := json.Unmarshal(raw, &in); err != nil {
		return u, err
	}
	_, what, _ := strings.Cut(in.Type, "_")
	body := desk.Reach{}
	switch what {
	case "archive":
		body.Cause = desk.ReachArchived
	case "unarchive":
		body = desk.Reach{Able: true, Cause: desk.ReachUnarchived}
	case "left":
		body.Cause = desk.ReachLeft
	default: // somebody joined
		if in.User != r.User {
			return u, nil
		}
		body = desk.Reach{Able: true, Cause: desk.ReachAdded}
	}
	u.Lane = in.Channel
	u.Event = &desk.Event{ID: id, At: at(in.TS), From: person(in.User), In: place(in.Channel, ""), Body: body}
	return u, nil
}

func name(s string) desk.EventID { return desk.EventID(string(desk.Slack) + ":" + s) }

// Fingerprint returns an id for what has none.
func Fingerprint(raw []byte) desk.EventID {
	sum := sha256.Sum256(raw)
	return name("sum/" + hex.EncodeToString(sum[:12]))
}

// place returns a channel; those of direct messages begin with D.
func place(channel, thread string) desk.Place {
	return desk.Place{
		Address: desk.Address{Platform: desk.Slack, Chat: channel, Thread: thread},
		Private: strings.HasPrefix(channel, "D"),
	}
}

func ref(channel, thread, ts string) desk.MessageRef {
	return desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: channel, Thread: thread}, Message: ts}
}

func person(user string) desk.Sender {
	return desk.Sender{Account: desk.Account{Platform: desk.Slack, ID: user}, Anonymous: user == ""}
}

// at returns the time of a ts: seconds and six digits. It is read digit by
// digit, because no float can hold it.
func at(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	s, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || s <= 0 || len(micros) > 6 {
		return time.Time{}
	}
	m, err := strconv.ParseInt((micros + "000000")[:6], 10, 64)
	if err != nil || m < 0 {
		m = 0
	}
	return time.Unix(s, m*int64(time.Microsecond))
}

// At returns the time of a ts.
func At(ts string) time.Time { return at(ts) }

// TS returns the ts of a time.
func TS(t time.Time) string {
	return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/int(time.Microsecond))
}
