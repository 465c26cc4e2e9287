package main

import (
	"context"
	"log/slog"

	"vakhta/app"
	"vakhta/desk"
	"vakhta/tickets"
)

// keptOptions say where the desk's data is.
type keptOptions struct {
	app.DeskOptions
	app.StoreOptions
}

// open opens the desk and its store for a command beside a running bot, which
// sends what the command queues for chats.
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
