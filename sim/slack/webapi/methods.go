package webapi

import "vakhta/sim/slack/door"

// methods returns all methods that a desk's bot may call. Calling any other is
// a violation.
func (a *API) methods() map[string]door.Method {
	return map[string]door.Method{
		"api.test":              {Run: func(*door.Request) (door.Reply, error) { return door.Reply{}, nil }, Tier: door.TierFour()},
		"auth.test":             {Run: a.authTest},
		"apps.connections.open": {Run: a.openConnection, Tier: door.TierThree(), App: true},

		"chat.postMessage":   {Run: a.postMessage, Scopes: door.OneOf("chat:write"), Tier: door.Posting()},
		"chat.update":        {Run: a.update, Scopes: door.OneOf("chat:write"), Tier: door.TierThree()},
		"chat.delete":        {Run: a.deleteMessage, Scopes: door.OneOf("chat:write"), Tier: door.TierThree()},
		"chat.postEphemeral": {Run: a.postEphemeral, Scopes: door.OneOf("chat:write"), Tier: door.TierFour()},
		"chat.getPermalink":  {Run: a.permalink, Tier: door.TierFour()},

		"conversations.info":    {Run: a.conversationInfo, Scopes: a.byKind("read"), Tier: door.TierThree()},
		"conversations.members": {Run: a.members, Scopes: a.byKind("read"), Tier: door.TierFour()},
		"conversations.list":    {Run: a.list, Scopes: a.listScopes, Tier: door.TierTwo()},
		"conversations.history": {Run: a.history, Scopes: a.byKind("history"), Tier: door.TierThree()},
		"conversations.replies": {Run: a.replies, Scopes: a.byKind("history"), Tier: door.TierThree()},
		"conversations.open":    {Run: a.openConversation, Scopes: door.OneOf("im:write"), Tier: door.TierThree()},
		"conversations.join":    {Run: a.join, Scopes: door.OneOf("channels:join"), Tier: door.TierThree()},

		"users.info":            {Run: a.userInfo, Scopes: door.OneOf("users:read"), Tier: door.TierFour()},
		"users.list":            {Run: a.userList, Scopes: door.OneOf("users:read"), Tier: door.TierTwo()},
		"bots.info":             {Run: a.botInfo, Scopes: door.OneOf("users:read"), Tier: door.TierThree()},
		"team.info":             {Run: a.teamInfo, Scopes: door.OneOf("team:read"), Tier: door.TierThree()},
		"usergroups.users.list": {Run: a.groupMembers, Scopes: door.OneOf("usergroups:read"), Tier: door.TierTwo()},

		"views.open":    {Run: a.openView, Tier: door.TierFour()},
		"views.push":    {Run: a.pushView, Tier: door.TierFour()},
		"views.update":  {Run: a.updateView, Tier: door.TierFour()},
		"views.publish": {Run: a.publishHome, Tier: door.TierFour()},

		"reactions.add":    {Run: a.addReaction, Scopes: door.OneOf("reactions:write"), Tier: door.TierThree()},
		"reactions.remove": {Run: a.removeReaction, Scopes: door.OneOf("reactions:write"), Tier: door.TierTwo()},
		"reactions.get":    {Run: a.getReactions, Scopes: door.OneOf("reactions:read"), Tier: door.TierThree()},

		"files.getUploadURLExternal":   {Run: a.startUpload, Scopes: door.OneOf("files:write"), Tier: door.TierFour()},
		"files.completeUploadExternal": {Run: a.completeUpload, Scopes: door.OneOf("files:write"), Tier: door.TierFour()},
		"files.info":                   {Run: a.fileInfo, Scopes: door.OneOf("files:read"), Tier: door.TierFour()},
		"files.delete":                 {Run: a.deleteFile, Scopes: door.OneOf("files:write"), Tier: door.TierThree()},
		"files.upload":                 {Run: a.retired, Scopes: door.OneOf("files:write")},
	}
}
