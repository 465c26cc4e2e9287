package deskfile_test

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"vakhta/deskfile"
	"vakhta/internal/golden"
)

func TestTheSchemaForEditorsIsInStep(t *testing.T) {
	schema, err := deskfile.Schema()
	if err != nil {
		t.Fatal(err)
	}
	// The path leaves testdata, because editors look for the schema beside the example.
	golden.Compare(t, "../../desk.schema.json", string(schema))
}

func TestTheSchemaTakesTheExample(t *testing.T) {
	if err := validate(t, example(t)); err != nil {
		t.Error(err)
	}
}

func TestTheSchemaFindsWhatAnEditorShouldUnderline(t *testing.T) {
	for name, edit := range map[string][2]string{
		"an unknown key":          {"reaction_by:", "reactoin_by:"},
		"a missing key":           {"    line_1: first-line\n", ""},
		"an unknown word":         {"intake: all", "intake: some"},
		"an unparsable duration":  {"remind_taken: 4h", "remind_taken: soon"},
		"a chat of no platform":   {"slack:C0ROM", "irc:help"},
		"a day that is none":      {"sat: 10:00-14:00", "saturday: 10:00-14:00"},
		"a share of no number":    {"after: 50%", "after: half%"},
		"a code in small letters": {"  ROM:", "  rom:"},
		"a list instead of words": {"reaction_by: either", "reaction_by: [either]"},
	} {
		t.Run(name, func(t *testing.T) {
			if validate(t, strings.Replace(example(t), edit[0], edit[1], 1)) == nil {
				t.Errorf("%q instead of %q is taken", edit[1], edit[0])
			}
		})
	}
}

// validate checks a desk.yaml with the schema as an editor does.
func validate(t *testing.T, src string) error {
	t.Helper()
	text, err := os.ReadFile("../desk.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("desk.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("desk.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(src), &root); err != nil {
		t.Fatal(err)
	}
	return schema.Validate(plain(root.Content[0]))
}

// plain converts YAML into the values of JSON. It uses another parser than the desk, so that a bug of that one cannot
// hide.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		l := []any{}
		for _, e := range n.Content {
			l = append(l, plain(e))
		}
		return l
	}
	switch n.Tag {
	case "!!int", "!!float":
		return json.Number(n.Value)
	case "!!bool":
		return n.Value == "true"
	default:
		return n.Value
	}
}
