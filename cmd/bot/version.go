package main

import (
	"fmt"

	"vakhta/app"
)

// What was linked in: -ldflags '-X main.version=v0.1.0 -X main.commit=… -X main.date=…'.
var version, commit, date string

func build() app.Build {
	return app.ReadBuild(app.Build{Version: version, Commit: commit, Date: date})
}

// versionCommand says which program this is.
type versionCommand struct{}

// Run prints one line.
func (versionCommand) Run(std streams) error {
	_, err := fmt.Fprintln(std.out, build())
	return err
}
