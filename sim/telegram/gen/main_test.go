package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEachMethodBecomesALineWithItsParameters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "api.json")
	doc := `{"version": "Bot API 10.1", "methods": {
		"sendPhoto": {"name": "sendPhoto", "fields": [
			{"name": "chat_id", "types": ["Integer", "String"], "required": true},
			{"name": "photo", "types": ["InputFile", "String"], "required": true},
			{"name": "reply_markup", "types": ["InlineKeyboardMarkup", "ForceReply"]},
			{"name": "has_spoiler", "types": ["Boolean"]}]},
		"getMe": {"name": "getMe"},
		"sendAlbum": {"name": "sendAlbum", "fields": [
			{"name": "media", "types": ["Array of A", "Array of B"], "required": true}, {"name": "lat", "types": ["Float"]}]}}}`
	if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run([]string{path}, &out); err != nil {
		t.Fatal(err)
	}
	want := "# Bot API 10.1, written by sim/telegram/gen\n" +
		"getMe\n" +
		"sendAlbum\tmedia:array!\tlat:float\n" +
		"sendPhoto\tchat_id:integer|string!\tphoto:file|string!\treply_markup:object\thas_spoiler:boolean\n"
	if out.String() != want {
		t.Errorf("written\n%s\nwant\n%s", out.String(), want)
	}
}

func TestAWrongCallIsAnError(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.json")
	if err := os.WriteFile(bad, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{nil, {"a", "b"}, {"no such file"}, {bad}} {
		if err := run(args, &strings.Builder{}); err == nil {
			t.Errorf("run(%q) is fine", args)
		}
	}
}
