// Package webapi implements the methods of the simulated Slack Web API that a
// desk's bot uses, and the response urls by which it answers interactions.
//
// Each method refuses what Slack would refuse, with the same code. What all
// calls have in common (tokens, scopes, rates, faults, the record) is done by
// the door in front of it.
package webapi

import (
	"net/http"
	"sync/atomic"

	"vakhta/sim/slack/blockkit"
	"vakhta/sim/slack/delivery"
	"vakhta/sim/slack/depot"
	"vakhta/sim/slack/door"
	"vakhta/sim/slack/ledger"
	"vakhta/sim/slack/screens"
	"vakhta/sim/slack/workspace"
)

// API handles everything that the app may call over HTTP. It embeds the door
// with its controls.
type API struct {
	*door.Door
	space   *workspace.Workspace
	screens *screens.Screens
	sockets *delivery.Sockets
	mux     *http.ServeMux
	files   *depot.Depot
	// unshared is how many of the next completed uploads are never shown.
	unshared atomic.Int32
	// data says that the workspace has tables and charts.
	data atomic.Bool
}

// HasData gives the workspace tables and charts, or takes them away.
func (a *API) HasData(on bool) { a.data.Store(on) }

// problems checks the blocks of a message.
func (a *API) problems(blocks []byte) []blockkit.Problem {
	if a.data.Load() {
		return blockkit.Message(blocks)
	}
	return blockkit.Old(blocks)
}

// SpoilFiles makes the next downloads get a page instead of the bytes, and the
// next completed uploads be accepted but never shown; both happen.
func (a *API) SpoilFiles(unready, unshared int) {
	a.files.Unready.Store(int32(unready))
	a.unshared.Store(int32(unshared))
}

// New returns an API over a workspace, its screens and its Socket Mode.
func New(c door.Config, space *workspace.Workspace, shown *screens.Screens, sockets *delivery.Sockets) *API {
	a := &API{space: space, screens: shown, sockets: sockets, mux: http.NewServeMux()}
	a.Door = door.New(c, a.methods())
	a.mux.Handle("/api/{method}", a.Door)
	a.mux.HandleFunc("/response/{id}", a.respond)
	a.files = &depot.Depot{Space: space, Door: a.Door}
	a.files.Register(a.mux)
	return a
}

// ServeHTTP answers a request, or shows an outage.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.NoteHost(r.Host)
	if a.Down() {
		door.HTML(w, http.StatusServiceUnavailable)
		return
	}
	a.mux.ServeHTTP(w, r)
}

// byKind is for conversation methods, whose scope depends on the kind of
// channel.
func (a *API) byKind(right string) func(*door.Request) []string {
	return func(c *door.Request) []string {
		area := map[workspace.Kind]string{workspace.Public: "channels:", workspace.Private: "groups:", workspace.Direct: "im:"}
		if channel, err := a.space.Channel(c.Args["channel"]); err == nil {
			return []string{area[channel.Kind] + right}
		}
		return []string{"channels:" + right, "groups:" + right, "im:" + right}
	}
}

// visible returns a channel that the bot may know of. A private one without the
// bot does not exist for it.
func (a *API) visible(id string) (workspace.Channel, error) {
	channel, err := a.space.Channel(id)
	if err != nil {
		return channel, err
	}
	if channel.Kind != workspace.Public && !channel.Has(a.space.App.BotUserID) {
		return channel, ledger.RefusedError("channel_not_found")
	}
	return channel, nil
}

// joined returns a channel that the bot is in.
func (a *API) joined(id string) (workspace.Channel, error) {
	channel, err := a.visible(id)
	if err == nil && !channel.Has(a.space.App.BotUserID) {
		return channel, ledger.RefusedError("not_in_channel")
	}
	return channel, err
}
