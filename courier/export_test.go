package courier

import (
	"context"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"vakhta/desk"
	"vakhta/files"
)

// Transfer downloads a file from one messenger and uploads it to another.
func Transfer(ctx context.Context, spool *files.Spool, both map[desk.Platform]desk.Messenger, u desk.Upload) (desk.File, error) {
	c := &Courier{Config: Config{Messengers: both, Spool: spool}}
	_, f, err := c.transfer(ctx, both[u.To.Platform], u, shipment{})
	return f, err
}

// KeptBudgets returns how many chats' budgets are kept after so many chats were written to, one after another.
func KeptBudgets(t desk.Traits, chats int, every time.Duration) int {
	b := budgets{
		mu: new(sync.Mutex), lanes: map[string]*budget{},
		traits: map[desk.Platform]desk.Traits{desk.Telegram: t}, over: map[desk.Platform]*rate.Limiter{},
	}
	now := time.Unix(0, 0)
	for i := range chats {
		b.take(desk.Notice{To: desk.Address{Platform: desk.Telegram, Chat: strconv.Itoa(i)}}, desk.OperationPost, now)
		now = now.Add(every)
	}
	return len(b.lanes)
}
