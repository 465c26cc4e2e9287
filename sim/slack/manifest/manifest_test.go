package manifest_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"vakhta/sim/slack/manifest"
)

func deployed(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile("../../../deploy/slack-manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestTheDeployedManifestIsWhatSlackTakes(t *testing.T) {
	m, err := manifest.Read(deployed(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Commands(); !slices.Equal(got, []string{"/desk", "/ticket", "/report"}) {
		t.Errorf("commands: %v", got)
	}
	if !m.Settings.SocketMode || !m.Settings.Interactivity.Enabled {
		t.Error("the desk needs Socket Mode and interactivity")
	}
	for _, list := range [][]string{m.Scopes(), m.Events()} {
		if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
			t.Errorf("not sorted, or something is listed twice: %v", list)
		}
	}
}

func TestAManifestThatSlackWouldRefuseIsRefused(t *testing.T) {
	for name, change := range map[string][2]string{
		"an unknown key":            {"features:", "features:\n  toaster: true"},
		"a name too long":           {"name: Vakhta", "name: " + strings.Repeat("V", 36)},
		"a command without a slash": {"command: /desk", "command: desk"},
		"an event without scope":    {"      - reactions:read           # 👀 and ✅ on a card\n", ""},
		"commands without scope":    {"      - commands                 # /desk, /ticket, /report\n", ""},
		"a read-only messages tab":  {"messages_tab_read_only_enabled: false", "messages_tab_read_only_enabled: true"},
		"a list that is a word":     {"socket_mode_enabled: true", "socket_mode_enabled: perhaps"},
	} {
		whole := string(deployed(t))
		spoiled := strings.Replace(whole, change[0], change[1], 1)
		if spoiled == whole {
			t.Fatalf("%s: nothing was changed", name)
		}
		if _, err := manifest.Read([]byte(spoiled)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
