package cast

// An Interaction is what one of the cast does in a client: the body of POST /api/act.
//
// Verbs and what they need:
//
//	start                             presses Start in Telegram; text is a deep link's payload
//	say         chat text             writes; in Slack "@vakhta …" mentions the bot
//	reply       chat message text     answers; in Slack in the message's thread
//	edit        chat message text     changes one's own message
//	delete      chat message          removes one's own message
//	press       chat message button   presses a button by its label or data; choice for a menu
//	react       chat message emoji    puts an emoji there, or takes one's own away
//	slash       chat command          gives a command with what follows, "/desk my"
//	photo       chat text file        sends a picture; without a file, a small one
//	file        chat text file        sends any file
//	submit      values                fills in the modal on top and submits it
//	pressModal  button                presses a button in the modal; choice for a menu
//	closeModal                        closes the modal
//	openHome                          opens the app's Home tab
//	pressHome   button                presses a button of the Home tab
//
// Chats are written as in desk.yaml: telegram:7001 (a person's private chat has
// their id), telegram:-1003000000003, slack:C0ROM. Messages are a Telegram id or
// a Slack ts, also the id of a Slack message that only one person sees.
type Interaction struct {
	As      string            `json:"as"`
	Verb    string            `json:"verb"`
	Chat    string            `json:"chat,omitempty"`
	Message string            `json:"message,omitempty"`
	Text    string            `json:"text,omitempty"`
	Button  string            `json:"button,omitempty"`
	Choice  string            `json:"choice,omitempty"`
	Emoji   string            `json:"emoji,omitempty"`
	Command string            `json:"command,omitempty"`
	Values  map[string]string `json:"values,omitempty"`
	File    *SentFile         `json:"file,omitempty"`
}

// A SentFile is a file sent with an interaction; Data is base64 in JSON.
type SentFile struct {
	Name string `json:"name"`
	MIME string `json:"mime"`
	Data []byte `json:"data"`
}

// Told is what the messenger showed only to the person who acted. It is empty
// for most interactions.
type Told struct {
	Toast  string            `json:"toast,omitempty"`  // Telegram's line over the chat
	Alert  string            `json:"alert,omitempty"`  // Telegram's box with an OK button
	Fields map[string]string `json:"fields,omitempty"` // errors of a modal that was sent back, by block
}

// A Persona is one of the cast as the page introduces them.
type Persona struct {
	Handle   string   `json:"handle"`
	Name     string   `json:"name"`
	Roles    []string `json:"roles"`    // "staff", "line1", "line2", "line3", "manager", "admin"
	Telegram int64    `json:"telegram"` // 0: no account
	Slack    string   `json:"slack"`    // "": no account
	Where    []string `json:"where"`    // their chats, as Interaction.Chat names them
}
