package desk

import (
	"fmt"
	"strconv"
	"strings"
)

// An Action is the stable name that a button carries. Names never change, because old messages keep their buttons.
type Action string

// The actions.
const (
	ActAck        Action = "ack"
	ActAssign     Action = "assign" // argument: an EngineerID; without one it offers the people
	ActEscalate   Action = "escalate"
	ActHandOver   Action = "handover" // argument: a line or an EngineerID; without one it offers them
	ActWait       Action = "wait"     // argument: ArgCustomer or ArgVendor; without one it offers both
	ActResume     Action = "resume"
	ActResolve    Action = "resolve"
	ActReopen     Action = "reopen"
	ActClose      Action = "close"
	ActCancel     Action = "cancel"
	ActType       Action = "type"        // argument: a request type; without one it offers them
	ActPriority   Action = "priority"    // argument: a priority; without one it offers them
	ActSplit      Action = "split"       // makes a message a request of its own; argument: the message's number in the ticket
	ActSeparate   Action = "separate"    // makes a ticket of each request in a message; argument: no leaves them one
	ActUnlink     Action = "unlink"      // takes a ticket out of a major incident
	ActAdd        Action = "add"         // sends a kept message of somebody to the customer; argument: the kept message
	ActAttach     Action = "attach"      // moves a message to that ticket; argument: the number of the ticket to move, or a kept message
	ActRate       Action = "rate"        // argument: 1 to 5
	ActComment    Action = "comment"     // words with a rating
	ActWhy        Action = "why"         // explains the deadlines and calls
	ActUpdate     Action = "update"      // words for everybody whom a major incident hits
	ActMajor      Action = "major"       // declares a major incident; argument: off takes it back
	ActPostMortem Action = "post_mortem" // what a major incident came from
	ActImpact     Action = "impact"      // who is hit; argument: all, some or me
	ActReviewed   Action = "reviewed"    // a manager has reviewed a poor rating
	ActMore       Action = "more"        // offers less common actions
	ActIgnore     Action = "ignore"      // forgets a kept message, which is no request; no ticket
	ActHours      Action = "hours"       // argument: a project, a format and a month, ROM:xlsx:2026-10; no ticket
	ActTechMap    Action = "techmap"     // argument: a project and a format, ROM:pdf; no ticket
	ActAgreement  Action = "agreement"   // argument: a project and a format or the accepted version, ROM:accept:0a1b; no ticket
	ActReport     Action = "report"      // argument: a project and a format or a period, ROM:week; no ticket
	ActNew        Action = "new"         // opens a new request; no ticket
	ActReply      Action = "reply"       // words for the customer
	ActSendOn     Action = "send_on"     // sends words of the third line to the customer; argument: their number in the ticket
	ActUnmask     Action = "unmask"      // shows the assignee what was hidden in the requester's words
	ActSimilar    Action = "similar"     // shows how similar requests were resolved
	ActArticle    Action = "knowledge"   // shows what the knowledge base says; argument of the command: a name or words
	ActMake       Action = "article"     // makes an article of the ticket, or changes it; argument: off withdraws it
	ActKeep       Action = "keep"        // answers the bot's question with what is shown there already
	ActNever      Action = "nevermind"   // ends the bot's question without an answer
	ActUndo       Action = "undo"        // takes back what was just sent to the customer; argument: the message's number in the ticket
	ActSwap       Action = "swap"        // offers a shift to the team; argument: when it begins, in seconds since 1970; no ticket
	ActTake       Action = "take"        // takes a colleague's shift; argument: the swap's number; no ticket
	ActEstimate   Action = "estimate"    // asks the shop's approvers
	ActApprove    Action = "approve"     // argument: the fingerprint of what was read
	ActDecline    Action = "decline"     // the same
	ActHere       Action = "here"        // answers a call of a drill; argument: the call's number; no ticket
	ActRehearsed  Action = "rehearsed"   // answers the rehearsal of a linked chat; argument: the chat; no ticket
	ActContract   Action = "contract"    // applies the contract in force to running tickets; argument: the project and "apply"; no ticket
	ActDisconnect Action = "disconnect"  // ends the link of a chat; argument: the chat; no ticket
	ActReload     Action = "reload"      // brings desk.yaml into force; argument: the beginning of its digest; no ticket
	ActRemove     Action = "remove"      // ends a membership; argument: the project and the person's number; no ticket
	ActService    Action = "service"     // chooses a standard work for the ticket; argument: its code
	ActServices   Action = "services"    // opens a ticket for one; argument: the project and the code; no ticket
	ActDetails    Action = "details"     // fills in the ticket's form; argument: a step of it
	ActTick       Action = "tick"        // a step of the checklist is done, or not; argument: its number
	ActTimer      Action = "timer"       // measures work; argument: ArgStart and so on; without one it starts or stops
)

// OfProject reports whether an action's argument is a project and something more, such
// as ROM:week.
func (a Action) OfProject() bool {
	return a == ActReport || a == ActHours || a == ActTechMap || a == ActAgreement
}

// Arguments of ActWait.
const (
	ArgCustomer = "customer"
	ArgVendor   = "vendor"
)

// Arguments of ActTimer.
const (
	ArgStart = "start"
	ArgStop  = "stop"
	ArgDrop  = "drop" // stops it, and enters nothing
	ArgKeep  = "keep" // it still runs
)

// ArgEdit comes before the mark of an answer that is to be changed before ActReply
// sends it.
const ArgEdit = "edit."

// A Press is the content of a button.
type Press struct {
	Action Action
	Key    Key
	Arg    string
	Rev    int // the ticket's revision when the button was drawn; 0: unknown
}

// MaxPress is how many bytes a Telegram button can carry (Bot API, InlineKeyboardButton.callback_data).
const MaxPress = 64

// String returns Telegram's callback data: action:KEY[:argument[:revision]]. Without a ticket KEY is empty, except
// for what is about a project: report:ROM:week, hours:ROM:xlsx:2026-10.
func (p Press) String() string {
	if p.Action.OfProject() {
		return string(p.Action) + ":" + p.Arg
	}
	s := string(p.Action) + ":" + p.Key.String()
	if p.Arg != "" || p.Rev != 0 {
		s += ":" + p.Arg
	}
	if p.Rev != 0 {
		s += ":" + strconv.Itoa(p.Rev)
	}
	return strings.TrimSuffix(s, ":")
}

// Words returns the press as a command without its prefix: "ack ROM-42", "type ROM-42 incident". People write it
// where there are no buttons.
func (p Press) Words() string {
	return strings.Join(strings.FieldsFunc(string(p.Action)+":"+p.Key.String()+":"+p.Arg, func(r rune) bool { return r == ':' }), " ")
}

// ParsePress reads what String writes.
func ParsePress(s string) (Press, error) {
	parts := strings.SplitN(s, ":", 4)
	p := Press{Action: Action(parts[0])}
	if p.Action == "" || len(s) > MaxPress {
		return Press{}, fmt.Errorf("button %.80q: want action:KEY[:argument[:revision]]", s)
	}
	if p.Action.OfProject() {
		_, p.Arg, _ = strings.Cut(s, ":")
		return p, nil
	}
	if len(parts) > 1 && parts[1] != "" {
		k, ok := ParseKey(parts[1])
		if !ok {
			return Press{}, fmt.Errorf("button %.80q: %.20q is no ticket", s, parts[1])
		}
		p.Key = k
	}
	if len(parts) > 2 {
		p.Arg = parts[2]
	}
	if len(parts) > 3 {
		rev, err := strconv.Atoi(parts[3])
		if err != nil || rev < 0 {
			return Press{}, fmt.Errorf("button %.80q: %.20q is no revision", s, parts[3])
		}
		p.Rev = rev
	}
	return p, nil
}

// HeldArg returns the argument of a button about a message that was kept until its author answered a question.
func HeldArg(project string, held int64) string {
	return project + "." + strconv.FormatInt(held, 10)
}

// ParseHeldArg reads what HeldArg writes.
func ParseHeldArg(arg string) (project string, held int64, ok bool) {
	project, id, _ := strings.Cut(arg, ".")
	held, err := strconv.ParseInt(id, 10, 64)
	return project, held, err == nil && held > 0
}
