package desk_test

import (
	"encoding/json"
	"testing"

	"vakhta/desk"
)

func TestAnAddressIsReadAndWrittenAsDeskYamlHasIt(t *testing.T) {
	for text, want := range map[string]desk.Address{
		"telegram:-100300":    {Platform: desk.Telegram, Chat: "-100300"},
		"telegram:-100300/12": {Platform: desk.Telegram, Chat: "-100300", Thread: "12"},
		"telegram:5001":       {Platform: desk.Telegram, Chat: "5001"},
		"slack:C0L1/1764.2":   {Platform: desk.Slack, Chat: "C0L1", Thread: "1764.2"},
		"slack:C0L1":          {Platform: desk.Slack, Chat: "C0L1"},
	} {
		got, err := desk.ParseAddress(text)
		if err != nil || got != want {
			t.Errorf("%s is read as %+v, %v; want %+v", text, got, err, want)
		}
		if got.String() != text {
			t.Errorf("%s is written as %s", text, got)
		}
	}
}

func TestWhatIsNoAddressIsRefused(t *testing.T) {
	for _, text := range []string{
		"", "telegram", "telegram:", "telegram:-1/", "telegram:/12", ":-1", "slack:C 1", "C0L1",
	} {
		if got, err := desk.ParseAddress(text); err == nil {
			t.Errorf("%q is read as %v, want it refused", text, got)
		}
	}
}

func TestAKeyIsReadInAnyCaseAndWrittenInCapitals(t *testing.T) {
	for text, want := range map[string]string{"ROM-42": "ROM-42", "rom-1": "ROM-1", " a2-7 ": "A2-7"} {
		got, ok := desk.ParseKey(text)
		if !ok || got.String() != want {
			t.Errorf("%q is read as %v, %v; want %s", text, got, ok, want)
		}
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	for _, text := range []string{"", "ROM", "ROM-0", "ROM-042", "R-1", "2ROM-1", "РОМ-1", "ROM-9999999999", "ABCDEFGHIJK-1", "ROM--1"} {
		if got, ok := desk.ParseKey(text); ok {
			t.Errorf("%q is read as %v, want it refused", text, got)
		}
	}
}

func TestAKeyGoesThroughJSONAndTheZeroKeyToo(t *testing.T) {
	for _, want := range []desk.Key{{}, {Project: "ROM", Number: 42}} {
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got desk.Key
		if err := json.Unmarshal(text, &got); err != nil || got != want {
			t.Errorf("%s is read as %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestAProjectCodeIsShortAndInCapitals(t *testing.T) {
	for code, want := range map[string]bool{
		"ROM": true, "A1": true, "ABCDEFGHIJ": true,
		"": false, "R": false, "rom": false, "1A": false, "ABCDEFGHIJK": false, "РОМ": false, "RO-M": false,
	} {
		if desk.ValidProjectCode(code) != want {
			t.Errorf("%q may name a project: %v, want %v", code, !want, want)
		}
	}
}

func TestAMessageIsTheSameWhateverThreadIsToldAlong(t *testing.T) {
	a := desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: "C1", Thread: "1.1"}, Message: "1.2"}
	b := desk.MessageRef{Address: desk.Address{Platform: desk.Slack, Chat: "C1"}, Message: "1.2"}
	if !a.SameMessage(b) {
		t.Errorf("%v and %v differ", a, b)
	}
	b.Chat = "C2"
	if a.SameMessage(b) {
		t.Errorf("%v and %v are the same", a, b)
	}
}

func FuzzAKeyThatIsReadIsReadAgain(f *testing.F) {
	for _, text := range []string{"ROM-42", "rom-1", "A1-999999999", "ROM-0", "ROM"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k, ok := desk.ParseKey(text)
		if !ok {
			return
		}
		if again, ok := desk.ParseKey(k.String()); !ok || again != k || !desk.ValidProjectCode(k.Project) {
			t.Errorf("%q is %v, read again as %v, %v", text, k, again, ok)
		}
	})
}

func FuzzAnAddressThatIsReadIsReadAgain(f *testing.F) {
	for _, text := range []string{"telegram:-1/2", "slack:C0L1", "telegram:+1", "slack:a:b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := desk.ParseAddress(text)
		if err != nil {
			return
		}
		if again, err := desk.ParseAddress(a.String()); err != nil || again != a {
			t.Errorf("%q is %v, read again as %v, %v", text, a, again, err)
		}
	})
}
