"""What holds for the sources as a whole: which folder may include what, what src must not name, that every code has a
case and every folder says what it is for. Functions and files over the house's limits are printed, not judged."""
import os
import re
import statistics

import support

SRC = os.path.join(support.TOP, 'src')

# A folder may include what stands before it in this order ...
ORDER = ['base', 'diagnostic', 'yaml', 'schema', 'language', 'style', 'report', 'resolve', 'text', 'layout', 'pdf',
         'compile', 'cli']
# ... or, where that would be too much, only these (`base` and `diagnostic` always).
ONLY = {
    'text': {'yaml', 'schema', 'language'},
    'pdf': {'text', 'layout'},
}
# In a header that a folder may include, what it must not go through to: pdf knows layout's pages, nothing else of it.
ONLY_HEADERS = {('pdf', 'layout'): {'layout/page.h'}}
LIBRARIES = {
    'yaml': r'yaml\.h',
    'language': r'unicode/.*',
    'report': r'md4c\.h|unicode/.*',
    'text': r'ft2build\.h|freetype/.*|hb(-ft|-ot)?\.h|hyphen\.h|unicode/.*',
    'pdf': r'hpdf.*\.h|hb(-subset|-ot)?\.h|libdeflate\.h',
}
# C17, POSIX and malloc.h.
SYSTEM = re.compile(r'(assert|ctype|dirent|errno|fcntl|float|inttypes|limits|locale|malloc|math|poll|setjmp|signal|stdalign|'
                    r'stdarg|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|time|unistd|'
                    r'sys/(mman|resource|stat|syscall|time|types|wait))\.h$')
ORGANIZATION = re.compile(r'\b(ITU(-[TRD])?|CWG(-\w+)?|UN|UNESCO|WTO|WHO|ISOC|ICANN|Council|Plenipotentiary|'
                          r'United Nations|Study Group)\b|\bitu\b|\bcwg\b')
MACHINE = re.compile(r'/(root|work|home)/')
FUNCTION_LIMIT, FILE_LIMIT = 60, 600


def sources(*endings):
    return [path for ending in endings for path in support.files_below(SRC, ending)]


def folder_of(path):
    parts = os.path.relpath(path, SRC).split(os.sep)
    return parts[0] if len(parts) > 1 else 'compile'


def lines_of(path):
    with open(path, encoding='utf-8') as file:
        return list(enumerate(file.read().splitlines(), 1))


def name_places(paths, pattern):
    found = []
    for path in paths:
        for number, line in lines_of(path):
            match = pattern.search(line)
            if match:
                found.append('%s:%d: %s' % (os.path.relpath(path, support.TOP), number, match.group(0)))
    return found


def may_include(folder, header):
    target = header.split('/')[0] if '/' in header else 'compile'
    if target in (folder, 'base', 'diagnostic'):
        return True
    if folder not in ORDER or target not in ORDER:
        return False
    if folder in ONLY and target not in ONLY[folder]:
        return False
    return ORDER.index(target) < ORDER.index(folder) and header in ONLY_HEADERS.get((folder, target), {header})


def test_include_directions():
    wrong = []
    for path in sources('.c', '.h'):
        folder = folder_of(path)
        for number, line in lines_of(path):
            own = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if own and not own.group(1).endswith('.def') and not may_include(folder, own.group(1)):
                wrong.append('%s:%d: %s may not include %s' % (os.path.relpath(path, support.TOP), number, folder, own.group(1)))
    support.check(not wrong, '\n'.join(wrong))


def test_libraries():
    wrong = []
    for path in sources('.c', '.h'):
        allowed = re.compile('(%s)$' % LIBRARIES.get(folder_of(path), r'(?!)'))
        for number, line in lines_of(path):
            header = re.match(r'\s*#\s*include\s+<([^>]+)>', line)
            if header and not SYSTEM.match(header.group(1)) and not allowed.match(header.group(1)):
                wrong.append('%s:%d: <%s>' % (os.path.relpath(path, support.TOP), number, header.group(1)))
    support.check(not wrong, '\n'.join(wrong))


def test_libharu_in_pdf_only():
    outside = [path for path in sources('.c', '.h', '.def') if folder_of(path) != 'pdf']
    found = name_places(outside, re.compile(r'\bhpdf\w*\.h|\bHPDF_'))
    support.check(not found, '\n'.join(found))


def test_no_organization():
    found = name_places(sources('.c', '.h', '.def', '.md'), ORGANIZATION)
    support.check(not found, '\n'.join(found))


def test_no_machine_paths():
    found = name_places(sources('.c', '.h', '.def', '.md'), MACHINE)
    support.check(not found, '\n'.join(found))


def test_speaks_in_cli_only():
    outside = [path for path in sources('.c') if folder_of(path) != 'cli']
    found = name_places(outside, re.compile(r'(?<![\w.>])(exit|_exit|abort|longjmp|printf|fprintf|puts|perror|getenv|'
                                            r'setlocale|srand|rand)\s*\('))
    support.check(not found, '\n'.join(found))


def test_codes_have_cases():
    listed = support.rapporteur('list', 'codes')
    codes = re.findall(r'^([EW]\d{4})\b', listed.text, re.M)
    support.check(codes, 'list codes printed nothing')
    support.check_equal(len(codes), len(set(codes)), 'codes given twice')
    used = set()
    for path in support.files_below(os.path.join(support.TOP, 'tests', 'cases'), ('.yaml', '.csv')):
        used |= set(re.findall(r'# (?:error|warning)(?: \+\d+)? ([EW]\d{4})', support.read(path).decode('utf-8', 'replace')))
    # Codes about words typed, files and disks, which no report can show, are met by the tests in Python.
    for path in support.files_below(os.path.join(support.TOP, 'tests'), '.py'):
        used |= set(re.findall(r"'([EW]\d{4})'", support.read(path).decode()))
    # Codes about fonts and limits, which no small report meets, are met by the unit tests under their names.
    rows = re.findall(r'CODE\(([EW]), (\d{4}), (\w+)', ''.join(
        support.read(path).decode() for path in support.files_below(os.path.join(SRC, 'diagnostic', 'codes'), '.def')))
    unit = ''.join(support.read(path).decode() for path in support.files_below(os.path.join(support.TOP, 'tests', 'unit'), '.c'))
    used |= {letter + number for letter, number, name in rows if re.search(r'\b%s_%s\b' % (letter, name), unit)}
    missing = [code for code in codes if code not in used and not (code in met_by_units() and not has_example(code))]
    support.check(not missing, 'no case for: ' + ' '.join(missing))


def met_by_units():
    """Codes whose names stand in unit tests; enough for what no report alone can show, such as a missing font file."""
    text = b''.join(support.read(path) for path in support.files_below(os.path.join(support.TOP, 'tests', 'unit'), ('.c', '.h'))).decode()
    return {letter + number for path in sources('.def')
            for letter, number, name in re.findall(r'CODE\((\w), (\d{4}), (\w+),', support.read(path).decode())
            if re.search(r'\b%s_%s\b' % (letter, name), text)}


def has_example(code):
    return 'this report gets it' in support.rapporteur('explain', code).text


def test_folders_have_readme():
    missing = []
    for top in ('src', 'styles', 'fonts', 'input', 'tests'):
        root = os.path.join(support.TOP, top)
        below = [os.path.join(root, name) for name in sorted(os.listdir(root))] if os.path.isdir(root) else []
        for folder in [root] + [path for path in below if support.files_below(path, '') and not path.endswith('__pycache__')]:
            if not os.path.isfile(os.path.join(folder, 'README.md')):
                missing.append(os.path.relpath(folder, support.TOP))
    support.check(not missing, 'no README.md in: ' + ' '.join(missing))


def functions(path):
    """(name, first line, length): as clang-format lays them out, a body ends with a brace in the first column."""
    start, name = None, None
    for number, line in lines_of(path):
        head = re.match(r'[A-Za-z_].*?(\w+)\(', line)
        if head and not line.startswith(('typedef', 'struct str names', '#')):
            start, name = number, head.group(1)
        if line.startswith('}') and start is not None:
            if not line.startswith('};'):
                yield name, start, number - start + 1
            start = None


def print_size_report():
    lengths, long_functions, long_files, total = [], [], [], 0
    for path in sources('.c', '.h'):
        count = len(lines_of(path))
        total += count
        if count > FILE_LIMIT:
            long_files.append('%s: %d lines' % (os.path.relpath(path, support.TOP), count))
        for name, line, length in functions(path) if path.endswith('.c') else ():
            lengths.append(length)
            if length > FUNCTION_LIMIT:
                long_functions.append('%s:%d: %s has %d lines' % (os.path.relpath(path, support.TOP), line, name, length))
    if lengths:
        lengths.sort()
        print('src: %d lines, %d functions, median %d lines, nine of ten at most %d' %
              (total, len(lengths), statistics.median(lengths), lengths[len(lengths) * 9 // 10]))
    for line in long_functions + long_files:
        print('over the house limits: ' + line)


def main():
    support.run_test('includes go one way', test_include_directions)
    support.run_test('libraries only where their row has them', test_libraries)
    support.run_test('libharu in src/pdf only', test_libharu_in_pdf_only)
    support.run_test('no organization named in src', test_no_organization)
    support.run_test('no machine path in src', test_no_machine_paths)
    support.run_test('only the command line speaks, ends or reads the environment', test_speaks_in_cli_only)
    support.run_test('every code has a case', test_codes_have_cases)
    support.run_test('every folder has a README', test_folders_have_readme)
    print_size_report()
    support.finish()


main()
