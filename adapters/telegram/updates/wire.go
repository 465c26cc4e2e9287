package updates

// The wire types have only the fields of the Bot API's objects that are used.
// Unknown fields are skipped, and a new member of a union breaks nothing.

// An update has one of these fields; of an unknown kind it has none.
type update struct {
	ID       int64        `json:"update_id"`
	Message  *message     `json:"message"`
	Edited   *message     `json:"edited_message"`
	Callback *callback    `json:"callback_query"`
	Standing *standing    `json:"my_chat_member"`
	Member   *standing    `json:"chat_member"`
	Reaction *reactionSet `json:"message_reaction"`
}

// A user is a person, or a bot.
type user struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	First    string `json:"first_name"`
	Last     string `json:"last_name"`
	Language string `json:"language_code"`
}

// A chat is private, a group, a supergroup or a channel, by its type.
type chat struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
}

// A message is what somebody wrote, or a service message. ReplyTo has no
// replies of its own.
type message struct {
	ID              int64     `json:"message_id"`
	Thread          int64     `json:"message_thread_id"`
	IsTopic         bool      `json:"is_topic_message"`
	From            *user     `json:"from"`
	SenderChat      *chat     `json:"sender_chat"`
	Chat            chat      `json:"chat"`
	Date            int64     `json:"date"`
	EditDate        int64     `json:"edit_date"`
	ReplyTo         *message  `json:"reply_to_message"`
	TopicCreated    *struct{} `json:"forum_topic_created"`
	Leaver          *user     `json:"left_chat_member"`
	Text            string    `json:"text"`
	Entities        []entity  `json:"entities"`
	Caption         string    `json:"caption"`
	CaptionEntities []entity  `json:"caption_entities"`
	Album           string    `json:"media_group_id"`
	Forward         *origin   `json:"forward_origin"` // somebody else's message
	Quote           *quote    `json:"quote"`          // the part of the replied message that was chosen
	MigrateTo       int64     `json:"migrate_to_chat_id"`
	MigrateFrom     int64     `json:"migrate_from_chat_id"`
	media
}

// An entity marks a part of a text; offsets count UTF-16 code units.
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	User   *user  `json:"user"`
	URL    string `json:"url"` // of a text_link
}

// An origin says whose a forwarded message is, in one of these fields.
type origin struct {
	User   *user  `json:"sender_user"`
	Hidden string `json:"sender_user_name"`
	Chat   *chat  `json:"chat"`        // a channel
	Group  *chat  `json:"sender_chat"` // an anonymous administrator's
}

// name returns who wrote it, "" if that is not told.
func (o *origin) name() string {
	switch {
	case o == nil:
		return ""
	case o.User != nil:
		return sender(*o.User).Name
	case o.Chat != nil:
		return o.Chat.Title
	case o.Group != nil:
		return o.Group.Title
	default:
		return o.Hidden
	}
}

// A quote is a part of the replied message.
type quote struct {
	Text   string `json:"text"`
	Manual bool   `json:"is_manual"` // its author chose it
}

// A callback is a press of a button. It must be answered by its id.
type callback struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"` // may be inaccessible: then it has only chat and id
	Data    string   `json:"data"`
}

// A standing is the new status of the bot or a person in a chat. Rights are
// included only for restricted members and administrators.
type standing struct {
	Chat chat  `json:"chat"`
	From user  `json:"from"`
	Date int64 `json:"date"`
	New  struct {
		User     user   `json:"user"`
		Status   string `json:"status"`
		IsMember bool   `json:"is_member"`
		CanSend  bool   `json:"can_send_messages"`
	} `json:"new_chat_member"`
}

// A reactionSet is all reactions of one account to a message, before and after.
// An anonymous administrator reacts as the chat.
type reactionSet struct {
	Chat    chat       `json:"chat"`
	Message int64      `json:"message_id"`
	User    *user      `json:"user"`
	Actor   *chat      `json:"actor_chat"`
	Date    int64      `json:"date"`
	Old     []reaction `json:"old_reaction"`
	New     []reaction `json:"new_reaction"`
}

// A reaction is an emoji, or something that only Telegram's clients can show.
type reaction struct {
	Type  string `json:"type"`
	Emoji string `json:"emoji"`
}
