// Package cast is the people of the simulated Slack and what they do: they
// write, react, press buttons, give commands and fill in modals, as a real
// client would let them.
//
// A verb returns once the app has acknowledged. Its error says why a client
// could not do it (nothing of that name on the screen, an empty required input)
// or why the app did not accept it (no answer in time).
package cast

import (
	"encoding/json"

	"vakhta/sim/slack/delivery"
	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/webapi"
	"vakhta/sim/slack/workspace"
)

type (
	// Message is what everybody in a channel sees.
	Message = workspace.Message
	// View is a modal or a Home tab.
	View = screens.View
	// Ephemeral is a message only one person sees.
	Ephemeral = screens.Ephemeral
)

// Config is what a stage needs. Commands are the slash commands of the app and
// Shortcuts the callback ids of its shortcuts, nil for any; Base returns the server's address for the app.
type Config struct {
	Space    *workspace.Workspace
	Screens  *screens.Screens
	API      *webapi.API
	Post     *delivery.Post
	Commands []string
	// Shortcuts are those of the manifest: a client offers no others.
	Shortcuts []string
	Base      func() string
}

// Stage is where people act.
type Stage struct {
	c Config
}

// New returns an empty stage.
func New(c Config) *Stage { return &Stage{c: c} }

// ask sends an interaction or a command to the app and waits for the answer.
func (s *Stage) ask(kind delivery.Kind, payload map[string]any) (delivery.Answer, error) {
	return s.c.Post.Ask(delivery.Parcel{Kind: kind, Body: encode(payload)})
}

// stamp returns a new ts for something other than a message.
func (s *Stage) stamp() string {
	defer s.c.Space.Change()()
	return s.c.Space.NextTS()
}

// encode encodes the stage's own values as JSON, which cannot fail.
func encode(v any) json.RawMessage {
	body, err := json.Marshal(v)
	if err != nil {
		panic("cast: a payload of our own cannot be encoded: " + err.Error())
	}
	return body
}
