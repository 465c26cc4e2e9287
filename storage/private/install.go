package private

import (
	"os"
	"runtime"
	"slices"
	"strings"
)

// InstallLine returns the command that installs a service on this system. It knows "postgresql", "redis", "gcc" for
// the race detector, "chromium" for tests of a page, "libreoffice" and "poppler" for those of files,
// "prometheus" and "prometheus-alertmanager" for that of alerts, and what the systems call them.
func InstallLine(service string) string {
	release, _ := os.ReadFile("/etc/os-release") // absent on macOS; then the line uses the usual package managers
	return installLine(service, runtime.GOOS, string(release), os.Geteuid() == 0)
}

func installLine(service, goos, osRelease string, root bool) string {
	if goos == "darwin" {
		return "brew install " + service
	}
	line := "install " + service + " with the system's package manager"
	names := map[string]string{ // packages with another name than the service
		"apt-get redis": "redis-server", "dnf postgresql": "postgresql-server", "zypper postgresql": "postgresql-server",
		"apt-get gcc": "gcc libc6-dev", "apk gcc": "build-base",
		"apt-get chromium":    "--no-install-recommends chromium fonts-noto-color-emoji fonts-dejavu-core",
		"apt-get libreoffice": "--no-install-recommends libreoffice-calc libreoffice-writer", "apt-get poppler": "poppler-utils",
		"apt-get prometheus": "--no-install-recommends prometheus", "apt-get prometheus-alertmanager": "--no-install-recommends prometheus-alertmanager",
		"dnf poppler": "poppler-utils", "apk poppler": "poppler-utils", "zypper poppler": "poppler-tools",
	}
	for _, m := range []struct {
		families []string
		command  string
	}{
		{[]string{"debian", "ubuntu"}, "apt-get install -y"},
		{[]string{"fedora", "rhel", "centos"}, "dnf install -y"},
		{[]string{"alpine"}, "apk add"},
		{[]string{"suse", "opensuse"}, "zypper install -y"},
		{[]string{"arch"}, "pacman -S --noconfirm"},
	} {
		if !slices.ContainsFunc(m.families, func(f string) bool { return slices.Contains(families(osRelease), f) }) {
			continue
		}
		program, _, _ := strings.Cut(m.command, " ")
		if name, ok := names[program+" "+service]; ok {
			service = name
		}
		line = m.command + " " + service
		if !root {
			line = "sudo " + line
		}
		break
	}
	return line
}

// families returns the system's own id and the ids of the systems it is like.
func families(osRelease string) []string {
	var all []string
	for line := range strings.Lines(osRelease) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if key == "ID" || key == "ID_LIKE" {
			all = append(all, strings.Fields(strings.Trim(value, `"'`))...)
		}
	}
	return all
}
