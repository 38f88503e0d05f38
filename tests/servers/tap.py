"""What the tests with servers have in common: running the program, and TAP."""
import os
import subprocess
import sys

SALIENT = os.path.abspath(sys.argv[1])


def run(*words, env=None):
    """Runs the program; returns exit status, stdout and stderr."""
    done = subprocess.run([SALIENT, *words], capture_output=True, text=True, timeout=120,
                          env={**os.environ, **(env or {})})
    return done.returncode, done.stdout, done.stderr


class Tests:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def check(self, name, fault):
        """fault: what is wrong, or None."""
        self.number += 1
        print(f"{'ok' if not fault else 'not ok'} {self.number} - {name}", flush=True)
        if fault:
            self.failed += 1
            print("# " + str(fault).replace("\n", "\n# "), flush=True)

    def gives(self, name, words, expected, env=None):
        """The program succeeds, and stdout holds each of the texts."""
        status, out, err = run(*words, env=env)
        missing = [text for text in expected if text not in out]
        self.check(name, f"exit {status}, no {missing} in:\n{out}\n{err}" if status or missing else None)

    def fails(self, name, words, expected, unexpected=(), env=None, exit_status=1):
        """The program fails with one line that holds each of the texts; 75: it would be worth another try."""
        status, out, err = run(*words, env=env)
        missing = [text for text in expected if text not in err]
        wrong = status != exit_status or out or err.count("\n") != 1 or any(text in err for text in unexpected)
        self.check(name, f"exit {status}, no {missing} in:\n{out}\n{err}" if wrong or missing else None)

    def done(self):
        print(f"1..{self.number}", flush=True)
        return 1 if self.failed else 0
