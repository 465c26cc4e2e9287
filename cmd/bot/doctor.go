package main

import (
	"context"
	"fmt"
	"strings"
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
	wrong := 0
	for _, f := range append(c.Examine(ctx, time.Now()), c.Files.Examine(ctx, c.DataDir)) {
		what := strings.Join(strings.Fields(f.What), " ") // a driver's error may have several lines
		if f.OK {
			fmt.Fprintln(std.out, "ok    ", what)
			continue
		}
		wrong++
		fmt.Fprintln(std.out, "FAIL  ", what)
		if f.Fix != "" {
			fmt.Fprintln(std.out, "       fix:", f.Fix)
		}
	}
	if wrong > 0 {
		return errSaid
	}
	return nil
}
