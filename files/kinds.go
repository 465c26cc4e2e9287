package files

// Ending returns the ending of a file name for a content type, such as ".jpg";
// "" if none is known. The machine's own table differs between systems, so it
// is not asked.
func Ending(kind string) string {
	switch kind {
	case "image/jpeg":
		return ".jpg"
	case "image/png":
		return ".png"
	case "image/gif":
		return ".gif"
	case "image/webp":
		return ".webp"
	case "video/mp4":
		return ".mp4"
	case "video/webm":
		return ".webm"
	case "audio/ogg", "application/ogg":
		return ".ogg"
	case "audio/mpeg":
		return ".mp3"
	case "audio/mp4":
		return ".m4a"
	case "application/x-tgsticker":
		return ".tgs"
	case "application/pdf":
		return ".pdf"
	case "text/plain", "text/plain; charset=utf-8":
		return ".txt"
	default:
		return ""
	}
}
