package desk

// A Finding is the result of one check for the operator, and how to fix what is
// wrong.
type Finding struct {
	OK   bool
	What string
	Fix  string // "" if there is nothing to fix or the fix is unknown
	// Of is the right that was checked, for a notice to the admins. Its Lack is "" if
	// nothing is missing, or if it is not known.
	Of Right
}

// A Right is something that the bot may do in a chat, or in all of a messenger.
type Right struct {
	In    Address `json:",omitzero"`  // without a chat: everywhere in the messenger
	Name  string  `json:",omitempty"` // of the chat; of several scopes of Slack, their names
	Lack  Lack    `json:",omitempty"`
	IsBot string  `json:",omitempty"` // the bot's name there
}

// A Lack is why the bot cannot do what the desk needs.
type Lack string

// The lacks. Their names are stored.
const (
	LackAbsent   Lack = "absent"   // it is not in the chat, or may not write there
	LackArchived Lack = "archived" // the channel is archived
	LackTopics   Lack = "topics"   // it may not open topics
	LackPrivacy  Lack = "privacy"  // it receives only what is addressed to it
	LackScopes   Lack = "scopes"   // the app was installed without some scopes
)
