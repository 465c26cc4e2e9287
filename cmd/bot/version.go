package main

import (
	"fmt"

	"vakhta/app"
)

// Set by the linker: -ldflags '-X main.version=v0.1.0 -X main.commit=… -X main.date=…'.
var version, commit, date string

func build() app.Build {
	return app.ReadBuild(app.Build{Version: version, Commit: commit, Date: date})
}

// versionCommand prints the version.
type versionCommand struct{}

// Run prints one line.
func (versionCommand) Run(std streams) error {
	_, err := fmt.Fprintln(std.out, build())
	return err
}
