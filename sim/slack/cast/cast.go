// Package cast is the people of the simulated Slack and what they do: they
// write, react, press buttons, give commands and fill in modals, each as a
// real client would let them.
//
// A verb answers once the app has acknowledged, or with an error that says why
// a client could not do it (nothing of that name on the screen, an empty
// required input) or why the app did not take it (no answer in time).
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

// Config is what a stage stands on. Commands are the slash commands of the
// app, nil for any; Base answers where the app reaches the server.
type Config struct {
	Space    *workspace.Workspace
	Screens  *screens.Screens
	API      *webapi.API
	Post     *delivery.Post
	Commands []string
	Base     func() string
}

// Stage is where people play.
type Stage struct {
	c Config
}

// New answers an empty stage.
func New(c Config) *Stage { return &Stage{c: c} }

// ask sends an interaction or a command to the app and waits for the answer.
func (s *Stage) ask(kind delivery.Kind, payload map[string]any) (delivery.Answer, error) {
	return s.c.Post.Ask(delivery.Parcel{Kind: kind, Body: encode(payload)})
}

// stamp answers a fresh ts for something that is no message.
func (s *Stage) stamp() string {
	defer s.c.Space.Change()()
	return s.c.Space.NextTS()
}

// encode writes what the stage itself made up as JSON, which cannot fail.
func encode(v any) json.RawMessage {
	body, err := json.Marshal(v)
	if err != nil {
		panic("cast: a payload of our own cannot be encoded: " + err.Error())
	}
	return body
}
