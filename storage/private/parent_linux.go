package private

import "syscall"

// diesWithUs asks the kernel to stop the process, by a fast shutdown, when the thread that starts it ends.
func diesWithUs(a *syscall.SysProcAttr) *syscall.SysProcAttr {
	a.Pdeathsig = syscall.SIGINT
	return a
}
