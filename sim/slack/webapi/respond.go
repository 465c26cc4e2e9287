package webapi

import (
	"encoding/json"
	"net/http"

	"vakhta/sim/slack/blockkit"
	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/workspace"
)

// Response is an app's answer to an interaction: the body of a request to a
// response url, or of a slash command's acknowledgement.
type Response struct {
	Type            string          `json:"response_type"`
	Text            string          `json:"text"`
	Blocks          json.RawMessage `json:"blocks"`
	Attachments     json.RawMessage `json:"attachments"`
	ThreadTS        string          `json:"thread_ts"`
	ReplaceOriginal bool            `json:"replace_original"`
	DeleteOriginal  bool            `json:"delete_original"`
}

// Answered is the effect of a Response; at most one of the fields is set.
type Answered struct {
	Whisper *screens.Ephemeral
	Message *workspace.Message
}

// respond handles a request to a response url.
func (a *API) respond(w http.ResponseWriter, r *http.Request) {
	var answer Response
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&answer)
	if err != nil {
		err = ledger.RefusedError("invalid_payload")
	}
	var source screens.ResponseURL
	if err == nil {
		source, err = a.screens.UseResponse(r.PathValue("id"))
	}
	if err == nil {
		_, err = a.Answer(source, answer)
	}
	status, code := http.StatusOK, ""
	if err != nil {
		status, code = http.StatusNotFound, err.Error()
	}
	a.Record("response_url", door.Args{"text": answer.Text, "blocks": string(answer.Blocks)}, status, code)
	door.Write(w, status, nil, err)
}

// Answer applies a Response to the place of its interaction. The bot need not
// be a member: it is enough that the person is.
func (a *API) Answer(source screens.ResponseURL, r Response) (Answered, error) {
	if r.DeleteOriginal {
		return Answered{}, a.takeBack(source)
	}
	if isNone(r.Blocks) {
		r.Blocks = nil
	}
	if found := a.problems(r.Blocks); r.Blocks != nil && len(found) > 0 {
		return Answered{}, door.DetailedError{Code: "invalid_blocks", Messages: blockkit.Sentences(found)}
	}
	if r.Text == "" && r.Blocks == nil && isNone(r.Attachments) {
		return Answered{}, ledger.RefusedError("no_text")
	}
	a.Audit("response_url "+source.Channel, r.Text, r.Blocks, r.Attachments)
	if r.ReplaceOriginal && !source.Ephemeral && source.MessageTS != "" {
		m, err := a.space.Edit(source.Channel, source.MessageTS, a.space.App.BotUserID, func(m *workspace.Message) {
			m.Text, m.Blocks = r.Text, r.Blocks
		})
		return Answered{Message: &m}, err
	}
	if r.ReplaceOriginal {
		a.screens.Unwhisper(source.MessageTS)
	}
	if r.Type == "in_channel" {
		m, err := a.space.Post(workspace.Message{
			Channel: source.Channel, Text: r.Text, Blocks: r.Blocks, ThreadTS: r.ThreadTS,
			User: a.space.App.BotUserID, BotID: a.space.App.BotID,
		})
		return Answered{Message: &m}, err
	}
	e := a.screens.Whisper(screens.Ephemeral{Channel: source.Channel, User: source.User, Text: r.Text, Blocks: r.Blocks, ThreadTS: r.ThreadTS})
	return Answered{Whisper: &e}, nil
}

// takeBack deletes the message of an interaction.
func (a *API) takeBack(source screens.ResponseURL) error {
	if source.Ephemeral {
		a.screens.Unwhisper(source.MessageTS)
		return nil
	}
	return a.space.Delete(source.Channel, source.MessageTS)
}
