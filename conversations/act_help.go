package conversations

import (
	"context"

	"vakhta/notice"
)

// help lists what the visitor may do.
func help() Act {
	return Act{
		Name: "help", Command: ForEveryone, May: Anybody,
		Do: func(_ context.Context, t *turn, _ Input) (notice.Facts, error) { return t.help(), nil },
	}
}

// help is the list of commands for the visitor's roles.
func (t *turn) help() notice.Help { return HelpFor(t.who.anywhere()) }
