package notices

// ClaimSQL is the statement whose plan a test looks at.
const ClaimSQL = claim
