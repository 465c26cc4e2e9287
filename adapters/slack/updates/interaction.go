package updates

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"vakhta/adapters/slack/layout"
	"vakhta/desk"
)

// An interaction is what is decoded of a press or a submitted form.
type interaction struct {
	Type    string `json:"type"`
	Trigger string `json:"trigger_id"`
	Respond string `json:"response_url"`
	User    struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"user"`
	Callback string  `json:"callback_id"` // of a shortcut
	Message  message `json:"message"`     // on which a shortcut was used
	Channel  struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		Channel string `json:"channel_id"`
		TS      string `json:"message_ts"`
		Thread  string `json:"thread_ts"`
	} `json:"container"`
	Actions []struct {
		ID    string `json:"action_id"`
		Block string `json:"block_id"`
		Value string `json:"value"`
		TS    string `json:"action_ts"`
	} `json:"actions"`
	View struct {
		Type     string `json:"type"` // modal or home
		Callback string `json:"callback_id"`
		Metadata string `json:"private_metadata"`
		State    struct {
			Values map[string]map[string]input `json:"values"`
		} `json:"state"`
	} `json:"view"`
}

type input struct {
	Value    string `json:"value"`
	Date     string `json:"selected_date"`
	Person   string `json:"selected_user"`
	Selected *struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

// Interaction decodes a press of a button or a submitted form.
func (r Decoder) Interaction(raw []byte) (Update, error) {
	var in interaction
	if err := json.Unmarshal(raw, &in); err != nil {
		return Update{Kind: Other}, fmt.Errorf("decode an interaction: %w", err)
	}
	id := name(in.Trigger)
	if in.Trigger == "" {
		id = Fingerprint(raw)
	}
	var u Update
	switch in.Type {
	case "block_actions":
		u = in.pressed()
	case "view_submission":
		var err error
		if u, err = in.submitted(); err != nil {
			return u, err
		}
	case "shortcut", "message_action":
		u = r.shortcut(&in)
	default:
		return Update{Kind: Other}, nil
	}
	u.Respond = in.Respond
	if u.Event != nil {
		u.Event.ID, u.Event.From = id, person(in.User.ID)
		u.Event.From.Name = in.User.Name
	}
	return u, nil
}

// pressed decodes a press; a button that is not the desk's gives no event.
func (in *interaction) pressed() Update {
	channel := first(in.Channel.ID, in.Container.Channel)
	if in.View.Type == "home" {
		channel = in.User.ID
	}
	u := Update{Kind: "block_actions", Lane: channel}
	for _, a := range in.Actions {
		press, ok := layout.ReadPress(a.ID, a.Value, a.Block)
		if !ok || channel == "" {
			continue
		}
		thread := in.Container.Thread
		if thread == in.Container.TS {
			thread = ""
		}
		u.Event = &desk.Event{At: at(a.TS), In: place(channel, thread), Body: desk.Pressed{
			Press: press, Message: ref(channel, thread, in.Container.TS), Trigger: in.Trigger, OnHome: in.View.Type == "home",
		}}
		if in.View.Type == "home" {
			u.Event.In = alone(in.User.ID)
		}
		return u
	}
	return u
}

func (in *interaction) submitted() (Update, error) {
	u := Update{Kind: "view_submission"}
	if in.View.Callback != layout.FormCallback {
		return u, nil
	}
	var carried layout.FormState
	if err := json.Unmarshal([]byte(in.View.Metadata), &carried); err != nil {
		return u, fmt.Errorf("decode what a form carries: %w", err)
	}
	values := map[string]string{}
	if carried.Held != "" {
		values["held"] = carried.Held
	}
	for field, elements := range in.View.State.Values {
		for _, e := range elements {
			values[field] = first(e.Value, e.Date)
			switch {
			case e.Selected != nil:
				values[field] = e.Selected.Value
			case e.Person != "":
				values[field] = desk.Account{Platform: desk.Slack, ID: e.Person}.String()
			}
		}
	}
	u.Lane = first(carried.Chat, in.User.ID)
	u.Event = &desk.Event{In: place(u.Lane, carried.Thread), Body: desk.Submitted{
		Act: carried.Act, Key: carried.Key, Values: values,
	}}
	if u.Lane == in.User.ID { // it was opened where no channel was
		u.Event.In.Private = true
	}
	return u, nil
}

// A SlashCommand is a slash command as Socket Mode and HTTP send it.
type SlashCommand struct {
	Command string `json:"command"`
	Text    string `json:"text"`
	Channel string `json:"channel_id"`
	User    string `json:"user_id"`
	Name    string `json:"user_name"`
	Trigger string `json:"trigger_id"`
	Respond string `json:"response_url"`
	Team    string `json:"team_id"`
}

// Command decodes a slash command. The words after /desk are one; those that
// the app's manifest registers beside it are commands by their own name.
func (r Decoder) Command(raw []byte) (Update, error) {
	u := Update{Kind: Slash}
	var c SlashCommand
	if err := json.Unmarshal(raw, &c); err != nil {
		return u, fmt.Errorf("decode a slash command: %w", err)
	}
	w := r.words(c.Text)
	asked := desk.Asked{Args: w.text, Mentions: w.people, Trigger: c.Trigger}
	if c.Command == "" || r.elsewhere(c.Team) {
		return u, nil
	}
	asked.Command = strings.TrimPrefix(c.Command, "/")
	if c.Command == "/desk" {
		asked.Command, asked.Args = firstWord(w.text)
		asked.Command = strings.TrimPrefix(asked.Command, "/")
	}
	asked.Command = strings.ToLower(asked.Command)
	id := name(c.Trigger)
	if c.Trigger == "" {
		id = Fingerprint(raw)
	}
	u.Lane, u.Respond = c.Channel, c.Respond
	u.Event = &desk.Event{ID: id, From: person(c.User), In: place(c.Channel, ""), Body: asked}
	u.Event.From.Name = c.Name
	return u, nil
}

// firstWord returns the first word of a text and the rest.
func firstWord(text string) (word, rest string) {
	text = strings.TrimSpace(text)
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		return text, ""
	}
	return text[:end], strings.TrimSpace(text[end:])
}
