// Package desk is the word list of the helpdesk: ticket, contract, event,
// card, notice and the rules that need nothing but them.
//
// It imports the standard library only and does no I/O. Every other package
// points at it: adapters turn a platform's updates into desk.Event, the engine
// turns events into desk.Ticket and desk.Notice, the courier turns notices into
// desk.Card on a platform. A word means the same thing everywhere because it is
// defined here once.
package desk
