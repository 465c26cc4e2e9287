package deskfile_test

import "testing"

func TestMistakesInPeople(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "a person written twice is found",
			write:    "  anna:  {telegram: 77}\n  vera:  {", instead: "  vera:  {",
			want: []string{`9:3: "anna" is here twice; keep one; the other is on line 7`},
		},
		{
			sentence: "a Telegram account of two people is found",
			write:    "telegram: 5001", instead: "telegram: 5003",
			want: []string{"9:42: anna and vera have the same account telegram:5001; give each their own"},
		},
		{
			sentence: "a Slack account of two people is found",
			write:    "slack: U0ANNA", instead: "slack: U0VERA",
			want: []string{"9:55: anna and vera have the same account slack:U0ANNA; give each their own"},
		},
		{
			sentence: "a person without an account is found",
			write:    "Петрова", instead: "Петрова, telegram: 7001",
			want: []string{"11:3: maria has no account; add telegram: or slack: with their user id"},
		},
		{
			sentence: "a preferred platform without an account is found",
			write:    "telegram: 6001, prefers: slack", instead: "telegram: 6001, locale: ru",
			want: []string{"10:58: olga prefers slack but has no account there; add slack: with their user id, or take prefers out"},
		},
		{
			sentence: "a reserved word cannot be a handle",
			write:    "  managers:  {telegram: 77}\n  vera:  {", instead: "  vera:  {",
			want: []string{`9:3: "managers" is reserved; choose another name`},
		},
		{
			sentence: "a handle that no button could carry is refused",
			write:    "  вера:  {telegram: 77}\n  vera:  {", instead: "  vera:  {",
			want: []string{`9:3: "вера" is not allowed here; write up to 24 Latin letters, digits, -, _ or ., a letter first`},
		},
		{
			sentence: "a Telegram name is no user id",
			write:    `telegram: "@maria"`, instead: "telegram: 7001",
			want: []string{`11:42: "@maria" is not a Telegram user id; write the number that the bot's /whoami shows, not the @name`},
		},
		{
			sentence: "a Slack user id begins with U or W",
			write:    "slack: john", instead: "slack: U0JOHN",
			want: []string{`12:39: "john" is not a Slack user id; write the member ID of the person's profile, like U0ANNA`},
		},
		{
			sentence: "an unknown locale is found",
			write:    "locale: de                 ", instead: "locale: ru                 ",
			want: []string{`3:9: unknown word "de"; known: ru, en`},
		},
		{
			sentence: "an unknown time zone is found",
			write:    "timezone: Europe/Lodnon", instead: "timezone: Europe/London",
			want: []string{`12:69: unknown time zone "Europe/Lodnon"; write a name of the IANA list, like Europe/Moscow or UTC`},
		},
		{
			sentence: "the machine's own time zone is refused",
			write:    "timezone: Local", instead: "timezone: Europe/London",
			want: []string{`12:69: unknown time zone "Local"; write a name of the IANA list, like Europe/Moscow or UTC`},
		},
	})
}
