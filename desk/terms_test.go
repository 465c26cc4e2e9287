package desk_test

import (
	"bytes"
	"testing"
	"time"

	"vakhta/desk"
	"vakhta/internal/testdesk"
)

func TestAContractThatAnOlderProgramStoredIsTheSame(t *testing.T) {
	t.Parallel()
	d := testdesk.Example(t)
	for _, c := range d.Sealed() {
		c := *c
		c.Forgotten = 0 // what the older program did not know
		if err := c.Seal(d.Calendars); err != nil {
			t.Fatal(err)
		}
		text, err := c.Encode(d.Calendars)
		if err != nil {
			t.Fatal(err)
		}
		was := len(text)
		if text = bytes.Replace(text, []byte(`"Forgotten":0,`), nil, 1); len(text) == was {
			t.Fatalf("the property is not in\n%s", text)
		}
		if read, err := desk.ReadTerms("older", text, time.Time{}); err != nil || read.Contract.Digest != c.Digest {
			t.Errorf("%s is another contract when it is read: %v\n%s", c.Name, err, text)
		}
	}
}

func TestAContractThatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "null", "{}", `{"Contract": 1}`, `{"Contract": {}, "Calendars": {"shop": {"Zone": "Mars/Base"}}}`} {
		if read, err := desk.ReadTerms("older", []byte(text), time.Time{}); err == nil {
			t.Errorf("%q is read as %+v", text, read)
		}
	}
}
