package desk

// A Command is a command as it is listed for people.
type Command struct {
	Name  string // without the prefix
	Usage string // its arguments, or ""
	About string
}

// A CommandMenu is the list of commands that a messenger offers in a chat, if it has such menus.
type CommandMenu struct {
	Where    Address // zero: every chat that has no menu of its own
	Commands map[Locale][]Command
	// Otherwise is used for clients in any other language.
	Otherwise Locale
}
