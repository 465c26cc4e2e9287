package main

import (
	"context"
	"log/slog"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/tickets"
)

// keptOptions say where that is which the desk keeps.
type keptOptions struct {
	app.DeskOptions
	app.StoreOptions
}

// open is the desk with its store, for what is done beside a running bot. What it
// has to tell in chats is told by that.
func (o keptOptions) open(ctx context.Context) (service *tickets.Service, end func(), err error) {
	d, _, err := o.Load()
	if err != nil {
		return nil, nil, err
	}
	log := slog.New(slog.DiscardHandler)
	s, err := o.OpenStore(ctx, log)
	if err != nil {
		return nil, nil, err
	}
	service = tickets.NewService(tickets.Config{Store: s.Store, Desk: d.With(app.EveryMessenger()), Clock: desk.WallClock{}, Log: log})
	if err := service.Reload(ctx); err != nil {
		s.Close()
		return nil, nil, err
	}
	return service, s.Close, nil
}
