package deskfile_test

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vakhta/deskfile"
)

func TestALogoHasToBeAPicture(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../desk.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	picture := func(name string, width, height int) {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	picture("good.png", 40, 20)
	picture("huge.png", 5000, 1)
	if err := os.WriteFile(filepath.Join(dir, "text.png"), []byte("logo"), 0o600); err != nil {
		t.Fatal(err)
	}
	for logo, says := range map[string]string{
		"good.png": "", "gone.png": "there is no logo", "text.png": "is no picture", "huge.png": "is no picture", ".": "cannot be read",
	} {
		path := filepath.Join(dir, "desk-"+logo+".yaml")
		text := strings.Replace(string(example), "# logo: romashka.png", "logo: "+logo+" #", 1)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		d, _, err := deskfile.Load(path)
		switch {
		case says == "" && (err != nil || d.Projects["ROM"].Logo != filepath.Join(dir, logo)):
			t.Errorf("%s: %v", logo, err)
		case says != "" && (err == nil || !strings.Contains(err.Error(), says)):
			t.Errorf("%s: %v, want %q", logo, err, says)
		}
	}
}
