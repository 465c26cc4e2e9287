package testservers

import (
	"errors"
	"os/exec"

	"vakhta/storage/private"
)

// Chromium returns the path of a browser for tests of the demo's page: Chromium or a browser based on it.
func Chromium() (string, error) {
	for _, name := range []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
		"/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("the tests of the page need Chromium; install it with: " + private.InstallLine("chromium"))
}
