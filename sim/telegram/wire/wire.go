// Package wire has the JSON types of the simulated Bot API. A field is here if
// a desk bot sends it, reads it, or could be misled by its absence; the real
// objects have more, and a client must ignore unknown ones anyway. Names follow
// the Bot API.
package wire

// A User is a person or a bot, as the Bot API shows them.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	LastName     string `json:"last_name,omitempty"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

// Me is the result of getMe: the bot's own User with what only the bot may
// know.
type Me struct {
	User
	CanJoinGroups           bool `json:"can_join_groups"`
	CanReadAllGroupMessages bool `json:"can_read_all_group_messages"`
	SupportsInlineQueries   bool `json:"supports_inline_queries"`
}

// A Chat is a private chat, a basic group or a supergroup.
type Chat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	Username  string `json:"username,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	LastName  string `json:"last_name,omitempty"`
	IsForum   bool   `json:"is_forum,omitempty"`
}

// A ChatFullInfo is the result of getChat.
type ChatFullInfo struct {
	Chat
	AccentColorID    int            `json:"accent_color_id"`
	MaxReactionCount int            `json:"max_reaction_count"`
	GiftTypes        map[string]any `json:"accepted_gift_types"`
	Pinned           *Message       `json:"pinned_message,omitempty"`
}

// A ChatMember is one user's status in a chat. Rights are included for
// administrators only.
type ChatMember struct {
	Status string `json:"status"`
	User   User   `json:"user"`
	*Rights
	UntilDate *int64 `json:"until_date,omitempty"`
}

// Rights are what an administrator may do.
type Rights struct {
	CanBeEdited         bool `json:"can_be_edited"`
	IsAnonymous         bool `json:"is_anonymous"`
	CanManageChat       bool `json:"can_manage_chat"`
	CanDeleteMessages   bool `json:"can_delete_messages"`
	CanManageVideoChats bool `json:"can_manage_video_chats"`
	CanRestrictMembers  bool `json:"can_restrict_members"`
	CanPromoteMembers   bool `json:"can_promote_members"`
	CanChangeInfo       bool `json:"can_change_info"`
	CanInviteUsers      bool `json:"can_invite_users"`
	CanPostStories      bool `json:"can_post_stories"`
	CanEditStories      bool `json:"can_edit_stories"`
	CanDeleteStories    bool `json:"can_delete_stories"`
	CanPinMessages      bool `json:"can_pin_messages"`
	CanManageTopics     bool `json:"can_manage_topics"`
}

// A ChatMemberUpdated says that somebody's status in a chat changed.
type ChatMemberUpdated struct {
	Chat Chat       `json:"chat"`
	From User       `json:"from"`
	Date int64      `json:"date"`
	Old  ChatMember `json:"old_chat_member"`
	New  ChatMember `json:"new_chat_member"`
}

// A CallbackQuery is a press of an inline button. Message is a *Message, or an
// *InaccessibleMessage if the message is gone.
type CallbackQuery struct {
	ID           string `json:"id"`
	From         User   `json:"from"`
	Message      any    `json:"message,omitempty"`
	ChatInstance string `json:"chat_instance"`
	Data         string `json:"data,omitempty"`
}

// An InaccessibleMessage stands for a message that the bot cannot see any more;
// its date is always zero.
type InaccessibleMessage struct {
	Chat      Chat  `json:"chat"`
	MessageID int   `json:"message_id"`
	Date      int64 `json:"date"`
}

// A MessageReactionUpdated says that somebody changed their reactions.
type MessageReactionUpdated struct {
	Chat      Chat       `json:"chat"`
	MessageID int        `json:"message_id"`
	User      *User      `json:"user,omitempty"`
	ActorChat *Chat      `json:"actor_chat,omitempty"`
	Date      int64      `json:"date"`
	Old       []Reaction `json:"old_reaction"`
	New       []Reaction `json:"new_reaction"`
}

// A Reaction is one emoji put on a message.
type Reaction struct {
	Type  string `json:"type"`
	Emoji string `json:"emoji"`
}

// A BotCommand is one line of the bot's menu.
type BotCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// A WebhookInfo is the result of getWebhookInfo.
type WebhookInfo struct {
	URL                  string   `json:"url"`
	HasCustomCertificate bool     `json:"has_custom_certificate"`
	PendingUpdateCount   int      `json:"pending_update_count"`
	LastErrorDate        int64    `json:"last_error_date,omitempty"`
	LastErrorMessage     string   `json:"last_error_message,omitempty"`
	MaxConnections       int      `json:"max_connections,omitempty"`
	AllowedUpdates       []string `json:"allowed_updates,omitempty"`
}
