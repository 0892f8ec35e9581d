"""The unit tests: each program build/unit/test_* prints its own PASS and FAIL lines; one that crashes is a failure."""
import os
import subprocess

import support


def run_program(path):
    done = subprocess.run([path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=support.TOP,
                          timeout=support.TIME_LIMIT)
    return done.returncode, done.stdout.decode('utf-8', 'replace')


def tell(name, status, text):
    details = []
    for line in text.splitlines():
        verdict, _, test = line.partition(' ')
        if verdict in support.COUNTS:
            support.say(verdict, '%s %s' % (name, test), '' if verdict == 'PASS' else '\n'.join(details))
            details = []
        else:
            details.append(line)
    # A test program ends with 1 when one of its tests failed, and that was told already.
    if status != 0 and not (status == 1 and '\nFAIL ' in '\n' + text):
        support.say('FAIL', '%s ended with status %d' % (name, status), '\n'.join(details))


def main():
    folder = os.path.join(support.BUILD, 'unit')
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        if name.startswith('test_') and os.access(path, os.X_OK):
            try:
                tell(name, *run_program(path))
            except subprocess.TimeoutExpired:
                support.say('FAIL', name + ' did not end in time')
    support.finish()


main()
