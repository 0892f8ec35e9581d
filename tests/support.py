"""What every group of tests shares: where things are, running the program, and the lines that tests/run counts."""
import json
import os
import shutil
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get('RAPPORTEUR_BUILD', os.path.join(TOP, 'build'))
WORK = os.environ.get('RAPPORTEUR_WORK', os.path.join(BUILD, 'tests'))
PROGRAM = os.environ.get('RAPPORTEUR_PROGRAM', os.path.join(BUILD, 'rapporteur'))
EVERYTHING = bool(os.environ.get('RAPPORTEUR_ALL'))
TIME_LIMIT = 120
# Reports may hold bytes that are no text; they are shown by their numbers.
sys.stdout.reconfigure(errors='backslashreplace')
COUNTS = {'PASS': 0, 'FAIL': 0, 'SKIP': 0}


class Failed(Exception):
    """A test that did not hold; the text says what was seen and what was expected."""


class Skipped(Exception):
    """A test that cannot be run here, and why."""


def check(condition, text):
    if not condition:
        raise Failed(text)


def check_equal(got, want, what):
    if got != want:
        raise Failed('%s: got %r, want %r' % (what, shorten(got), shorten(want)))


def shorten(value, limit=1500):
    if isinstance(value, (str, bytes)) and len(value) > limit:
        return value[:limit] + (b'...' if isinstance(value, bytes) else '...')
    return value


def say(verdict, name, text=''):
    COUNTS[verdict] += 1
    if verdict == 'SKIP':
        print('SKIP %s: %s' % (name, text), flush=True)
        return
    print(verdict, name)
    for line in text.splitlines():
        print('  ' + line)
    sys.stdout.flush()


def outcome(test, *arguments):
    """The verdict on one test, as a value, so that tests may run beside each other."""
    try:
        test(*arguments)
        return 'PASS', ''
    except Failed as failure:
        return 'FAIL', str(failure)
    except Skipped as reason:
        return 'SKIP', str(reason)
    except Exception:
        return 'FAIL', traceback.format_exc()


def run_test(name, test, *arguments):
    say(name=name, **dict(zip(('verdict', 'text'), outcome(test, *arguments))))


def run_tests_together(tests):
    """[(name, function, arguments…)] on all cores, told in order."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (name, *_), (verdict, text) in zip(tests, pool.map(lambda t: outcome(*t[1:]), tests)):
            say(verdict, name, text)


def finish():
    sys.exit(1 if COUNTS['FAIL'] else 0)


def need(tool):
    if shutil.which(tool) is None:
        raise Skipped(tool + ' is not installed')


class Result:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

    @property
    def text(self):
        return self.out.decode('utf-8', 'surrogateescape')

    @property
    def messages(self):
        return self.err.decode('utf-8', 'replace')


def run(*words, input=b'', cwd=TOP, env=None, **more):
    """Any command; a sanitizer's report, whatever the exit status, is a failure."""
    done = subprocess.run(words, input=input, stdout=more.pop('stdout', subprocess.PIPE), stderr=subprocess.PIPE, cwd=cwd,
                          env=env, timeout=TIME_LIMIT, **more)
    result = Result(done)
    if b'Sanitizer' in result.err or b'runtime error:' in result.err:
        raise Failed('a sanitizer spoke:\n' + result.messages)
    return result


def rapporteur(*words, **more):
    return run(PROGRAM, *words, **more)


def messages(result):
    """The objects of --messages json."""
    try:
        return [json.loads(line) for line in result.messages.splitlines() if line]
    except ValueError as error:
        raise Failed('not one JSON object a line (%s):\n%s' % (error, result.messages))


def scratch(name):
    """An empty folder of the test's own."""
    folder = os.path.join(WORK, name)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    return folder


def files_below(folder, ending):
    found = []
    for where, folders, names in os.walk(folder):
        folders.sort()
        found += [os.path.join(where, name) for name in sorted(names) if name.endswith(ending)]
    return found


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, content):
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode('utf-8', 'surrogateescape'))
    return path


def has_sanitizers():
    """Built with sanitizers: its memory is not its own."""
    return b'__asan_init' in read(PROGRAM)
