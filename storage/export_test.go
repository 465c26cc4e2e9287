package storage

// The statements whose plans are tested.
var (
	ClaimUrgentSQL = claimUrgent
	ClaimRestSQL   = claimRest
	InsertSQL      = insertNotices
)
