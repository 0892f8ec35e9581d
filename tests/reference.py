"""input/README.md, the page for authors: its reference part must be what the key tables give (through the JSON Schema),
every report that it shows must compile without a warning, and what is said to come out must come out.
`tests/reference.py --accept` writes these parts anew."""
import functools
import json
import os
import re
import sys

import support
from support import check, check_equal

PAGE = os.path.join(support.TOP, 'input', 'README.md')
BEGIN = '<!-- From here on the page is made of the key tables in src by tests/reference.py --accept. -->\n'
UNLIMITED = 9999
LIST = 'a list, each item of it '
RUN = re.compile(r'^  text (\S+) (\S+) width (\S+) .*?"(.*)"$')
CHARACTER, GAP = 4.8, 21  # points: a character of a drawn line, and a distance of lines that shows as an empty one
# What to write for a value, by the name of its definition.
WRITE = {
    'text': 'words',
    'words': 'words',
    'id': 'an id',
    'file': 'the name of a file',
    'language': 'a language, such as `fr`',
    'address': 'an address, such as `https://example.org`',
    'date': 'a date, such as `2026-01-20`',
    'truth': '`true` or `false`',
    'blocks': '[blocks](#blocks)',
    'item': '[blocks](#blocks)',
    'length': 'a length, such as `12 mm` or `30%`',
    'number': 'a number',
    'colour': 'a colour, such as `"#1a5fb4"`',
}


@functools.cache
def load_schema():
    result = support.rapporteur('schema')
    check_equal(result.status, 0, 'exit status of schema')
    return json.loads(result.text)


def target(value):
    """The name of the definition that a value refers to, whether or not it may be empty; None when it refers to none."""
    return value['$ref'].rpartition('/')[2].removesuffix('-present') if '$ref' in value else None


def describe_list(values):
    item, *rest = values
    return describe(item) + (', or a list of such' if rest else '')


def describe_number(value):
    if value['maximum'] >= UNLIMITED:
        return 'a number' if value['minimum'] == 0 else 'a number from %d on' % value['minimum']
    return 'a number from %d to %d' % (value['minimum'], value['maximum'])


def describe_definition(name):
    """A record by its name, with what may stand for it; what a caller reads itself by its parts."""
    definition = load_schema()['$defs'][name]
    keys = 'the keys of [%s](#%s)' % (name.replace('-', ' '), name)
    if 'properties' in definition:
        return keys
    parts = [keys if 'properties' in part else describe(part) for part in definition['anyOf']]
    lists = [part for part in parts if part.startswith(LIST)]
    # One value where a list may stand need not be said again.
    return ', or '.join(lists + [part for part in parts if not any(part in one for one in lists) and not (lists and part == WRITE['text'])])


def describe(value):
    """What an author writes for a value, in words."""
    name = target(value)
    if name:
        return WRITE.get(name) or describe_definition(name)
    if value.get('type') == 'array':
        return LIST + describe(value['items'])
    if 'enum' in value:
        return ', '.join('`%s`' % word for word in value['enum'] if word is not None)
    if 'anyOf' in value:
        return describe_list(value['anyOf'])
    if 'integer' in value.get('type', ()):
        return describe_number(value)
    if 'additionalProperties' in value:
        names = 'names' if 'propertyNames' not in value else {'id': 'ids', 'language': 'languages'}[target(value['propertyNames'])]
        return '%s, and under each %s' % (names, describe(value['additionalProperties']))
    raise support.Failed('no words for %s' % value)


def cell(text):
    return text.replace('|', '\\|').replace('\n', ' ')


def must_be_filled(value):
    return value.get('$ref', '').endswith('-present') or 'null' not in value.get('type', ['null'])


def key_table(record, skip=()):
    lines = ['| key | what to write | what it is |', '|---|---|---|']
    for key, value in record['properties'].items():
        if key not in skip:
            must = ' It must be there.' if key in record.get('required', ()) and must_be_filled(value) else ''
            lines.append('| `%s` | %s | %s |' % (key, cell(describe(value)), cell(value['description'] + must)))
    return lines


def example_of(record):
    found = re.search(r'```yaml\n(.*?)```', record.get('markdownDescription', ''), re.S)
    check(found, 'no example for: %s' % record.get('description'))
    return found.group(1)


def draw_line(runs, start):
    """The runs of one baseline as a line of characters: neighbours join, the rest stands about where it is printed."""
    line, end = '', None
    for left, width, text in sorted(runs):
        if end is None or left - end > 2 * CHARACTER:
            line = line.ljust(max(round((left - start) / CHARACTER), len(line) + 2 if line else 0))
        elif left - end > 1 and not line.endswith(' '):
            line += ' '
        line, end = line + text, left + width
    return line.rstrip()


def draw_page(lines):
    """{baseline: runs} of a page, from the top down; a wide gap is an empty line."""
    drawn, above = [], None
    start = min((run[0] for runs in lines.values() for run in runs), default=0)
    for baseline in sorted(lines):
        if above is not None and baseline - above > GAP:
            drawn.append('')
        drawn.append(draw_line(lines[baseline], start))
        above = baseline
    return drawn


def printed(example):
    """An example's pages drawn with characters, without running heads and feet."""
    path = support.write(os.path.join(support.WORK, 'reference-example.yaml'), example)
    result = support.rapporteur('build', '--style', 'neutral', '--allow', 'W0256', '--dump', 'pages', path)
    check_equal(result.status, 0, 'exit status for\n%s\n%s\n' % (example, result.messages))
    pages = []
    for line in result.text.split('\n'):
        if line.startswith('page '):
            pages.append({})
        run = RUN.match(line)
        if run and ' artifact ' not in line:
            left, baseline, width, text = run.groups()
            pages[-1].setdefault(float(baseline), []).append((float(left), float(width), text.replace('\\"', '"')))
    return ['– page %d –' % number if line is None else line
            for number, lines in enumerate(pages, 1) for line in ([None] if len(pages) > 1 else []) + draw_page(lines)]


def show(example):
    return ['```yaml', *example.rstrip('\n').split('\n'), '```', '', 'comes out as', '', '```', *printed(example), '```']


def kinds(schema):
    """(the kind's key, its record), as the loader has them."""
    for alternative in schema['$defs']['blocks']['anyOf']:
        record = schema['$defs'].get(target(alternative) or '', {})
        if 'properties' in record:
            yield record['required'][0], record


def records(schema):
    """The records that are no kinds, by name: those that the top level names, and what these name."""
    of_kinds = [record for _, record in kinds(schema)]
    for name, record in schema['$defs'].items():
        plain = [one for one in [record] + record.get('anyOf', []) if 'properties' in one]
        if plain and record not in of_kinds:
            yield name, record, plain[0]


def reference(schema):
    lines = ['', '## The keys of a report', '', 'They stand at the left margin. A key that you do not need is left out. This report', '',
             *show(example_of(schema)), '', *key_table(schema)]
    for name, record, plain in records(schema):
        lines += ['', '### ' + name.replace('-', ' ').capitalize(), '', record['description'], '', *key_table(plain)]
    lines += ['', '## Blocks', '', 'Where blocks may stand you write a text, or a list of texts and of the kinds below. '
              'Each begins with the key of its kind; the other keys stand under it.', '']
    lines += ['| kind | what it is |', '|---|---|']
    lines += ['| [`%s`](#%s) | %s |' % (kind, kind, cell(record['description'])) for kind, record in kinds(schema)]
    for kind, record in kinds(schema):
        lines += ['', '### `%s`' % kind, '', record['description'], '', *show(example_of(record)), '', *key_table(record)]
    return '\n'.join(lines) + '\n'


def print_anew(text):
    """The part written by hand, each report's pages below it drawn as they are now."""
    lines = r'((?:(?!```).*\n)*)'
    return re.sub(r'(```yaml\n)' + lines + r'(```\n\ncomes out as\n\n```\n)' + lines,
                  lambda found: ''.join([*found.group(1, 2, 3), *(line + '\n' for line in printed(found.group(2)))]), text)


def made_page():
    written, found, _ = support.read(PAGE).decode().partition(BEGIN)
    check(found, 'the line is missing behind which the reference stands: ' + BEGIN)
    return print_anew(written) + BEGIN + reference(load_schema())


def test_page():
    page, made = support.read(PAGE).decode(), made_page()
    for number, (got, want) in enumerate(zip(page.split('\n'), made.split('\n')), 1):
        check_equal(got, want, 'line %d of input/README.md (tests/reference.py --accept writes it anew)' % number)
    check_equal(len(page), len(made), 'length of input/README.md (tests/reference.py --accept writes it anew)')


def shown_reports():
    return re.findall(r'^```yaml\n(.*?)^```', support.read(PAGE).decode(), re.M | re.S)


def test_report(folder, number, text):
    path = support.write(os.path.join(folder, 'report-%d.yaml' % number), text)
    words = [] if re.search('^style:', text, re.M) else ['--style', 'neutral']
    result = support.rapporteur('build', '--strict', '--allow', 'W0256', *words, path)
    check_equal(result.status, 0, 'exit status for\n%s\n%s\n' % (text, result.messages))


def test_kinds_known():
    """Each kind that a report may use is on the page with an example that uses it."""
    for kind, record in kinds(load_schema()):
        check(re.search(r'^\s*- %s:' % re.escape(kind), example_of(record), re.M), 'the example of `%s` does not use it' % kind)


def main():
    if '--accept' in sys.argv[1:]:
        support.write(PAGE, made_page())
        return
    folder = support.scratch('reference')
    support.run_test('reference page: it is what the key tables give', test_page)
    support.run_test('reference page: every kind has an example', test_kinds_known)
    for number, text in enumerate(shown_reports(), 1):
        support.run_test('reference page: report %d compiles' % number, test_report, folder, number, text)
    support.finish()


main()
