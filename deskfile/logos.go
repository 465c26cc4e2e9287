package deskfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"vakhta/canvas"
	"vakhta/desk"
)

// findLogos looks for the projects' logos, whose paths are relative to the folder of
// desk.yaml.
func (r *reader) findLogos(f *file, d *desk.Desk, folder string) {
	for _, e := range f.projects.V {
		logo := e.V.logo
		if !logo.OK {
			continue
		}
		path := seenFrom(folder, logo.V)
		d.Projects[e.Key].Logo = path
		switch _, err := canvas.ReadImage(path); {
		case errors.Is(err, fs.ErrNotExist):
			r.Mistake(logo.Pos, fmt.Sprintf("there is no logo %s", path), "write its path as seen from the folder of desk.yaml, or remove this key")
		case errors.Is(err, canvas.ErrNoImage):
			r.Mistake(logo.Pos, fmt.Sprintf("the logo %q is no picture", logo.V), "use a PNG or JPEG of at most 2 MB and 4000 pixels a side")
		case err != nil:
			r.Mistake(logo.Pos, fmt.Sprintf("the logo %q cannot be read: %v", logo.V, err), "let the bot's user read it")
		}
	}
}

// seenFrom returns a path that desk.yaml has, as seen from the folder of desk.yaml.
func seenFrom(folder, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}
