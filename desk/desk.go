// Package desk is the vocabulary of the help desk: ticket, contract, event,
// card, notice, and the rules that need nothing else.
//
// It imports only the standard library and does no I/O. All other packages
// depend on it: adapters turn a platform's updates into Events, the engine
// turns Events into Tickets and Notices, and the courier sends Notices as
// Cards.
package desk
