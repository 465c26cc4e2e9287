package main

import (
	"context"
	"log/slog"
	"strings"

	"vakhta/conversations"
	"vakhta/desk"
	"vakhta/storage"
)

type classifierFlags struct{}

func newGuesser(context.Context, *storage.DB, classifierFlags, *slog.Logger) (func(project, text string) conversations.Guess, error) {
	return func(_, text string) conversations.Guess {
		l := strings.ToLower(text)
		has := func(ws ...string) bool {
			for _, w := range ws {
				if strings.Contains(l, w) {
					return true
				}
			}
			return false
		}
		switch {
		case has("оплат", "checkout", "down"):
			return conversations.Guess{Type: desk.Incident, Priority: desk.P1, Sureness: .97, Forced: true, Cue: "оплат"}
		case has("сертификат"):
			return conversations.Guess{Type: desk.ServiceRequest, Priority: desk.P3, Sureness: .9}
		case has("спасибо, ждём"):
			return conversations.Guess{Type: desk.InformationRequest, Sureness: .5, Ask: true}
		case has("привет", "hello"):
			return conversations.Guess{Type: desk.NoRequest, Sureness: .95, Greeting: true}
		case has("спасибо", "thank"):
			return conversations.Guess{Type: desk.NoRequest, Sureness: .95}
		}
		return conversations.Guess{Type: desk.InformationRequest, Second: desk.Incident, Sureness: .4, Ask: true}
	}, nil
}

type classifyCommand struct{}
type trainCommand struct{}

func (classifyCommand) Run() error { return nil }
func (trainCommand) Run() error    { return nil }
