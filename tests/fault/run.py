"""Faults: whatever happens to the program while it builds, the old PDF or the new one is there whole, the status says
which, and nothing else is left behind. strace makes system calls fail and kills the program at each of them. A share
of the points is tried, chosen by a fixed seed (SEED=N takes another); --all tries every one."""
import os
import random
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import support  # noqa: E402

REPORT = os.path.join(support.TOP, 'tests', 'cases', 'format', 'example.yaml')
SHARE = 48
SEED = 23
OLD = b'the old PDF'
ERRORS = {
    'write': ('ENOSPC', 'EIO', 'EINTR'),
    'fsync': ('EIO', 'ENOSPC'),
    'rename': ('EACCES', 'EIO'),
    'openat': ('EMFILE', 'EACCES', 'ENOENT'),
    'read': ('EIO', 'EINTR'),
    'close': ('EIO',),
    'mmap': ('ENOMEM',),
    'fstat': ('EIO',),
    'newfstatat': ('EACCES',),
}


class Bench:
    """A folder with a report and an old PDF, and the new PDF as it must be."""

    def __init__(self):
        self.folder = support.scratch('fault')
        support.write(os.path.join(self.folder, 'report.yaml'), support.read(REPORT))
        self.pdf = os.path.join(self.folder, 'report.pdf')
        result = support.rapporteur('build', 'report.yaml', cwd=self.folder)
        support.check_equal(result.status, 0, result.messages + '\nexit status')
        self.new = support.read(self.pdf)

    def trace(self, *options):
        """Runs the program under strace over an old PDF. (status, messages); a status below 0 is a signal."""
        support.write(self.pdf, OLD)
        log = os.path.join(self.folder, 'trace')
        done = subprocess.run(['strace', '-o', log, '-e', 'signal=none', *options, support.PROGRAM, 'build', 'report.yaml'],
                              cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=support.TIME_LIMIT,
                              env=dict(os.environ, ASAN_OPTIONS='detect_leaks=0'))
        trace = support.read(log).decode('utf-8', 'replace')
        os.remove(log)
        return done.returncode, done.stderr.decode('utf-8', 'replace'), trace

    def calls(self):
        """Every system call of an undisturbed run, in order."""
        status, text, trace = self.trace()
        support.check_equal(status, 0, text + '\nexit status under strace')
        return [match.group(1) for match in re.finditer(r'^(\w+)\(', trace, re.M)]

    def state(self):
        there = support.read(self.pdf) if os.path.exists(self.pdf) else None
        return {OLD: 'old', self.new: 'new'}.get(there, 'torn')

    def left_behind(self):
        return sorted(set(os.listdir(self.folder)) - {'report.yaml', 'report.pdf'})

    def sweep_up(self):
        for name in self.left_behind():
            os.remove(os.path.join(self.folder, name))


def points(calls, wanted=None):
    """(name, n): the n-th call of that name. Calls that must fail in a known way begin behind the loader, which ends
    as it likes: it has done its work when the thread is made known to the kernel."""
    counts, found = {}, []
    first = calls.index('set_robust_list') if wanted is not None and 'set_robust_list' in calls else 0
    for index, name in enumerate(calls):
        counts[name] = counts.get(name, 0) + 1
        if wanted is None or (name in wanted and index > first):
            found.append((name, counts[name]))
    return found


def share(all_points, seed):
    if support.EVERYTHING or len(all_points) <= SHARE:
        return all_points
    # The last calls, where files change their names, are always tried.
    chosen = random.Random(seed).sample(all_points[:-12], SHARE - 12)
    return chosen + all_points[-12:]


def test_kill(bench, name, number):
    bench.trace('-e', 'inject=%s:signal=KILL:when=%d' % (name, number))
    left = bench.left_behind()
    bench.sweep_up()
    support.check(bench.state() != 'torn', 'the PDF is neither the old nor the new one')
    support.check(len(left) <= 1 and all(re.fullmatch(r'\.report\.pdf\..*\.tmp', one) for one in left), 'left behind: %s' % left)


def test_end(bench, name, number, signal, value):
    status, text, _ = bench.trace('-e', 'inject=%s:signal=%s:when=%d' % (name, signal, number))
    left = bench.left_behind()
    bench.sweep_up()
    state = bench.state()
    support.check(state != 'torn', 'the PDF is neither the old nor the new one')
    support.check_equal(left, [], 'left behind')
    # strace ends as the program did: by the signal, or as usual when it came after all was done.
    support.check(status in (-value, 128 + value) or (status == 0 and state == 'new'), 'status %d, %s PDF\n%s' % (status, state, text))


def test_error(bench, name, number, error):
    status, text, _ = bench.trace('-e', 'inject=%s:error=%s:when=%d' % (name, error, number))
    left = bench.left_behind()
    bench.sweep_up()
    state = bench.state()
    support.check(state != 'torn', 'the PDF is neither the old nor the new one')
    support.check_equal(left, [], 'left behind')
    support.check(status == 0 or text.strip(), 'status %d without a word' % status)
    support.check(status in (0, 1, 3, 127), 'status %d\n%s' % (status, text))
    support.check(status != 0 or state == 'new', 'status 0, but the PDF is the old one')


def test_disk_full():
    """A disk of 64 KB that is really full."""
    if os.geteuid() != 0:
        raise support.Skipped('needs root to mount a small disk')
    folder = support.scratch('full')
    mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], stderr=subprocess.PIPE)
    if mounted.returncode != 0:
        raise support.Skipped('cannot mount here')
    try:
        pdf = support.write(os.path.join(folder, 'report.pdf'), OLD)
        support.write(os.path.join(folder, 'filler'), b'x' * 52 * 1024)
        result = support.rapporteur('build', REPORT, '-o', pdf)
        support.check_equal(result.status, 3, result.messages + '\nexit status')
        support.check('E0710' in result.messages and 'disk is full' in result.messages, result.messages)
        support.check_equal(support.read(pdf), OLD, 'the old PDF')
        support.check_equal(sorted(os.listdir(folder)), ['filler', 'report.pdf'], 'files')
    finally:
        subprocess.run(['umount', folder], check=True)


def strace_works():
    try:
        support.need('strace')
        return subprocess.run(['strace', '-o', '/dev/null', 'true'], stderr=subprocess.PIPE).returncode == 0
    except support.Skipped:
        return False


def sweep(seed):
    bench = Bench()
    calls = bench.calls()
    for name, number in share(points(calls), seed):
        support.run_test('killed at %s %d' % (name, number), test_kill, bench, name, number)
    # From where the output is opened: before, a signal simply ends the program.
    late = [point for point in points(calls) if point[0] in ('openat', 'write', 'fsync', 'rename', 'close', 'unlink')][-14:]
    for name, number in late:
        for signal, value in (('INT', 2), ('TERM', 15), ('HUP', 1)):
            support.run_test('SIG%s at %s %d' % (signal, name, number), test_end, bench, name, number, signal, value)
    # A sanitizer maps memory of its own, and gives up where that fails.
    errors = {name: values for name, values in ERRORS.items() if name != 'mmap' or not support.has_sanitizers()}
    failing = [(name, number, error) for name, number in points(calls, errors) for error in errors[name]]
    for name, number, error in share(failing, seed + 1):
        support.run_test('%s at %s %d' % (error, name, number), test_error, bench, name, number, error)


def main():
    seed = int(os.environ.get('SEED', SEED))
    print('seed %d (SEED=%d tries the same points again)' % (seed, seed))
    if strace_works():
        try:
            sweep(seed)
        except support.Failed as failure:
            support.say('FAIL', 'faults', str(failure))
    else:
        support.say('SKIP', 'kill and error sweeps', 'strace cannot trace here')
    support.run_test('a full disk', test_disk_full)
    support.finish()


main()
