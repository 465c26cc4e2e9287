package private

import "syscall"

// diesWithUs asks the kernel to end the process, by a fast shutdown, when the thread that starts it is gone.
func diesWithUs(a *syscall.SysProcAttr) *syscall.SysProcAttr {
	a.Pdeathsig = syscall.SIGINT
	return a
}
