package deskfile_test

import "testing"

func TestMistakesInProjects(t *testing.T) {
	find(t, []mistaken{
		{
			sentence: "a contract that is not there is named with the nearest one",
			write:    "contract: golf", instead: "contract: gold",
			want: []string{`93:15: there is no contract "golf"; did you mean "gold"?`},
		},
		{
			sentence: "a team that is not there is named with the nearest one",
			write:    "line_1: frist-line", instead: "line_1: first-line",
			want: []string{`94:13: there is no team "frist-line"; did you mean "first-line"?`},
		},
		{
			sentence: "a manager who is not there is named with the nearest person",
			write:    "managers: [ogla]", instead: "managers: [olga]",
			want: []string{`97:16: there is no person "ogla"; did you mean "olga"?`},
		},
		{
			sentence: "staff who are not there are all found",
			write:    "staff: [mary, jon]", instead: "staff: [maria, john]",
			want: []string{
				`98:13: there is no person "mary"; did you mean "maria"?`,
				`98:19: there is no person "jon"; did you mean "john"?`,
			},
		},
		{
			sentence: "an approver who is not of the shop is found",
			write:    "people: [vera]", instead: "people: [olga]",
			want: []string{
				`109:16: "vera" is neither a manager nor one of the staff of this shop; add them to managers or staff`,
				`111:25: "olga" is no approver here; known: vera`,
			},
		},
		{
			sentence: "more approvals than approvers are found",
			write:    "need: 2", instead: "need: 1",
			want: []string{`110:13: 2 have to agree, and there are 1; write need: 1 or less`},
		},
		{
			sentence: "approvers who are nobody are found",
			write:    "people: []", instead: "people: [olga]",
			want: []string{
				"109:15: nobody is here to agree; name a manager or one of the staff, or leave approvers out",
				`111:25: "olga" is no approver here; name one first`,
			},
		},
		{
			sentence: "a delegate who is the approver is found",
			write:    "{olga: olga}", instead: "{olga: john}",
			want: []string{`111:25: olga cannot stand in for themselves; name somebody else`},
		},
		{
			sentence: "an expiry before the reminder is found",
			write:    "expire: 3h", instead: "expire: 24h",
			want: []string{`113:15: they are asked again after 3h, before they are reminded after 4h; write an expire longer than remind`},
		},
		{
			sentence: "a person of the third line who is not there is found",
			write:    "line_3: [nok]", instead: "line_3: [noc]",
			want: []string{`96:14: there is no person "nok"; did you mean "noc"?`},
		},
		{
			sentence: "a chat bound twice in a project is found",
			write:    "chat: telegram:-1003000000003", instead: "chat: slack:C0ROM",
			want: []string{"101:16: telegram:-1003000000003 is linked twice: here as a chat of ROM, on line 100 as a chat of ROM; keep one"},
		},
		{
			sentence: "a shop's chat that is a team's channel is found",
			write:    "chat: slack:C0L1", instead: "chat: slack:C0ROM",
			want: []string{"101:16: slack:C0L1 is a chat of ROM, and on line 18 it is the channel of first-line: the shop would read what the team says; give the team a chat of its own"},
		},
		{
			sentence: "a team's topic in the chat of a shop is found",
			write:    "channel: telegram:-1003000000003/7", instead: "channel: slack:C0L2",
			want: []string{"100:16: telegram:-1003000000003 is a chat of ROM, and on line 25 it is the channel of shop-dev: the shop would read what the team says; give the team a chat of its own"},
		},
		{
			sentence: "a private chat cannot be bound",
			write:    "chat: telegram:1003000000003", instead: "chat: telegram:-1003000000003",
			want: []string{`100:16: "telegram:1003000000003" is not a group or channel; write telegram:-1001234567890, telegram:-1001234567890/12 for a topic of it, or slack:C0123ABCD`},
		},
		{
			sentence: "a platform that is none is found",
			write:    "chat: viber:12", instead: "chat: telegram:-1003000000003",
			want: []string{`100:16: "viber:12" is not a group or channel; write telegram:-1001234567890, telegram:-1001234567890/12 for a topic of it, or slack:C0123ABCD`},
		},
		{
			sentence: "the first line is a team of line 1",
			write:    "line_1: shop-dev", instead: "line_1: first-line",
			want: []string{`94:13: "shop-dev" is a team of line 2; name a team with line: 1`},
		},
		{
			sentence: "the second line is a team of line 2",
			write:    "line_2: first-line", instead: "line_2: shop-dev",
			want: []string{`95:13: "first-line" is a team of line 1; name a team with line: 2`},
		},
		{
			sentence: "a project's code is short and in capitals",
			write:    "  romashka:\n", instead: "  ROM:\n",
			want: []string{`91:3: "romashka" is not allowed here; write 2 to 10 capital Latin letters and digits, a letter first, like ROM`},
		},
		{
			sentence: "a project needs a first line",
			write:    "", instead: "    line_1: first-line\n",
			want: []string{`92:5: "line_1" is missing from this project; write line_1: with the name of a team`},
		},
		{
			sentence: "a project needs a contract",
			write:    "", instead: "    contract: gold\n",
			want: []string{`92:5: "contract" is missing from this project; write contract: with the name of one`},
		},
		{
			sentence: "a retention that is no number of months is found",
			write:    "retention: 24m", instead: "retention: 24 months",
			want: []string{`104:16: "24m" is not a number of months; write 12 months, from 1 to 999, or forever`},
		},
		{
			sentence: "an unknown intake is found",
			write:    "intake: mentions}", instead: "intake: mention}",
			want: []string{`100:49: unknown word "mentions"; did you mean "mention"?`},
		},
	})
}
