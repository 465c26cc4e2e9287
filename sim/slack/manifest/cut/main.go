// Command cut makes the short manifest schema of package manifest from the
// published one: the parts that an app like this may use, without descriptions.
//
//	go run ./sim/slack/manifest/cut <manifest.schema.2.0.0.json >sim/slack/manifest/schema.json
//
// It is run by hand when the published schema changes.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "cut:", err)
		os.Exit(1)
	}
}

func run() error {
	var whole map[string]any
	if err := json.NewDecoder(os.Stdin).Decode(&whole); err != nil {
		return fmt.Errorf("read the published schema: %w", err)
	}
	definitions, ok := whole["definitions"].(map[string]any)
	if !ok {
		return fmt.Errorf("the published schema has no definitions")
	}
	out := map[string]any{
		"$comment": "Cut from slackapi/manifest-schema, version 2.0.0; see LICENSE.manifest-schema.",
		"allOf":    []any{inline(whole, definitions, "")},
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(out); err != nil {
		return fmt.Errorf("write the compact schema: %w", err)
	}
	return nil
}

// kept are the parts of a manifest that stay; all others become unknown keys,
// so that a manifest that uses more has to extend the schema.
func kept(path string) []string {
	return map[string][]string{
		"":              {"_metadata", "display_information", "features", "oauth_config", "settings"},
		".features":     {"app_home", "bot_user", "shortcuts", "slash_commands"},
		".settings":     {"event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled"},
		".oauth_config": {"scopes"},
	}[path]
}

// inline copies a schema with its references resolved, without descriptions and
// with only the kept properties.
func inline(node any, definitions map[string]any, path string) any {
	switch node := node.(type) {
	case []any:
		out := []any{}
		for _, child := range node {
			out = append(out, inline(child, definitions, path))
		}
		return out
	case map[string]any:
		if ref, ok := node["$ref"].(string); ok {
			return inline(definitions[strings.TrimPrefix(ref, "#/definitions/")], definitions, path)
		}
		out := map[string]any{}
		for key, child := range node {
			switch key {
			case "description", "title", "definitions", "$schema", "default":
			case "regex": // the published schema misspells it
				out["pattern"] = child
			case "properties":
				out[key] = properties(child, definitions, path)
			default:
				out[key] = inline(child, definitions, path)
			}
		}
		return out
	}
	return node
}

func properties(node any, definitions map[string]any, path string) any {
	out := map[string]any{}
	all, _ := node.(map[string]any)
	for name, child := range all {
		if keep := kept(path); keep == nil || slices.Contains(keep, name) {
			out[name] = inline(child, definitions, path+"."+name)
		}
	}
	return out
}
