// Package manifest reads the app manifest that is pasted into Slack when the
// bot is installed, and refuses one that Slack would refuse.
//
// The simulated workspace grants what the manifest asks for: its scopes,
// subscribed events and slash commands. An event whose scope is missing would
// never arrive, so it is an error.
package manifest

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed schema.json
var schema []byte

// Manifest is the part of an app manifest that the workspace uses.
type Manifest struct {
	Features struct {
		Commands []struct {
			Command string `json:"command"`
		} `json:"slash_commands"`
		Shortcuts []struct {
			Callback string `json:"callback_id"`
		} `json:"shortcuts"`
		Home struct {
			Tab      bool `json:"home_tab_enabled"`
			Messages bool `json:"messages_tab_enabled"`
			ReadOnly bool `json:"messages_tab_read_only_enabled"`
		} `json:"app_home"`
	} `json:"features"`
	OAuth struct {
		Scopes struct {
			Bot []string `json:"bot"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			Enabled bool `json:"is_enabled"`
		} `json:"interactivity"`
		SocketMode bool `json:"socket_mode_enabled"`
	} `json:"settings"`
}

// Read reads a manifest in YAML and checks it.
func Read(raw []byte) (Manifest, error) {
	var m Manifest
	asJSON, err := yaml.YAMLToJSON(raw)
	if err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	if err := validate(asJSON); err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	if err := json.Unmarshal(asJSON, &m); err != nil {
		return m, fmt.Errorf("manifest: %w", err)
	}
	return m, m.consistent()
}

// validate checks a manifest against the schema.
func validate(manifest []byte) error {
	rules, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		return fmt.Errorf("schema: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("manifest", rules); err != nil {
		return fmt.Errorf("schema: %w", err)
	}
	compiled, err := compiler.Compile("manifest")
	if err != nil {
		return fmt.Errorf("schema: %w", err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(manifest))
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return compiled.Validate(value)
}

// consistent checks what the schema cannot.
func (m Manifest) consistent() error {
	var found []error
	for _, event := range m.Events() {
		if scope := ScopeOf(event); scope != "" && !slices.Contains(m.Scopes(), scope) {
			found = append(found, fmt.Errorf("event %s needs the scope %s", event, scope))
		}
	}
	if len(m.Commands()) > 0 && !slices.Contains(m.Scopes(), "commands") {
		found = append(found, errors.New("slash commands need the scope commands"))
	}
	if slices.Contains(m.Events(), "message.im") && (!m.Features.Home.Messages || m.Features.Home.ReadOnly) {
		found = append(found, errors.New("nobody can write to the bot: the messages tab is off or read-only"))
	}
	if slices.Contains(m.Events(), "app_home_opened") && !m.Features.Home.Tab && !m.Features.Home.Messages {
		found = append(found, errors.New("nobody can open the app's Home: it has no tab"))
	}
	return errors.Join(found...)
}

// Scopes returns the bot token's scopes.
func (m Manifest) Scopes() []string { return m.OAuth.Scopes.Bot }

// Events returns the events that the bot subscribes to.
func (m Manifest) Events() []string { return m.Settings.Events.Bot }

// Commands returns the slash commands.
func (m Manifest) Commands() []string {
	var out []string
	for _, c := range m.Features.Commands {
		out = append(out, c.Command)
	}
	return out
}

// Shortcuts returns the callback ids of the shortcuts.
func (m Manifest) Shortcuts() []string {
	var out []string
	for _, s := range m.Features.Shortcuts {
		out = append(out, s.Callback)
	}
	return out
}

// ScopeOf returns the scope that an event needs, "" if it needs none.
func ScopeOf(event string) string {
	kind, isMessage := strings.CutPrefix(event, "message.")
	switch {
	case isMessage:
		return kind + ":history"
	case event == "app_mention":
		return "app_mentions:read"
	case strings.HasPrefix(event, "reaction_"):
		return "reactions:read"
	case strings.HasPrefix(event, "channel_"), strings.HasPrefix(event, "member_"):
		return "channels:read"
	case strings.HasPrefix(event, "group_"):
		return "groups:read"
	case event == "user_change", event == "team_join":
		return "users:read"
	case strings.HasPrefix(event, "subteam_"):
		return "usergroups:read"
	case strings.HasPrefix(event, "file_"):
		return "files:read"
	}
	return ""
}
