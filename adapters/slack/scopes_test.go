package slack_test

import (
	"os"
	"slices"
	"testing"

	"vakhta/adapters/slack"
	"vakhta/sim/slack/manifest"
)

// TestTheManifestAsksForTheScopesThatAreChecked compares two lists of the same.
func TestTheManifestAsksForTheScopesThatAreChecked(t *testing.T) {
	raw, err := os.ReadFile("../../deploy/slack-manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := manifest.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	asked := slices.Sorted(slices.Values(m.Scopes()))
	if wanted := slices.Sorted(slices.Values(slack.Scopes())); !slices.Equal(asked, wanted) {
		t.Errorf("the manifest asks for %v, the check wants %v", asked, wanted)
	}
}
