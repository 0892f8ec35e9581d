"""The same report gives the same bytes, wherever, whenever and in whatever surroundings it is built."""
import os
import shutil

import support

SAMPLES = [path for folder in ('input', os.path.join('tests', 'reports'))
           for path in support.files_below(os.path.join(support.TOP, folder), '.yaml')]
UNDATED = 'style: neutral\nbody: The meeting was opened.\n'


def build(report, output, program=support.PROGRAM, before=(), cwd=support.TOP, **more):
    result = support.run(*before, program, 'build', report, '-o', output, cwd=cwd, **more)
    support.check_equal(result.status, 0, result.messages + '\nexit status')
    return support.read(output)


def environment(**changes):
    made = {key: value for key, value in os.environ.items() if key not in changes}
    made.update({key: value for key, value in changes.items() if value is not None})
    return made


def with_umask(mask):
    """A shell that sets the umask and becomes the program."""
    return ('sh', '-c', 'umask %s; exec "$@"' % mask, 'sh')


VARIATIONS = [
    ('again', {}),
    ('LANG=fr_FR', {'env': environment(LC_ALL=None, LANG='fr_FR.UTF-8')}),
    ('LC_ALL=tr_TR', {'env': environment(LC_ALL='tr_TR.UTF-8')}),
    ('LC_ALL=C', {'env': environment(LC_ALL='C')}),
    ('TZ=Pacific', {'env': environment(TZ='Pacific/Kiritimati')}),
    ('TZ=America', {'env': environment(TZ='America/Anchorage')}),
    ('no HOME', {'env': environment(HOME=None)}),
    ('empty environment', {'env': {}}),
    ('large environment', {'env': environment(**{'FILLER%d' % i: 'x' * 10000 for i in range(50)})}),
    ('memory perturbed', {'env': environment(MALLOC_PERTURB_='165')}),
    ('umask 077', {'before': with_umask('077')}),
    ('umask 000', {'before': with_umask('000')}),
    ('no address randomization', {'before': ('setarch', '-R')}),
    ('other folder', {'cwd': '/'}),
]


def test_variations(report):
    folder = support.scratch(os.path.join('determinism', os.path.basename(report)[:-5]))
    first = build(report, os.path.join(folder, 'first.pdf'))
    troubles = []
    for name, more in VARIATIONS:
        if more.get('before') and shutil.which(more['before'][0]) is None:
            continue
        if build(report, os.path.join(folder, 'again.pdf'), **more) != first:
            troubles.append('differs: ' + name)
    support.check(not troubles, '\n'.join(troubles))


def test_epoch():
    folder = support.scratch(os.path.join('determinism', 'epoch'))
    report = support.write(os.path.join(folder, 'undated.yaml'), UNDATED)
    built = {epoch: build(report, os.path.join(folder, 'dated.pdf'), env=environment(SOURCE_DATE_EPOCH=epoch))
             for epoch in (None, '0', '1700000000')}
    support.check(len(set(built.values())) == 3, 'SOURCE_DATE_EPOCH does not count')
    support.check(b'2023-11-14' in built['1700000000'], 'the date of the epoch is not in the metadata')


def test_compilers():
    programs = [os.path.join(support.TOP, 'build', where, 'rapporteur')
                for where in ('', 'gcc', 'clang', 'debug', 'sanitize', 'coverage')]
    programs = [path for path in programs if os.path.isfile(path)]
    # A build folder that lags behind the sources would be compared for nothing.
    newest = max(os.path.getmtime(path) for path in support.files_below(os.path.join(support.TOP, 'src'), ('.c', '.h')))
    programs = [path for path in programs if os.path.getmtime(path) > newest]
    if len(programs) < 2:
        raise support.Skipped('only one build is up to date (.ci/run makes several)')
    folder = support.scratch(os.path.join('determinism', 'compilers'))
    for report in SAMPLES:
        built = {build(report, os.path.join(folder, 'built.pdf'), program) for program in programs}
        support.check_equal(len(built), 1, 'PDFs of %s by %s' % (report, ' '.join(programs)))


def main():
    support.run_tests_together([('determinism ' + os.path.basename(report), test_variations, report) for report in SAMPLES])
    support.run_test('determinism SOURCE_DATE_EPOCH', test_epoch)
    support.run_test('determinism of compilers', test_compilers)
    support.finish()


main()
