package conversations_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"vakhta/internal/testdesk"
	"vakhta/oncall"
	"vakhta/storage"
)

// salesPlot is about days on which a shop sells most, with targets of their own and
// without deploys.
func salesPlot() []chapter {
	return []chapter{{"a sale comes, with targets of its own and without deploys", func(s *story) {
		day := func(days int) string {
			return s.Now().In(testdesk.Moscow()).AddDate(0, 0, days).Format("2006-01-02T15:04")
		}
		sale := fmt.Sprintf("sales: [{name: {ru: Чёрная пятница, en: Black Friday}, from: %q, to: %q, targets: {P1: {reaction: 5m, resolution: 1h}}, calm: {from: %q}}]\n    close_after: 3d",
			day(1), day(4), day(0))
		d := testdesk.Example(s.test, slices.Concat(twoShops, storyDesk, []string{"close_after: 3d", sale})...).With(s.Desk.Platforms)
		s.runUnder(d)
		s.Update(func(ctx context.Context, tx *storage.Tx) error {
			return tx.Enqueue(ctx, s.Now(), oncall.Sales(d, "sales/"+s.Now().String(), s.Now().Add(-time.Hour), s.Now().Add(time.Hour))...)
		})
		s.Post()
		s.Pass(25 * time.Hour)
		anna, john := s.private("anna"), s.private("john")
		s.says("john", john, "Поменяйте баннер на главной")
		s.says("john", john, "Горит витрина, никто не может купить")
		key := s.key("ROM")
		s.asks("anna", anna, "ack "+key, "why "+key)
		s.asks("boris", s.private("boris"), "cover boris now..1h first-line")
		s.Pass(time.Second)
		s.Update(func(ctx context.Context, tx *storage.Tx) error {
			begun, _, err := oncall.Begin(ctx, tx, d, s.Now())
			return errors.Join(err, tx.Enqueue(ctx, s.Now(), begun...))
		})
		s.Post()
		s.asks("anna", anna, "resolve "+key+" Витрина работает")
		s.runUnder(testdesk.Example(s.test, slices.Concat(twoShops, storyDesk)...).With(s.Desk.Platforms))
	}}}
}
