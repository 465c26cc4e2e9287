package deskfile_test

import (
	"strings"
	"testing"

	"vakhta/deskfile"
)

func TestMistakesInChannels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ write, instead, want string }{
		{"email: noc.fasthost", "email: noc@fasthost.example", `13:100: "noc.fasthost" is not an e-mail address`},
		{"phone: 02079460961", "phone: +441632960961", `"02079460961" is not a phone number`},
		{"ftp://gateway.example/call", "https://gateway.example/call", `is not the address of a gateway`},
		{"&text={text}", "&to={phone}&text={text}", `the gateway is not told whom to call`},
		{`'('`, `'"status": *"ok"'`, `"(" is not a regular expression`},
		{"email: {}", "email: {from: desk@vakhta.example}", `from`},
	} {
		_, _, err := deskfile.Read("desk.yaml", []byte(strings.Replace(example(t), c.instead, c.write, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("with %s: %v, want %q", c.write, err, c.want)
		}
	}
}

func TestAnAddressWithoutItsChannelIsWarnedOf(t *testing.T) {
	t.Parallel()
	text, _, _ := strings.Cut(example(t), "\nchannels:")
	_, warnings, err := deskfile.Read("desk.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, w := range warnings {
		all = append(all, w.Message)
	}
	for _, want := range []string{"nobody is called by email: channels has no email", "nobody is called by phone: channels has no phone"} {
		if !strings.Contains(strings.Join(all, "\n"), want) {
			t.Errorf("warnings %q, want %q", all, want)
		}
	}
}
