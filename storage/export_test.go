package storage

import (
	"slices"
	"strings"
)

// The statements whose plans are tested.
var (
	ClaimUrgentSQL = claimUrgent
	ClaimRestSQL   = claimRest
	InsertSQL      = insertNotices
	CountSQL       = []string{selectCounts, selectBreaches, selectBrief}
	OldestSQL      = selectOldest
	SolvedSQL      = selectSolved
	MisspeltSQL    = selectMisspelt
	OfTicketSQL    = append(slices.DeleteFunc(emptyTicket(), notOfNotices), cancelLadder, dropCancelled, cancelWords, dropWords, selectFirstFacts, selectReceipts,
		selectDeliveries, selectHeard, selectDoubts, selectCalls, selectTold)
)

func notOfNotices(sql string) bool { return !strings.Contains(sql, " notices ") }
