package main

import (
	"context"
	"time"

	"vakhta/app"
)

// doctorCommand checks what run needs.
type doctorCommand struct {
	app.Options
	Files app.FileOptions `embed:""`
}

// Run prints a line for each check.
func (c doctorCommand) Run(ctx context.Context, std streams) error {
	return tellFindings(std.out, append(c.Examine(ctx, time.Now()), c.Files.Examine(ctx, c.DataDir)))
}
