package desk

// A SeenChat is a chat that the bot is in, or a person who wrote to it. Somebody
// who begins a desk chooses from these, and need not look ids up.
type SeenChat struct {
	Address
	Title  string
	Person Account // who it is, of a private chat; zero: a group or channel
}
