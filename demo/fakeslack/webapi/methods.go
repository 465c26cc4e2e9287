package webapi

// methods is the table of everything a desk's bot may call. A method that is
// not here is unknown to this workspace, and calling it is a violation.
func methods() map[string]method {
	return map[string]method{
		"api.test":              {run: func(*call) (reply, error) { return reply{}, nil }, tier: tierFour()},
		"auth.test":             {run: authTest},
		"apps.connections.open": {run: openConnection, tier: tierThree(), app: true},

		"chat.postMessage":   {run: postMessage, scopes: oneOf("chat:write"), tier: posting()},
		"chat.update":        {run: update, scopes: oneOf("chat:write"), tier: tierThree()},
		"chat.delete":        {run: deleteMessage, scopes: oneOf("chat:write"), tier: tierThree()},
		"chat.postEphemeral": {run: postEphemeral, scopes: oneOf("chat:write"), tier: tierFour()},
		"chat.getPermalink":  {run: permalink, tier: tierFour()},

		"conversations.info":    {run: conversationInfo, scopes: byKind("read"), tier: tierThree()},
		"conversations.members": {run: members, scopes: byKind("read"), tier: tierFour()},
		"conversations.list":    {run: list, scopes: listScopes, tier: tierTwo()},
		"conversations.history": {run: history, scopes: byKind("history"), tier: tierThree()},
		"conversations.replies": {run: replies, scopes: byKind("history"), tier: tierThree()},
		"conversations.open":    {run: openConversation, scopes: oneOf("im:write"), tier: tierThree()},
		"conversations.join":    {run: join, scopes: oneOf("channels:join"), tier: tierThree()},

		"users.info":            {run: userInfo, scopes: oneOf("users:read"), tier: tierFour()},
		"users.list":            {run: userList, scopes: oneOf("users:read"), tier: tierTwo()},
		"bots.info":             {run: botInfo, scopes: oneOf("users:read"), tier: tierThree()},
		"team.info":             {run: teamInfo, scopes: oneOf("team:read"), tier: tierThree()},
		"usergroups.users.list": {run: groupMembers, scopes: oneOf("usergroups:read"), tier: tierTwo()},

		"views.open":    {run: openView, tier: tierFour()},
		"views.push":    {run: pushView, tier: tierFour()},
		"views.update":  {run: updateView, tier: tierFour()},
		"views.publish": {run: publishHome, tier: tierFour()},

		"reactions.add":    {run: addReaction, scopes: oneOf("reactions:write"), tier: tierThree()},
		"reactions.remove": {run: removeReaction, scopes: oneOf("reactions:write"), tier: tierTwo()},
		"reactions.get":    {run: getReactions, scopes: oneOf("reactions:read"), tier: tierThree()},

		"files.getUploadURLExternal":   {run: startUpload, scopes: oneOf("files:write"), tier: tierFour()},
		"files.completeUploadExternal": {run: completeUpload, scopes: oneOf("files:write"), tier: tierFour()},
		"files.info":                   {run: fileInfo, scopes: oneOf("files:read"), tier: tierFour()},
		"files.delete":                 {run: deleteFile, scopes: oneOf("files:write"), tier: tierThree()},
		"files.upload":                 {run: retired, scopes: oneOf("files:write")},
	}
}
