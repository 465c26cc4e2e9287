package alerts_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"vakhta/desk"
)

// A media type is what Zabbix imports.
type mediaType struct {
	Name, Type, Script string
	Parameters         []struct{ Name, Value string }
}

func TestWhatOurMediaTypeForZabbixSendsIsRead(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../../deploy/zabbix-media-vakhta.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Export struct {
			Version    string
			MediaTypes []mediaType `yaml:"media_types"`
		} `yaml:"zabbix_export"`
	}
	if err := yaml.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Export.MediaTypes) != 1 || file.Export.Version != "6.0" {
		t.Fatalf("it holds %+v", file.Export)
	}
	m := file.Export.MediaTypes[0]
	var given []string
	for _, p := range m.Parameters {
		given = append(given, p.Name)
	}
	for _, used := range regexp.MustCompile(`params\.(\w+)`).FindAllStringSubmatch(m.Script, -1) {
		if !slices.Contains(given, used[1]) && used[1] != "HTTPProxy" { // which Zabbix adds
			t.Errorf("the script uses a parameter %s that is not there", used[1])
		}
	}
	// What Zabbix makes of the macros, and of one that has no value.
	values := map[string]string{"event_id": "4711", "event_name": "High CPU on web1", "event_severity": "Disaster", "message": "web1", "link": "https://zabbix/e", "runbook": "{TRIGGER.URL}"}
	body := map[string]string{"state": "alerting"}
	for _, f := range regexp.MustCompile(`(?m)^ *(\w+): params\.(\w+),?$`).FindAllStringSubmatch(m.Script, -1) {
		body[f[1]] = values[f[2]]
	}
	sent, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	var k taken
	status, said := send(t, &k, "/alerts/zabbix/ROM", token, string(sent))
	want := []desk.Alert{{Source: "zabbix", System: "Zabbix", Fingerprint: "4711", Title: "High CPU on web1", Text: "web1", Severity: "Disaster", Link: "https://zabbix/e"}}
	if diff := cmp.Diff(want, k.alerts); status != 200 || diff != "" {
		t.Errorf("%d %s (-want +got):\n%s", status, said, diff)
	}
}
