package storage

// The statements whose plans a test looks at.
var (
	ClaimUrgentSQL = claimUrgent
	ClaimRestSQL   = claimRest
	InsertSQL      = insertNotices
)
