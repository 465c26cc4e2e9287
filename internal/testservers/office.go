package testservers

import (
	"fmt"
	"os/exec"

	"vakhta/storage/private"
)

// office lists the programs that open the files of reports, by what is installed to
// have them. They are large, so only `make test-all` installs them.
func office() map[string]string {
	return map[string]string{"soffice": "libreoffice", "pdftotext": "poppler", "pdftoppm": "poppler"}
}

// Office returns the path of a program that opens the files of reports: soffice,
// pdftotext or pdftoppm.
func Office(program string) (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", fmt.Errorf("the files of reports are opened with %s; install it with: %s", program, private.InstallLine(office()[program]))
	}
	return path, nil
}
