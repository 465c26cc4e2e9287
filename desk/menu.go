package desk

// A Command is a command as people are told of it.
type Command struct {
	Name  string // without what it begins with
	Usage string // what is written behind it, or ""
	About string
}

// A CommandMenu is the commands that a messenger offers in a chat, where it has such
// menus.
type CommandMenu struct {
	Where    Address // zero: every chat that has no menu of its own
	Commands map[Locale][]Command
	// Otherwise is read by those whose client speaks none of the languages.
	Otherwise Locale
}
