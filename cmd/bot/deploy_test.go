package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"
)

// composition is the part of deploy/compose.yaml that the tests read.
type composition struct {
	Services map[string]struct {
		Environment map[string]string   `yaml:"environment"`
		Secrets     []string            `yaml:"secrets"`
		DependsOn   map[string]struct{} `yaml:"depends_on"`
		Healthcheck map[string]any      `yaml:"healthcheck"`
	} `yaml:"services"`
	Secrets map[string]struct {
		File string `yaml:"file"`
	} `yaml:"secrets"`
}

func TestWhatIsDeployedIsWhatTheBotUnderstands(t *testing.T) {
	text, err := os.ReadFile("../../deploy/compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var c composition
	if err := yaml.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	known := variables()
	for name, value := range c.Services["bot"].Environment {
		variable, isFile := strings.CutSuffix(name, "_FILE")
		if secret, ok := known[variable]; !ok || isFile && !secret {
			t.Errorf("compose.yaml sets %s, which the bot does not know", name)
		}
		if secret := strings.TrimPrefix(value, "/run/secrets/"); isFile && !slices.Contains(c.Services["bot"].Secrets, secret) {
			t.Errorf("compose.yaml has %s read %s, which the bot is not given", name, secret)
		}
	}
	for service, s := range c.Services {
		for _, secret := range s.Secrets {
			if c.Secrets[secret].File == "" {
				t.Errorf("compose.yaml: %s wants the secret %s, which is nowhere", service, secret)
			}
		}
		for other := range s.DependsOn {
			if len(c.Services[other].Healthcheck) == 0 {
				t.Errorf("compose.yaml: %s waits for the health of %s, which is never looked at", service, other)
			}
		}
	}
}

func TestTheImageAsksForHealthByACommandThatThereIs(t *testing.T) {
	text, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	_, line, found := strings.Cut(string(text), "\nHEALTHCHECK ")
	line, _, _ = strings.Cut(line, "\n")
	there := slices.ContainsFunc(model().Children, func(n *kong.Node) bool {
		return strings.HasSuffix(line, `CMD ["/bot", "`+n.Name+`"]`)
	})
	if !found || !there {
		t.Errorf("the image's HEALTHCHECK is %q", line)
	}
}

// TestImagesArePinned: a tag can be moved to another image, a digest cannot.
func TestImagesArePinned(t *testing.T) {
	pinned := regexp.MustCompile(`^(?:scratch|vakhta|[a-z]+:[0-9a-z.-]+@sha256:[0-9a-f]{64})$`)
	for path, before := range map[string]string{"../../Dockerfile": "FROM ", "../../deploy/compose.yaml": "    image: "} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		images := 0
		for line := range strings.Lines(string(text)) {
			if image, ok := strings.CutPrefix(line, before); ok {
				images++
				if name := strings.Fields(image)[0]; !pinned.MatchString(name) {
					t.Errorf("%s: %s is not pinned by its digest", path, name)
				}
			}
		}
		if images < 2 {
			t.Errorf("%s names %d images; want two or more", path, images)
		}
	}
}

// TestEveryVariableIsExplained compares README and docs with the program: every
// variable that it reads is documented, and every documented one is read.
func TestEveryVariableIsExplained(t *testing.T) {
	var all strings.Builder
	for _, path := range []string{"../../README.md", "../../docs/classification.md"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	known := variables()
	for name := range known {
		if !strings.Contains(all.String(), "`"+name+"`") {
			t.Errorf("%s is explained nowhere", name)
		}
	}
	for line := range strings.Lines(all.String()) {
		row, ok := strings.CutPrefix(line, "| `")
		if !ok || !strings.Contains(row, "_") || strings.ToUpper(row[:3]) != row[:3] {
			continue // no row of the table of variables
		}
		names, _, _ := strings.Cut(row, " | ")
		for name := range strings.SplitSeq(names, ", ") {
			name = strings.Trim(name, "`")
			if _, ok := known[name]; !ok {
				t.Errorf("README explains %s, which the bot does not know", name)
			}
		}
	}
}
