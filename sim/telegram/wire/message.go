package wire

import "encoding/json"

// A Message is a message as the bot is given it.
type Message struct {
	MessageID       int             `json:"message_id"`
	MessageThreadID int             `json:"message_thread_id,omitempty"`
	From            *User           `json:"from,omitempty"`
	SenderChat      *Chat           `json:"sender_chat,omitempty"`
	AuthorSignature string          `json:"author_signature,omitempty"`
	Date            int64           `json:"date"`
	EditDate        int64           `json:"edit_date,omitempty"`
	Chat            Chat            `json:"chat"`
	ForwardOrigin   *Origin         `json:"forward_origin,omitempty"`
	IsTopicMessage  bool            `json:"is_topic_message,omitempty"`
	ReplyToMessage  *Message        `json:"reply_to_message,omitempty"`
	ExternalReply   *ExternalReply  `json:"external_reply,omitempty"`
	Quote           *Quote          `json:"quote,omitempty"`
	Protected       bool            `json:"has_protected_content,omitempty"`
	MediaGroupID    string          `json:"media_group_id,omitempty"`
	LinkPreview     json.RawMessage `json:"link_preview_options,omitempty"`

	Text            string   `json:"text,omitempty"`
	Entities        []Entity `json:"entities,omitempty"`
	Caption         string   `json:"caption,omitempty"`
	CaptionEntities []Entity `json:"caption_entities,omitempty"`

	Photo     []File    `json:"photo,omitempty"`
	Document  *File     `json:"document,omitempty"`
	Voice     *File     `json:"voice,omitempty"`
	Video     *File     `json:"video,omitempty"`
	Audio     *File     `json:"audio,omitempty"`
	VideoNote *File     `json:"video_note,omitempty"`
	Sticker   *File     `json:"sticker,omitempty"`
	Contact   *Contact  `json:"contact,omitempty"`
	Location  *Location `json:"location,omitempty"`
	Animation *File     `json:"animation,omitempty"`
	Special

	ReplyMarkup *InlineKeyboard `json:"reply_markup,omitempty"`

	NewChatMembers     []User       `json:"new_chat_members,omitempty"`
	LeftChatMember     *User        `json:"left_chat_member,omitempty"`
	MigrateToChatID    int64        `json:"migrate_to_chat_id,omitempty"`
	MigrateFromChatID  int64        `json:"migrate_from_chat_id,omitempty"`
	PinnedMessage      *Message     `json:"pinned_message,omitempty"`
	ForumTopicCreated  *TopicMade   `json:"forum_topic_created,omitempty"`
	ForumTopicEdited   *TopicEdited `json:"forum_topic_edited,omitempty"`
	ForumTopicClosed   *struct{}    `json:"forum_topic_closed,omitempty"`
	ForumTopicReopened *struct{}    `json:"forum_topic_reopened,omitempty"`
	GeneralHidden      *struct{}    `json:"general_forum_topic_hidden,omitempty"`
}

// An Entity is a stretch of text with a meaning. Offset and Length count
// UTF-16 code units.
type Entity struct {
	Type           string `json:"type"`
	Offset         int    `json:"offset"`
	Length         int    `json:"length"`
	URL            string `json:"url,omitempty"`
	User           *User  `json:"user,omitempty"`
	Language       string `json:"language,omitempty"`
	CustomEmojiID  string `json:"custom_emoji_id,omitempty"`
	UnixTime       int64  `json:"unix_time,omitempty"`
	DateTimeFormat string `json:"date_time_format,omitempty"`
}

// A File is a stored file: a photo size, a document, a voice note, a video.
type File struct {
	FileID       string `json:"file_id"`
	FileUniqueID string `json:"file_unique_id"`
	FileSize     int    `json:"file_size,omitempty"`
	FileName     string `json:"file_name,omitempty"`
	MimeType     string `json:"mime_type,omitempty"`
	Width        int    `json:"width,omitempty"`
	Height       int    `json:"height,omitempty"`
	Duration     int    `json:"duration,omitempty"`
	FilePath     string `json:"file_path,omitempty"`
	Emoji        string `json:"emoji,omitempty"`       // of a sticker
	IsAnimated   bool   `json:"is_animated,omitempty"` // of a sticker that is a vector animation
	Thumbnail    *File  `json:"thumbnail,omitempty"`   // of an animated sticker
}

// Special is what has neither text nor a file. A message has at most one.
type Special struct {
	Venue     *Venue     `json:"venue,omitempty"`
	Poll      *Poll      `json:"poll,omitempty"`
	Checklist *Checklist `json:"checklist,omitempty"`
	Story     *Story     `json:"story,omitempty"`
	Dice      *Dice      `json:"dice,omitempty"`
}

// A Venue is a named place.
type Venue struct {
	Location Location `json:"location"`
	Title    string   `json:"title"`
	Address  string   `json:"address"`
}

// A Poll is a question with options.
type Poll struct {
	ID       string       `json:"id"`
	Question string       `json:"question"`
	Options  []PollOption `json:"options"`
}

// A PollOption is one of a poll's options.
type PollOption struct {
	Text       string `json:"text"`
	VoterCount int    `json:"voter_count"`
}

// A Checklist is a list of tasks.
type Checklist struct {
	Title string          `json:"title"`
	Tasks []ChecklistTask `json:"tasks"`
}

// A ChecklistTask is one of them; it is done if it has a completion date.
type ChecklistTask struct {
	ID             int    `json:"id"`
	Text           string `json:"text"`
	CompletionDate int64  `json:"completion_date,omitempty"`
}

// A Story is a forwarded story, of which a bot gets only the address.
type Story struct {
	Chat Chat `json:"chat"`
	ID   int  `json:"id"`
}

// A Dice is an emoji with a random value.
type Dice struct {
	Emoji string `json:"emoji"`
	Value int    `json:"value"`
}

// A Contact is a shared contact. UserID is zero for somebody without Telegram.
type Contact struct {
	PhoneNumber string `json:"phone_number"`
	FirstName   string `json:"first_name"`
	LastName    string `json:"last_name,omitempty"`
	UserID      int64  `json:"user_id,omitempty"`
}

// A Location is a shared place.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// An Origin says where a forwarded message came from.
type Origin struct {
	Type       string `json:"type"`
	Date       int64  `json:"date"`
	SenderUser *User  `json:"sender_user,omitempty"`
	HiddenName string `json:"sender_user_name,omitempty"`
}

// An ExternalReply describes the replied message when it is in another chat.
type ExternalReply struct {
	Origin    Origin `json:"origin"`
	Chat      *Chat  `json:"chat,omitempty"`
	MessageID int    `json:"message_id,omitempty"`
}

// A Quote is the part of the replied message that was quoted.
type Quote struct {
	Text     string `json:"text"`
	Position int    `json:"position"`
	IsManual bool   `json:"is_manual,omitempty"`
}

// An InlineKeyboard is the keyboard under a message.
type InlineKeyboard struct {
	Rows [][]InlineButton `json:"inline_keyboard"`
}

// An InlineButton is a button of it. Only one action is kept, in the server's
// order of precedence.
type InlineButton struct {
	Text         string    `json:"text"`
	Style        string    `json:"style,omitempty"`
	URL          string    `json:"url,omitempty"`
	CallbackData string    `json:"callback_data,omitempty"`
	CopyText     *CopyText `json:"copy_text,omitempty"`
}

// CopyText is what a copying button copies.
type CopyText struct {
	Text string `json:"text"`
}

// A TopicMade is the service content of a topic's first message.
type TopicMade struct {
	Name      string `json:"name"`
	IconColor int    `json:"icon_color"`
}

// A TopicEdited is the service content of a renaming.
type TopicEdited struct {
	Name string `json:"name,omitempty"`
}

// A ForumTopic is the result of createForumTopic.
type ForumTopic struct {
	MessageThreadID int    `json:"message_thread_id"`
	Name            string `json:"name"`
	IconColor       int    `json:"icon_color"`
}
