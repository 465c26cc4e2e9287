package testservers

import (
	"fmt"
	"os/exec"

	"vakhta/storage/private"
)

// monitors lists the monitoring systems of the tests, by what is installed to have
// them. Only `make test-all` installs them.
func monitors() map[string]string {
	return map[string]string{"prometheus": "prometheus", "prometheus-alertmanager": "prometheus-alertmanager"}
}

// Monitor returns the path of a monitoring system: prometheus or
// prometheus-alertmanager, as Debian calls them.
func Monitor(program string) (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", fmt.Errorf("the test of alerts needs %s; install it with: %s", program, private.InstallLine(monitors()[program]))
	}
	return path, nil
}
