package layout

import (
	"fmt"

	"github.com/slack-go/slack"

	"vakhta/desk"
)

// maxHome is how many blocks a Home has at most (views.publish).
const maxHome = 100

// Home returns a page as the app's Home, its cards one below another. Ids of blocks
// are unique in a view.
func Home(p desk.Page) slack.HomeTabViewRequest {
	var blocks []slack.Block
	for i, c := range p.Cards {
		shown := Show(c.Simple()).Blocks
		for _, b := range shown {
			if row, ok := b.(*slack.ActionBlock); ok {
				row.BlockID += fmt.Sprintf("-%d", i)
			}
		}
		if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		if len(blocks)+len(shown) > maxHome {
			break
		}
		blocks = append(blocks, shown...)
	}
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}
}
