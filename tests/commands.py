"""The command line as a user meets it: exit statuses, where outputs go, wrong use, help, the shape of messages."""
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import time

import support
from support import check, check_equal, rapporteur, write

GOOD = 'style: neutral\ndocument: {title: Minutes}\nbody: |\n  The meeting was opened.\n'
WRONG = GOOD.replace('body:', 'languge: en\nbody:')
FOLDER = support.scratch('commands')


def path(name):
    return os.path.join(FOLDER, name)


def fresh(name, **reports):
    """A folder of its own with the reports given, as name=text."""
    folder = support.scratch(os.path.join('commands', name))
    for report, text in reports.items():
        write(os.path.join(folder, report + '.yaml'), text)
    return folder


def expect(result, status, *fragments):
    check_equal(result.status, status, 'exit status, with\n' + result.messages + '\n')
    for fragment in fragments:
        check(fragment in result.messages, 'not in the messages: %s\n%s' % (fragment, result.messages))


def refused_use(words, code, *fragments):
    """Wrong use: status 2, its code, before any work."""
    folder = fresh('use', good=GOOD, other=GOOD)
    result = rapporteur(*words, cwd=folder)
    expect(result, 2, '[' + code + ']', *fragments)
    check('rapporteur:' in result.messages, result.messages)
    check_equal(sorted(os.listdir(folder)), ['good.yaml', 'other.yaml'], 'files after wrong use')


WRONG_USE = [
    (['bild', 'good.yaml'], 'E0701', '`build`'),
    (['good.yaml'], 'E0701', 'rapporteur build good.yaml'),
    (['help'], 'E0701', '`--help`'),
    (['build', 'good.yaml', '--stile', 'x'], 'E0702', '`--style`'),
    (['build', 'good.yaml', '-x'], 'E0702', '`-x`'),
    (['build', 'good.yaml', '--strict=yes'], 'E0704', '`--strict`'),
    (['build', 'good.yaml', '-o'], 'E0703', '`-o`'),
    (['build', 'good.yaml', '-o', '--strict'], 'E0703', '`-o`'),
    (['build', 'good.yaml', '--style='], 'E0703', '`--style`'),
    (['build', 'good.yaml', '--color', 'neon'], 'E0704', 'auto, always or never'),
    (['build', 'good.yaml', '--max-errors', 'many'], 'E0704', 'whole number'),
    (['build', 'good.yaml', '--messages', 'sarif'], 'E0705', 'not built yet'),
    (['build', 'good.yaml', '-j', '2'], 'E0705', '`-j`'),
    (['build', 'good.yaml', '--sandbox=off'], 'E0705', '`--sandbox`'),
    (['build', 'good.yaml', '--cache', 'x', '--no-cache'], 'E0705', '`--cache`', '`--no-cache`'),
    (['watch', 'good.yaml'], 'E0705', '`watch`'),
    (['build', 'good.yaml', '--standard'], 'E0703', 'the name of a standard'),
    (['build', 'good.yaml', '--standard', 'x-9'], 'E0704', 'ua-1, a-2a, a-2u, a-2b or none'),
    (['build', 'good.yaml', '--standard', 'ua-1,a-2c'], 'E0704', 'not `a-2c`'),
    (['build', 'good.yaml', '--standard', 'PDF/A-2a'], 'E0704', 'did you mean `a-2a`'),
    (['build', 'good.yaml', '--standard', 'ua-1,'], 'E0704', 'not ``', '--standard ua-1,a-2a'),
    (['build', 'good.yaml', '--standard=a-3a'], 'E0705', 'PDF/A-3a'),
    (['build', 'good.yaml', '--standard', 'a-4,ua-2'], 'E0705', 'PDF/A-4', 'PDF/UA-2'),
    (['check', 'good.yaml', '--standard', 'wt-1a'], 'E0705', 'WTPDF'),
    (['build', 'good.yaml', '--standard', 'a-2a,a-2b'], 'E0722', 'PDF/A-2a holds all that PDF/A-2b asks', 'name `a-2a` only'),
    (['build', 'good.yaml', '--standard', 'a-2b,ua-1,a-2u'], 'E0722', 'name `a-2u` only'),
    (['build', 'good.yaml', '--standard', 'ua-1,none'], 'E0722', 'leave out `none`'),
    (['list', 'styles', '--standard', 'ua-1'], 'E0712', '`list`'),
    (['list', 'printers'], 'E0705', 'printers'),
    (['schema', '--of', 'manifest'], 'E0705', '--of manifest'),
    (['schema', '--style', 'neutral'], 'E0705', '`--style`'),
    (['schema', '--of', 'paper'], 'E0704', 'report, style, registry or labels'),
    (['schema', 'style'], 'E0715', '`style`'),
    (['schema', '--keep-going'], 'E0712', 'rapporteur build'),
    (['build', '@list'], 'E0705', '@list'),
    (['build', '.'], 'E0705', 'folder'),
    (['build'], 'E0706', 'rapporteur build report.yaml'),
    (['check'], 'E0706'),
    (['list'], 'E0706', 'styles'),
    (['explain'], 'E0706'),
    (['build', 'good.yaml', './good.yaml'], 'E0707', 'good.yaml'),
    (['build', 'good.yaml', 'good.yaml'], 'E0707', 'named twice'),
    (['build', '-', '-'], 'E0707', 'only once'),
    (['build', 'good.yaml', 'other.yaml', '-o', 'one.pdf'], 'E0708', '-o one.pdf/'),
    (['build', '-', '-o', 'finished/'], 'E0708', 'standard input'),
    (['check', 'good.yaml', '-o', 'x.pdf'], 'E0712', 'rapporteur build'),
    (['build', 'good.yaml', '-o', 'good.yaml'], 'E0714', 'good.yaml'),
    (['list', 'styles', 'fonts'], 'E0715', '`fonts`'),
    (['explain', 'E9999'], 'E0717', 'list codes'),
    (['build', 'good.yaml', '--allow', 'E0702'], 'E0720', 'E0702'),
    (['build', 'good.yaml', '--allow', 'nonsense'], 'E0717', 'nonsense'),
    (['list', 'stiles'], 'E0704', '`styles`'),
]


def test_several_slips_at_once():
    expect(rapporteur('check', '--quite', '-o', 'x', '--color=neon'), 2, 'E0702', 'E0712', 'E0704', 'E0706', '--quiet')


def test_bad_epoch():
    folder = fresh('epoch', good=GOOD)
    environment = dict(os.environ, SOURCE_DATE_EPOCH='yesterday')
    expect(rapporteur('build', 'good.yaml', cwd=folder, env=environment), 2, 'E0719', 'yesterday')


def test_help():
    result = rapporteur('--help')
    expect(result, 0)
    check_equal(result.err, b'', 'standard error of --help')
    for word in ('build', 'check', 'list', 'explain', 'schema', '--strict', '--messages', 'rapporteur build report.yaml'):
        check(word in result.text, word)
    check('watch' not in result.text, 'help names what is not built yet')
    check(max(map(len, result.text.splitlines())) <= 80, 'a line over 80 characters')


def test_help_of_commands():
    for command in ('build', 'check', 'list', 'explain', 'schema'):
        result = rapporteur(command, '--help')
        expect(result, 0)
        check('Usage: rapporteur ' + command in result.text, result.text)
        check(('--keep-going' in result.text) == (command == 'build'), 'options of another command in ' + command)
        check_equal(rapporteur('-h', command).text, result.text, 'help asked for before the command')


def test_nothing_said():
    expect(rapporteur(), 2, 'Usage: rapporteur')


def test_version():
    result = rapporteur('--version')
    expect(result, 0)
    check(re.fullmatch(r'rapporteur \d+\.\d+\.\d+\n', result.text), result.text)


def test_build_beside():
    folder = fresh('beside', good=GOOD)
    result = rapporteur('build', os.path.join('beside', 'good.yaml'), cwd=FOLDER)
    expect(result, 0)
    check_equal(result.messages, 'beside/good.pdf: 1 page\n', 'line at the end')
    check_equal(result.out, b'', 'standard output')
    check(support.read(os.path.join(folder, 'good.pdf')).startswith(b'%PDF-'), 'no PDF')


def test_build_into_new_folder():
    folder = fresh('into', good=GOOD, other=GOOD)
    expect(rapporteur('build', 'good.yaml', 'other.yaml', '-o', 'a/b/', cwd=folder), 0, 'a/b/good.pdf: 1 page', 'a/b/other.pdf')
    check_equal(sorted(os.listdir(os.path.join(folder, 'a/b'))), ['good.pdf', 'other.pdf'], 'files')
    expect(rapporteur('build', 'good.yaml', '-o', 'a', cwd=folder), 0, 'a/good.pdf')


def test_build_to_named_file():
    folder = fresh('named', good=GOOD)
    expect(rapporteur('build', 'good.yaml', '-oFinal report.pdf', cwd=folder), 0, 'Final report.pdf: 1 page')
    check(os.path.exists(os.path.join(folder, 'Final report.pdf')), 'not there')


def test_yml_and_no_ending():
    folder = fresh('endings')
    write(os.path.join(folder, 'one.yml'), GOOD)
    write(os.path.join(folder, 'two'), GOOD)
    expect(rapporteur('build', 'one.yml', 'two', cwd=folder), 0, 'one.pdf', 'two.pdf')


def test_pipe():
    folder = fresh('pipe', good=GOOD)
    expect(rapporteur('build', 'good.yaml', cwd=folder), 0)
    piped = rapporteur('build', '-', input=GOOD.encode(), cwd=folder)
    expect(piped, 0)
    check_equal(piped.messages, '-: 1 page\n', 'messages')
    check(piped.out == support.read(os.path.join(folder, 'good.pdf')), 'another PDF through a pipe')
    wrong = rapporteur('build', '-', input=WRONG.encode(), cwd=folder)
    expect(wrong, 1, '-:3:1: error')
    check_equal(wrong.out, b'', 'output of a refused report')


def test_terminal_is_spared():
    master, slave = pty.openpty()
    done = subprocess.run([support.PROGRAM, 'build', '-'], input=GOOD.encode(), stdout=slave, stderr=subprocess.PIPE)
    os.close(slave)
    os.close(master)
    check_equal(done.returncode, 2, 'exit status')
    check(b'E0711' in done.stderr, done.stderr)


def test_refused():
    folder = fresh('refused', wrong=WRONG, good=GOOD, last=GOOD)
    write(os.path.join(folder, 'wrong.pdf'), 'old')
    result = rapporteur('build', 'good.yaml', 'wrong.yaml', 'last.yaml', cwd=folder)
    expect(result, 1, 'wrong.yaml:3:1: error', '`language`', 'W0718', '`last.yaml`')
    check_equal(support.read(os.path.join(folder, 'wrong.pdf')), b'old', 'the old PDF')
    check(not os.path.exists(os.path.join(folder, 'last.pdf')), 'begun after a refusal')
    expect(rapporteur('build', 'wrong.yaml', 'last.yaml', '--keep-going', cwd=folder), 1, 'last.pdf: 1 page')


def test_highest_status():
    folder = fresh('highest', wrong=WRONG, good=GOOD)
    expect(rapporteur('build', '--keep-going', 'none.yaml', 'wrong.yaml', 'good.yaml', cwd=folder), 3, 'E0709', 'good.pdf')


def test_missing_report():
    folder = fresh('missing', good=GOOD)
    expect(rapporteur('build', 'god.yaml', cwd=folder), 3, 'E0709', 'god.yaml', 'no such file')
    expect(rapporteur('build', 'good', cwd=folder), 3, '`good.yaml`')


def test_unreadable_report():
    folder = fresh('unreadable', good=GOOD)
    os.mkfifo(os.path.join(folder, 'pipe.yaml'))
    expect(rapporteur('check', 'pipe.yaml', cwd=folder), 3, 'E0709', 'not an ordinary file')


def test_check_writes_nothing():
    folder = fresh('check', good=GOOD, wrong=WRONG)
    result = rapporteur('check', 'wrong.yaml', 'good.yaml', cwd=folder)
    expect(result, 1, 'wrong.yaml:3:1')
    check('W0718' not in result.messages, 'check goes on to the end')
    check_equal(sorted(os.listdir(folder)), ['good.yaml', 'wrong.yaml'], 'files')
    result = rapporteur('check', 'good.yaml', cwd=folder)
    expect(result, 0)
    check_equal((result.out, result.err), (b'', b''), 'what check says of a good report')


def test_unwritable_output():
    folder = fresh('unwritable', good=GOOD)
    expect(rapporteur('build', 'good.yaml', '-o', 'none/good.pdf', cwd=folder), 3, 'E0710', 'folder')
    write(os.path.join(folder, 'file'), '')
    expect(rapporteur('build', 'good.yaml', '-o', 'file/', cwd=folder), 3, 'E0710', 'cannot make the folder')
    expect(rapporteur('build', 'good.yaml', '-o', '/dev/full', cwd=folder), 3, 'E0710', 'disk is full')
    check_equal(sorted(os.listdir(folder)), ['file', 'good.yaml'], 'files')


def test_full_standard_output():
    with open('/dev/full', 'wb') as full:
        for words, given in ((['list', 'codes'], b''), (['--help'], b''), (['build', '-'], GOOD.encode())):
            expect(rapporteur(*words, input=given, stdout=full), 3, 'E0710')


def test_closed_pipe():
    process = subprocess.Popen([support.PROGRAM, 'build', '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    process.stdout.close()
    process.stdin.write(GOOD.encode())
    process.stdin.close()
    messages = process.stderr.read()
    check_equal(process.wait(support.TIME_LIMIT), 3, 'exit status')
    check(b'has stopped' in messages, messages)


def test_device_is_not_replaced():
    folder = fresh('device', good=GOOD)
    os.symlink('/dev/null', os.path.join(folder, 'nowhere.pdf'))
    expect(rapporteur('build', 'good.yaml', '-o', 'nowhere.pdf', cwd=folder), 0)
    check(os.path.islink(os.path.join(folder, 'nowhere.pdf')), 'the link was replaced')
    expect(rapporteur('build', 'good.yaml', '-o', '/dev/stdout', cwd=folder), 0)


def test_link_is_replaced():
    folder = fresh('link', good=GOOD)
    write(os.path.join(folder, 'precious'), 'precious')
    os.symlink('precious', os.path.join(folder, 'good.pdf'))
    expect(rapporteur('build', 'good.yaml', cwd=folder), 0)
    check_equal(support.read(os.path.join(folder, 'precious')), b'precious', 'what the link led to')


def test_file_size_limit():
    folder = fresh('limit', good=GOOD)
    write(os.path.join(folder, 'good.pdf'), 'old')
    command = 'ulimit -f 1; exec "$0" build good.yaml'
    result = support.run('bash', '-c', command, support.PROGRAM, cwd=folder)
    expect(result, 3, 'E0710')
    check_equal(sorted(os.listdir(folder)), ['good.pdf', 'good.yaml'], 'files')
    check_equal(support.read(os.path.join(folder, 'good.pdf')), b'old', 'the old PDF')


def test_quiet_and_verbose():
    folder = fresh('quiet', good=GOOD)
    check_equal(rapporteur('build', '--quiet', 'good.yaml', cwd=folder).messages, '', 'messages with --quiet')
    result = rapporteur('build', '--verbose', 'good.yaml', cwd=folder)
    expect(result, 0, 'styles from', 'characters on 1 page')


def test_time():
    folder = fresh('time', good=GOOD)
    result = rapporteur('build', '--time', 'good.yaml', cwd=folder)
    expect(result, 0)
    check(re.search(r'^good\.yaml: read [\d.]+ ms.*, style [\d.]+ ms.* together [\d.]+ ms$', result.messages, re.M), result.messages)


def test_dump():
    folder = fresh('dump', good=GOOD)
    for stage in ('yaml', 'model', 'resolved', 'pages', 'text'):
        result = rapporteur('build', '--dump', stage, 'good.yaml', cwd=folder)
        expect(result, 0)
        # A page's dump may break a line anywhere.
        check('meeting' in result.text, stage + ':\n' + result.text)
    check_equal(os.listdir(folder), ['good.yaml'], 'files')
    expect(rapporteur('build', '--dump=text', 'good.yaml', '-o', 'text', cwd=folder), 0)
    check('meeting' in support.read(os.path.join(folder, 'text')).decode(), 'dump in a file')


def test_style_option():
    folder = fresh('style', good=GOOD)
    expect(rapporteur('build', 'good.yaml', '--style', 'itu-cwg', cwd=folder), 0)
    expect(rapporteur('build', 'good.yaml', '--style', 'neutrl', cwd=folder), 1, 'neutral')


def claims(pdf):
    """What the file says that it meets."""
    found = re.findall(rb'<(pdfu?aid):(part|conformance)>(\w)</', pdf)
    return ' '.join('%s %s %s' % tuple(word.decode() for word in one) for one in found)


ARCHIVE = 'pdfaid part 2 pdfaid conformance '


def test_standards():
    folder = fresh('other-claims', good=GOOD)
    support.need('qpdf')
    for words, wanted in ((['ua-1'], 'pdfuaid part 1'), (['a-2a'], ARCHIVE + 'A'), (['a-2b'], ARCHIVE + 'B'),
                          (['a-2u,ua-1'], 'pdfuaid part 1 ' + ARCHIVE + 'U'), (['none'], ''), ([], 'pdfuaid part 1 ' + ARCHIVE + 'A')):
        name = ''.join(words) or 'default'
        expect(rapporteur('build', 'good.yaml', '-o', name + '.pdf', *(['--standard'] + words if words else []), cwd=folder), 0)
        pdf = support.read(os.path.join(folder, name + '.pdf'))
        check_equal(claims(pdf), wanted, 'claims with --standard ' + name)
        plain = support.run('qpdf', '--qdf', '--object-streams=disable', name + '.pdf', '-', cwd=folder).out
        check_equal(plain.count(b'/OutputIntents'), int('pdfaid' in wanted), 'output intents with --standard ' + name)
        check_equal(b'pdfaExtension' in pdf, wanted.count('part') == 2, 'explained names with --standard ' + name)


def with_profile(name, manifest):
    """The program with styles and fonts of its own, whose colour profile is this one."""
    folder = fresh(name, good=GOOD)
    program = os.path.join(folder, 'bin', 'rapporteur')
    os.makedirs(os.path.dirname(program))
    shutil.copy(support.PROGRAM, program)
    for data in ('styles', 'fonts'):
        shutil.copytree(os.path.join(support.TOP, data), os.path.join(folder, data))
    path = os.path.join(folder, 'styles', 'profiles', 'srgb.yaml')
    if manifest is None:
        os.remove(path)
    else:
        write(path, manifest % folder)
    return folder, program


MANIFEST = 'name: x\ncondition: x\npackage: some-package\nfile: x.icc\nfolders: [/nowhere, %s]\n'


def test_profile_missing():
    folder, program = with_profile('profile', MANIFEST)
    for command in ('build', 'check'):
        expect(support.run(program, command, 'good.yaml', cwd=folder), 1, 'E0602', 'x.icc', 'apt-get install some-package')
    check(not os.path.exists(os.path.join(folder, 'good.pdf')), 'a PDF without its profile')
    for standard in ('ua-1', 'none'):
        expect(support.run(program, 'build', 'good.yaml', '--standard', standard, '-o', 'other-claims/', cwd=folder), 0)


def test_profile_unusable():
    folder, program = with_profile('bad-profile', MANIFEST)
    write(os.path.join(folder, 'x.icc'), 'nonsense' * 100)
    expect(support.run(program, 'build', 'good.yaml', cwd=folder), 1, 'E0603', 'no colour profile', '--reinstall some-package')
    os.remove(os.path.join(folder, 'x.icc'))
    os.mkdir(os.path.join(folder, 'x.icc'))
    result = support.run(program, 'build', 'good.yaml', cwd=folder)
    expect(result, 1, 'it is a folder')
    check_equal(re.findall(r'error\[(E\d+)\]', result.messages), ['E0603'], 'errors')


def test_profile_manifest():
    folder, program = with_profile('no-profile', None)
    expect(support.run(program, 'build', 'good.yaml', cwd=folder), 1, 'E0716', 'srgb.yaml')
    write(os.path.join(folder, 'styles', 'profiles', 'srgb.yaml'), 'name: x\n')
    expect(support.run(program, 'build', 'good.yaml', cwd=folder), 1, 'srgb.yaml:1', 'missing in a colour profile')


def test_json():
    folder = fresh('json', wrong=WRONG, good=GOOD)
    result = rapporteur('build', '--messages', 'json', 'wrong.yaml', 'good.yaml', cwd=folder)
    expect(result, 1)
    first = support.messages(result)[0]
    for key in 'code severity message file line column end_line end_column offset length hint'.split():
        check(key in first, 'no ' + key)
    check_equal((first['file'], first['line'], first['column'], first['end_column'], first['offset'], first['length']),
                ('wrong.yaml', 3, 1, 8, WRONG.index('languge'), 7), 'place')
    check_equal(rapporteur('build', '--messages=json', 'good.yaml', cwd=folder).messages, '', 'messages of a good report')


def test_text_form():
    folder = fresh('text', wrong=WRONG)
    lines = rapporteur('check', 'wrong.yaml', cwd=folder).messages.splitlines()
    check(re.match(r'wrong\.yaml:3:1: error\[E\d{4}\]: ', lines[0]), lines[0])
    check_equal(lines[1], '    3 | languge: en', 'source line')
    check(lines[2].startswith('      | ^^^^^^^ '), lines[2])


def test_color():
    folder = fresh('color', wrong=WRONG)
    plain = rapporteur('check', 'wrong.yaml', cwd=folder).messages
    check('\x1b' not in plain, 'colour in a pipe')
    check('\x1b' in rapporteur('check', '--color=always', 'wrong.yaml', cwd=folder).messages, 'no colour')

    def on_terminal(**environment):
        master, slave = pty.openpty()
        subprocess.run([support.PROGRAM, 'check', 'wrong.yaml'], cwd=folder, stderr=slave, env=dict(os.environ, **environment))
        os.close(slave)
        seen = b''
        try:
            while chunk := os.read(master, 65536):
                seen += chunk
        except OSError:
            pass  # how the end of a terminal shows
        os.close(master)
        return seen

    check(b'\x1b' in on_terminal(), 'no colour on a terminal')
    check(b'\x1b' not in on_terminal(NO_COLOR='1'), 'colour despite NO_COLOR')


def test_limits_of_messages():
    folder = fresh('many', many='style: neutral\nbody: x\n' + ''.join('wrong%d: x\n' % i for i in range(70)))

    def errors(*words):
        return rapporteur('check', *words, 'many.yaml', cwd=folder).messages.count(': error[')

    check_equal((errors(), errors('--max-errors', '7'), errors('--max-errors=0')), (50, 7, 70), 'errors shown')


WARNED = 'style: itu-cwg\nbody: The meeting was opened.\n'  # its first page lacks all that the style wants


def test_warnings():
    folder = fresh('warnings', warned=WARNED)
    result = rapporteur('build', 'warned.yaml', cwd=folder)
    expect(result, 0, 'warning[W')
    codes = set(re.findall(r'warning\[(W\d+)\]', result.messages))
    expect(rapporteur('build', '--strict', 'warned.yaml', cwd=folder), 1, 'error[W')
    deny = [word for code in codes for word in ('--deny', code)]
    expect(rapporteur('build', *deny, 'warned.yaml', cwd=folder), 1, 'error[W')
    allow = [word for code in codes for word in ('--allow', code.lower())]
    silenced = rapporteur('build', *allow, 'warned.yaml', cwd=folder)
    expect(silenced, 0, 'silenced')
    check('warning[' not in silenced.messages, silenced.messages)


def test_lists():
    for what, wanted in (('styles', 'neutral'), ('fonts', 'carlito'), ('languages', 'fr'), ('codes', 'E0701')):
        result = rapporteur('list', what)
        expect(result, 0)
        check(wanted in result.text, '%s not in list %s:\n%s' % (wanted, what, result.text))
        check_equal(result.err, b'', 'standard error of list ' + what)
    names = [line.split()[0] for line in rapporteur('list', 'styles').text.splitlines()]
    check_equal(names, sorted(names), 'order of styles')


def test_explain_any_case():
    for word in ('E0701', 'e0701', 'e701'):
        result = rapporteur('explain', word)
        expect(result, 0)
        check(result.text.startswith('E0701 (an error): '), result.text)


def test_dash_names():
    folder = fresh('dash')
    write(os.path.join(folder, '-x.yaml'), GOOD)
    expect(rapporteur('build', '--', '-x.yaml', cwd=folder), 0, '-x.pdf: 1 page')
    expect(rapporteur('build', './-x.yaml', cwd=folder), 0)


def test_signals():
    """Ended while it reads, so while nothing is half written; the kill sweep ends it everywhere else."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        process = subprocess.Popen([support.PROGRAM, 'build', '-'], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        time.sleep(0.2)
        process.send_signal(number)
        check_equal(process.wait(support.TIME_LIMIT), -number, 'end by signal')
        process.stdin.close()


def test_fault_of_the_program():
    """A fault that no check foresaw ends with a sentence and status 4, in both forms of messages."""
    for form in ('text', 'json'):
        process = subprocess.Popen([support.PROGRAM, 'build', '--messages', form, '-'], stdin=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(0.2)
        process.send_signal(signal.SIGSEGV)
        told = process.stderr.read().decode()
        check_equal(process.wait(support.TIME_LIMIT), 4, 'exit status')
        process.stdin.close()
        if form == 'json':
            check_equal(json.loads(told)['code'], 'E0713', 'code')
        check('please send the report' in told, told)


def test_data_missing():
    """Away from its folders the program says so."""
    folder = fresh('lost', good=GOOD)
    lost = os.path.join(folder, 'a/b/c/rapporteur')
    os.makedirs(os.path.dirname(lost))
    try:
        os.link(support.PROGRAM, lost)
    except OSError:
        raise support.Skipped('no hard links between these folders')
    expect(support.run(lost, 'build', 'good.yaml', cwd=folder), 3, 'E0716')


def starts_within(kilobytes):
    limit = 'ulimit -v %d; exec "$0" --version' % kilobytes
    return subprocess.run(['bash', '-c', limit, support.PROGRAM], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def test_memory_limit():
    """With ever more memory, from where the program starts at all: stopped with a sentence, or built; never a torn PDF."""
    folder = fresh('memory', long=GOOD + '\n'.join('\n  This is paragraph %d of a long report.\n' % i for i in range(3000)))
    expect(rapporteur('build', 'long.yaml', cwd=folder), 0)
    whole = support.read(os.path.join(folder, 'long.pdf'))
    least = next(kilobytes for kilobytes in range(20000, 400000, 1000) if starts_within(kilobytes))
    seen = set()
    for kilobytes in range(least, least + 100000, 1500):
        result = support.run('bash', '-c', 'ulimit -v %d; exec "$0" build long.yaml' % kilobytes, support.PROGRAM, cwd=folder)
        check(result.status in (0, 3), '%d KB: status %d\n%s' % (kilobytes, result.status, result.messages))
        seen |= {result.status, *re.findall(r'E\d{4}', result.messages)}
        check_equal(sorted(os.listdir(folder)), ['long.pdf', 'long.yaml'], 'files')
        check(support.read(os.path.join(folder, 'long.pdf')) == whole, 'another PDF')
        if result.status == 0:
            break
    check({0, 'E0721'} <= seen, 'never built, or never out of memory: %s' % seen)


# Sanitizers have their own words for a fault, and need the whole address space.
NOT_WITH_SANITIZERS = {test_fault_of_the_program, test_memory_limit}


def main():
    without = NOT_WITH_SANITIZERS if support.has_sanitizers() else ()
    for words, *rest in WRONG_USE:
        support.run_test('wrong use: ' + ' '.join(words), refused_use, words, *rest)
    for name, test in list(globals().items()):
        if name.startswith('test_') and test not in without:
            support.run_test('command line: ' + name[5:].replace('_', ' '), test)
    support.finish()


main()
