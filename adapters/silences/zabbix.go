package silences

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"vakhta/desk"
)

// zabbix acknowledges events by Zabbix's JSON-RPC API. The alert's fingerprint is
// the number of the event. The token is sent as a header, which Zabbix takes
// from version 6.4 on.
// https://www.zabbix.com/documentation/current/en/manual/api/reference/event/acknowledge
type zabbix struct{}

// What event.acknowledge does, as bits.
const (
	zabbixAcknowledge   = 2
	zabbixMessage       = 4
	zabbixUnacknowledge = 16
)

// silence acknowledges the event. Once more does no harm: the message with the
// key says that it was there.
func (z zabbix) silence(ctx context.Context, c call, s desk.Silence) (string, error) {
	return s.Fingerprint, z.update(ctx, c, s, zabbixAcknowledge|zabbixMessage)
}

func (z zabbix) unsilence(ctx context.Context, c call, s desk.Silence, _ string) error {
	return z.update(ctx, c, s, zabbixUnacknowledge|zabbixMessage)
}

func (zabbix) update(ctx context.Context, c call, s desk.Silence, action int) error {
	if !strings.HasSuffix(c.url, "/api_jsonrpc.php") {
		c.url += "/api_jsonrpc.php"
	}
	var answer struct{ Error *struct{ Code int } }
	err := c.do(ctx, http.MethodPost, "", map[string]any{
		"jsonrpc": "2.0", "id": 1, "method": "event.acknowledge",
		"params": map[string]any{"eventids": s.Fingerprint, "action": action, "message": s.Comment},
	}, &answer)
	if err != nil || answer.Error == nil {
		return err
	}
	return refused(fmt.Errorf("it refuses the call with code %d", answer.Error.Code))
}
