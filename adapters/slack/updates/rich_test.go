package updates_test

import (
	"strings"
	"testing"

	"vakhta/desk"
)

func TestEmojisAndEmphasisOfAMessageAreReadAsTyped(t *testing.T) {
	for _, c := range []struct{ text, elements, want string }{
		{"done :tada: and :parrot:", `{'type':'text','text':'done '},{'type':'emoji','name':'tada','unicode':'1f389'},{'type':'emoji','name':'parrot'}`, "done 🎉 and :parrot:"},
		{"*very* _urgent_ ~not~ now", `{'type':'text','text':'very','style':{'bold':true}},{'type':'text','text':'urgent','style':{'italic':true}},{'type':'text','text':'not','style':{'strike':true}}`, "\u2061very\u2062 \u2063urgent\u2064 ~~not~~ now"},
		{"2*3*4 = 24", `{'type':'text','text':'2*3*4 = 24'}`, "2*3*4 = 24"},
		{"run `a *b*` *now*", `{'type':'text','text':'a *b*','style':{'code':true}},{'type':'text','text':'now','style':{'bold':true}}`, "run `a *b*` \u2061now\u2062"},
		{"*a &lt; b*", `{'type':'text','text':'a < b','style':{'bold':true}}`, "a < b"},
		{":male-technologist:", `{'type':'emoji','name':'male-technologist','unicode':'1f468-200d-1f4bb'}`, "👨‍💻"},
	} {
		block := `[{'type':'section','text':{'type':'plain_text','text':'no'}},{'type':'rich_text','elements':[{'type':'rich_text_section','elements':[` + c.elements + `]}]}]`
		raw := `{'type':'event_callback','event_id':'Ev9','event':{'type':'message','channel':'C1','user':'U1','ts':'5.1','text':'` + c.text + `','blocks':` + block + `}}`
		u, err := reader().Event([]byte(strings.ReplaceAll(raw, "'", `"`)))
		if err != nil || u.Event == nil {
			t.Fatalf("%s: %v", raw, err)
		}
		if said := u.Event.Body.(desk.Said); said.Text != c.want {
			t.Errorf("%q is read as %q, want %q", c.text, said.Text, c.want)
		}
	}
}
