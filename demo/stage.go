// Package demo is the desk on a stage: the simulated Telegram and Slack with
// the people of a small shop and its support, a clock that can hurry, stories
// to play, and a page in a browser from which anybody can play every role.
//
// A Stage answers HTTP. What the page may ask for, all of it JSON:
//
//	GET  /api/state            a State
//	GET  /api/events           server-sent events called "state", each a State
//	GET  /api/commands         ?as=&chat=: the command menu, a list of cast.Command
//	GET  /api/file/telegram/X  the bytes of a file, by its id in the State
//	GET  /api/file/slack/X     the same for Slack
//	POST /api/act              a cast.Deed    → Outcome
//	POST /api/clock            a ClockOrder   → Outcome
//	POST /api/story            a StoryOrder   → Outcome
//	POST /api/reset            a ResetOrder   → Outcome
//	POST /api/outage           an OutageOrder → Outcome
//
// Everything else is the page itself. The page knows the simulated servers
// only; that the desk beside them is the real one is the point of the demo.
package demo
