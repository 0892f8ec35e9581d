"""Reports whose expected messages stand in them as comments (README.md says how). All of a run's messages must be
expected ones, and all expected ones must come; a case without an expected error must also build, and its PDF is kept
for the tests of documents."""
import os
import re
import sys

import support

CASES = os.path.join(support.TOP, 'tests', 'cases')
EXPECTATION = re.compile(r'^\s*# (error|warning)(?: \+(\d+))? ([EW]\d{4}): ?(.*?)\s*$')
OPTIONS = re.compile(r'^# options: (.*?)\s*$')


class Expectation:
    def __init__(self, severity, line, own_line, code, fragment):
        self.severity, self.line, self.own_line, self.code, self.fragment = severity, line, own_line, code, fragment

    def fits(self, message):
        words = ' '.join(str(message.get(key) or '') for key in ('message', 'hint', 'help'))
        return (message['code'] == self.code and message['severity'] == self.severity and self.fragment in words
                and message.get('line') in (self.line, self.own_line, None))

    def __str__(self):
        return 'line %d: %s %s: %s' % (self.line, self.severity, self.code, self.fragment)


def read_lines(path):
    return support.read(path).decode('utf-8', 'surrogateescape').replace('\r\n', '\n').replace('\r', '\n').split('\n')


def expectations(path):
    """A comment stands for the next line that is no such comment, or for the line N further down; in a file's first line
    also for what is said of the file as a whole, which points there."""
    found, waiting = [], []
    for number, line in enumerate(read_lines(path), 1):
        match = EXPECTATION.match(line)
        if match:
            waiting.append((number, *match.groups()))
            continue
        for own_line, severity, distance, code, fragment in waiting:
            found.append(Expectation(severity, number + int(distance or 0), own_line, code, fragment))
        waiting = []
    return found


def options_of(path):
    for line in read_lines(path):
        match = OPTIONS.match(line)
        if match:
            return match.group(1).split()
        if not line.startswith('#'):
            break
    return []


def is_case(path):
    """Files in folders named `parts` are what cases name, not cases."""
    return 'parts' not in os.path.relpath(path, CASES).split(os.sep)


def describe(message):
    return '%s:%s:%s: %s %s: %s (%s)' % (message.get('file'), message.get('line'), message.get('column'),
                                         message['severity'], message['code'], message['message'], message.get('hint'))


def compare(path, got):
    """What differs, as lines. A message in another file is expected by that file's own comments."""
    expected = {os.path.realpath(path): expectations(path)}
    troubles = []
    for message in got:
        file = os.path.realpath(message['file']) if message.get('file') else os.path.realpath(path)
        if file not in expected:
            expected[file] = expectations(file) if os.path.isfile(file) else []
        fitting = [one for one in expected[file] if one.fits(message)]
        if fitting:
            expected[file].remove(fitting[0])
        else:
            troubles.append('not expected: ' + describe(message))
    for rest in expected.values():
        troubles += ['missing: %s' % one for one in rest]
    return troubles


def check_case(path):
    relative = os.path.relpath(path, support.TOP)
    options = options_of(path)
    expects_error = any(one.severity == 'error' for one in expectations(path))
    if read_lines(path)[0].strip() == '# build':
        support.check(not expects_error, 'a case that begins with "# build" expects no error')
    result = support.rapporteur('check', '--messages', 'json', '--max-errors', '0', *options, relative)
    got = [message for message in support.messages(result) if message.get('code')]
    troubles = compare(path, got)
    refused = any(message['severity'] == 'error' for message in got)
    if result.status != (1 if refused else 0):
        troubles.append('exit status %d\n%s' % (result.status, result.messages))
    if not refused and not troubles:
        troubles += build(relative, options)
    support.check(not troubles, '\n'.join(troubles))


def build(relative, options):
    pdf = os.path.join(support.WORK, 'pdf', 'cases', os.path.relpath(relative, 'tests/cases')[:-5] + '.pdf')
    os.makedirs(os.path.dirname(pdf), exist_ok=True)
    result = support.rapporteur('build', '-o', pdf, *options, relative)
    return [] if result.status == 0 else ['does not build:\n' + result.messages]


def main():
    support.scratch(os.path.join('pdf', 'cases'))
    wanted = [os.path.abspath(path) for path in sys.argv[1:]]
    paths = wanted or [path for path in support.files_below(CASES, '.yaml') if is_case(path)]
    support.run_tests_together([('case ' + os.path.relpath(path, CASES), check_case, path) for path in paths])
    support.finish()


if __name__ == '__main__':
    main()
