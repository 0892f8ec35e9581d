"""`cmake --install` puts everything in place, and the installed program works from any folder, without the sources."""
import os

import support

REPORT = 'style: itu-cwg\nlanguage: fr\nbody:\n  - section: Ouverture\n    body: La séance est ouverte.\n'


def install():
    prefix = support.scratch('installed')
    result = support.run('cmake', '--install', support.BUILD, '--prefix', prefix)
    support.check_equal(result.status, 0, result.messages + '\nexit status of cmake --install')
    return prefix


def installed(prefix, *words, **more):
    return support.run(os.path.join(prefix, 'bin', 'rapporteur'), *words, **more)


def test_files(prefix):
    share = os.path.join(prefix, 'share', 'rapporteur')
    for folder in ('styles', 'fonts'):
        source = os.path.join(support.TOP, folder)
        wanted = {os.path.relpath(path, source) for path in support.files_below(source, '.yaml')}
        there = {os.path.relpath(path, os.path.join(share, folder)) for path in support.files_below(os.path.join(share, folder), '')}
        support.check_equal(there, wanted, 'files installed in ' + folder)


def test_build(prefix):
    folder = support.scratch('elsewhere')
    support.write(os.path.join(folder, 'report.yaml'), REPORT)
    result = installed(prefix, 'build', 'report.yaml', '--verbose', cwd=folder, env={'PATH': '/usr/bin:/bin'})
    support.check_equal(result.status, 0, result.messages + '\nexit status')
    support.check(os.path.join(prefix, 'share') in result.messages, 'not its own styles:\n' + result.messages)
    built = support.read(os.path.join(folder, 'report.pdf'))
    support.check_equal(support.rapporteur('build', 'report.yaml', '--quiet', cwd=folder).status, 0, 'exit status')
    support.check(built == support.read(os.path.join(folder, 'report.pdf')), 'another PDF than the program that is not installed')


def test_lists(prefix):
    for what in ('styles', 'fonts', 'languages'):
        result = installed(prefix, 'list', what, cwd='/')
        support.check_equal((result.status, result.err), (0, b''), 'list ' + what)
        support.check_equal(result.text, support.rapporteur('list', what).text, 'list ' + what)


def main():
    try:
        prefix = install()
    except support.Failed as failure:
        support.say('FAIL', 'install', str(failure))
        support.finish()
    support.run_test('install: files', test_files, prefix)
    support.run_test('install: build from another folder', test_build, prefix)
    support.run_test('install: lists', test_lists, prefix)
    support.finish()


main()
