package acts

import (
	"context"

	"vakhta/conversations/turn"
	"vakhta/notice"
)

// help lists what the visitor may do.
func help() Act {
	return Act{
		Name: "help", Command: ForEveryone, May: turn.Anybody,
		Do: func(_ context.Context, t *turn.Turn, _ Input) (notice.Facts, error) {
			return HelpFor(t.Who.Anywhere()), nil
		},
	}
}
