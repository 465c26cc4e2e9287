package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"vakhta/desk"
	"vakhta/deskfile/keys"
)

// paperOptions are those of the commands that write a file about one project.
type paperOptions struct {
	keptOptions
	Project string      `required:"" help:"The project's code."`
	Lang    desk.Locale `enum:"ru,en," default:"" help:"ru or en. Default: the desk's language."`
	Out     string      `help:"The file to write, which must not exist yet; only its owner may read it. Default: standard output."`
}

// project returns the project, or an error that names a similar one.
func (o paperOptions) project(d *desk.Desk) (*desk.Project, error) {
	if p := d.Projects[o.Project]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("--project %s: %s", o.Project, keys.Suggestion(o.Project, slices.Sorted(maps.Keys(d.Projects))))
}

// in returns the language of the file.
func (o paperOptions) in(d *desk.Desk) desk.Locale { return cmp.Or(o.Lang, d.Locale) }

// write writes the file, completely or not at all.
func (o paperOptions) write(std streams, write func(io.Writer) error) error {
	if o.Out == "" {
		return write(std.out)
	}
	return toNewFile(o.Out, write)
}
