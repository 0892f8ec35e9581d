"""`rapporteur schema`: the JSON Schema is one by its own meta-schema, takes every sample, style, registry, label pack and
case that builds, and refuses what the loader refuses for its keys, kinds and types. An independent validator judges
(Debian's python3-jsonschema), on YAML read as editors read it."""
import json
import os
import re
import sys

import run_cases
import support
from support import check, check_equal

try:
    import jsonschema
    import yaml
except ImportError as missing:
    support.say('SKIP', 'JSON Schema', '%s is not installed' % missing.name)
    sys.exit(0)

KINDS = ('report', 'style', 'registry', 'labels')
CASES = os.path.join(support.TOP, 'tests', 'cases')
# What a schema can know: unknown keys, what is not yet built, kinds of values, of blocks, of numbers, lengths and words.
CODES = {'E0201', 'E0202', 'E0204', 'E0207', 'E0208', 'E0209', 'E0210', 'E0212', 'E0220', 'E0221', 'E0225'}


class CoreReader(yaml.SafeLoader):
    """Scalars typed as YAML 1.2 has it, which most editors follow: `no` is a text, a date too."""
    yaml_implicit_resolvers = {}

    def construct_mapping(self, node, deep=False):
        self.flatten_mapping(node)
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


class GuessingReader(CoreReader):
    """Scalars typed as YAML 1.1 has it: `no` is false, 1_0 a number. Dates stay texts, as editors keep them."""
    yaml_implicit_resolvers = {first: [(tag, pattern) for tag, pattern in rows if not tag.endswith(':timestamp')]
                               for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def resolve_core(tag, pattern, first):
    CoreReader.add_implicit_resolver('tag:yaml.org,2002:' + tag, re.compile(pattern), first)


resolve_core('null', r'^(~|null|Null|NULL|)$', ['~', 'n', 'N', ''])
resolve_core('bool', r'^(true|True|TRUE|false|False|FALSE)$', list('tTfF'))
resolve_core('int', r'^[-+]?[0-9]+$', list('-+0123456789'))
resolve_core('float', r'^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$', list('-+.0123456789'))
resolve_core('merge', r'^<<$', ['<'])
CoreReader.add_constructor('tag:yaml.org,2002:int', lambda reader, node: int(node.value, 10))
GuessingReader.add_constructor('tag:yaml.org,2002:int', yaml.SafeLoader.construct_yaml_int)
for Reader in (CoreReader, GuessingReader):
    Reader.add_constructor('tag:yaml.org,2002:map', lambda reader, node: reader.construct_mapping(node))

SCHEMAS = {}


def without_doubles(pairs):
    names = [name for name, _ in pairs]
    check_equal(len(set(names)), len(names), 'members of different names among %s' % names)
    return dict(pairs)


def schema_of(kind):
    if kind not in SCHEMAS:
        result = support.rapporteur('schema', '--of', kind)
        check_equal(result.status, 0, 'exit status of schema --of ' + kind)
        SCHEMAS[kind] = json.loads(result.text, object_pairs_hook=without_doubles)
    return SCHEMAS[kind]


def validator(kind):
    return jsonschema.Draft202012Validator(schema_of(kind), format_checker=jsonschema.FormatChecker(['date']))


def faults(kind, text, reader=CoreReader):
    """What the schema has against a text, as lines."""
    value = yaml.load(text, reader)
    return ['%s: %s' % (error.json_path, support.shorten(error.message, 200)) for error in validator(kind).iter_errors(value)]


def read(path):
    return support.read(path).decode('utf-8-sig')


def check_takes(kind, text):
    for reader in (CoreReader, GuessingReader):
        found = faults(kind, text, reader)
        check(not found, '%s: %s' % (reader.__name__, '\n'.join(found)))


def check_refuses(kind, text):
    check(faults(kind, text), 'the schema takes it:\n' + text)


def test_is_schema(kind):
    schema = schema_of(kind)
    check_equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema', '$schema')
    jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    for reference in re.findall(r'"\$ref": "#/\$defs/([^"]+)"', text):
        check(reference in schema['$defs'], 'no definition ' + reference)


def test_every_key_has_words(kind):
    """A key that says nothing, or takes anything, lacks something in its table."""
    schema = schema_of(kind)
    silent = []
    for name, part in [(kind, schema)] + list(schema['$defs'].items()):
        for alternative in [part] + part.get('anyOf', []):
            for key, value in alternative.get('properties', {}).items():
                if not value.get('description', '').endswith('.'):
                    silent.append('%s: %s has no words' % (name, key))
                if not set(value) & {'$ref', 'type', 'anyOf', 'enum'}:
                    silent.append('%s: %s takes anything' % (name, key))
    check(not silent, '\n'.join(silent))


def test_default():
    check_equal(support.rapporteur('schema').text, support.rapporteur('schema', '--of', 'report').text, 'schema alone')


def good_cases():
    for path in support.files_below(CASES, '.yaml'):
        if run_cases.is_case(path) and not any(one.severity == 'error' for one in run_cases.expectations(path)):
            yield path


def wrong_cases():
    for path in support.files_below(CASES, '.yaml'):
        codes = {one.code for one in run_cases.expectations(path)} if run_cases.is_case(path) else set()
        if codes & CODES:
            yield path


def check_wrong_case(path):
    try:
        yaml.load(read(path), CoreReader)
    except (yaml.YAMLError, ValueError):
        return  # no editor gets as far as the schema
    check_refuses('report', read(path))


def check_agreed(name, text, good):
    """The program's word on a report is the same."""
    path = support.write(os.path.join(support.WORK, 'schema', re.sub(r'\W', '-', name) + '.yaml'), text)
    result = support.rapporteur('check', path)
    check_equal(result.status, 0 if good else 1, 'exit status of check, with\n%s\n' % result.messages)
    (check_takes if good else check_refuses)('report', text)


BODY = 'body: Some words.\n'
TAKEN = {
    'the shortest report': BODY,
    'blocks in a mapping': 'body: {note: Some words.}',
    'keys with nothing behind them': 'style:\nlanguage:\ndocument:\nreferences:\nfootnotes:\nallow:\n' + BODY,
    'scalars that YAML guesses at': 'document: {title: 1.10, symbol: 23/4, source: [no, 12]}\nbody: [no, 1.10, 2026-01-20, true]',
    'numbers and truth in quotes': 'document: {revision: "2"}\nbody: [{reference-list: , cited: "true"}]',
    'one value for a list': 'document: {keywords: one, original: en}\nbody: [{action: Do it., owner: Ann}, {action-list: , status: open}]',
    'ids of figures and of other letters': 'references: {180: {title: One}, план: {title: Two}}\nbody: [{contribution: [180, план]}]',
    'a block in an item of several': 'body:\n  - - Some words.\n    - list: [One, [Two, {note: Three.}]]',
    'a section without a title': 'body: [{section: , body: Some words.}, {section: "", number: none}]',
    'aliases and merges': 'references:\n  a: &a {symbol: X, source: Ann}\n  b: {<<: *a, symbol: Y}\n' + BODY,
}
WRONG = {
    'nothing': '',
    'a list': '- Some words.',
    'no body': 'style: neutral',
    'a body with nothing in it': 'body:',
    'an action with nothing in it': 'body: [{action: , owner: Ann}]',
    'a body without words': 'body: ""',
    'a list of nothing': 'body: [{list: []}]',
    'a note without words': 'body: [{note: " "}]',
    'a contribution of nothing': 'body: [{contribution: }]',
    'an unknown key': 'titel: x\n' + BODY,
    'an unknown key of the document': 'document: {titel: x}\n' + BODY,
    'a key that is not yet built': 'cover: {summary: x}\n' + BODY,
    'a text for a mapping': 'meeting: Board\n' + BODY,
    'a list for a mapping': 'references: [{symbol: X}]\n' + BODY,
    'a mapping for a text': 'document: {title: {en: x}}\n' + BODY,
    'a list for a text': 'document: {title: [x]}\n' + BODY,
    'another word': 'document: {status: ready}\n' + BODY,
    'no date': 'document: {date: 20 January 2026}\n' + BODY,
    'no day': 'document: {date: 2026-02-30}\n' + BODY,
    'no number': 'document: {revision: first}\n' + BODY,
    'a number out of its range': 'document: {revision: 0}\n' + BODY,
    'no language': 'language: English please\n' + BODY,
    'no address': 'document: {url: example.org}\n' + BODY,
    'no truth': 'body: [{reference-list: , cited: perhaps}]',
    'no id': 'references: {my plan: {title: x}}\n' + BODY,
    'an id with a space': 'body: [{section: x, id: my section}]',
    'an id too long': 'body: [{section: x, id: %s}]' % ('x' * 65),
    'words by language outside a registry': 'references: {a: {title: {en: x}}}\n' + BODY,
    'a block of no kind': 'body: [{body: Some words.}]',
    'an unknown kind': 'body: [{sektion: x}]',
    'a kind that is not yet built': 'body: [{figure: x, file: x.png}]',
    'two kinds': 'body: [{section: x, note: y}]',
    'a key of another kind': 'body: [{note: x, owner: Ann}]',
    'a sentence that YAML takes for a key': 'body:\n  - Note: the room is on the second floor.',
    'an item with no words': 'body: [""]',
    'an item that is an empty list': 'body: [[]]',
    'a wrong block deep within': 'body:\n  - section: a\n    body:\n      - contribution: b\n        actions: [{action: x, stats: open}]',
    'a contents too deep': 'body: [{contents: 7}]',
}
WRONG_FILES = {
    'style': ['pages: {}', 'page: {width: 210}', 'page: {width: wide}', 'text: {link-color: blue}', 'first-page: [{lines: [{style: title}]}]',
              'blocks: {paragraph: {widow: -1}}', 'lists: {markers: [star]}', 'labels: {en: summary}'],
    'registry': ['references: {a: {titel: x}}', 'cities: {geneva: [Geneva]}', 'conferences: {a: {group: x, year: 2022}}',
                 'groups: {a: {name: {english please: x}}}'],
    'labels': ['direction: up', 'label: {}', 'hyphenation: {before: 0}', 'labels: {action: [x]}'],
}


def test_read_as_editors_do():
    value = yaml.load('{a: no, b: 1, c: 1.5, d: 2026-01-20, e: ~, f: true, 7: x}', CoreReader)
    check_equal(value, {'a': 'no', 'b': 1, 'c': 1.5, 'd': '2026-01-20', 'e': None, 'f': True, '7': 'x'}, 'core')
    value = yaml.load('{a: no, b: 0x10, d: 2026-01-20}', GuessingReader)
    check_equal(value, {'a': False, 'b': 16, 'd': '2026-01-20'}, 'guessing')


def cures():
    """The examples of `explain` that are mended."""
    for code in re.findall(r'^([EW]\d{4})\b', support.rapporteur('list', 'codes').text, re.M):
        _, found, cure = support.rapporteur('explain', code).text.partition('\nThis one does not:\n\n')
        if found:
            yield code, '\n'.join(line[4:] for line in cure.rstrip('\n').split('\n'))


def data_files():
    styles = os.path.join(support.TOP, 'styles')
    for folder, kind in ((styles, 'style'), (os.path.join(styles, 'labels'), 'labels'), (os.path.join(styles, 'registry'), 'registry')):
        for name in sorted(os.listdir(folder)):
            if name.endswith('.yaml'):
                yield kind, os.path.join(folder, name)


def main():
    support.scratch('schema')
    support.run_test('schema: the tests read YAML as editors do', test_read_as_editors_do)
    support.run_test('schema of reports when nothing is asked for', test_default)
    for kind in KINDS:
        support.run_test('schema of %s is a JSON Schema' % kind, test_is_schema, kind)
        support.run_test('schema of %s has words for every key' % kind, test_every_key_has_words, kind)
    for kind, path in data_files():
        support.run_test('schema takes ' + os.path.relpath(path, support.TOP), check_takes, kind, read(path))
    samples = support.files_below(os.path.join(support.TOP, 'input'), '.yaml') + support.files_below(os.path.join(support.TOP, 'tests', 'reports'), '.yaml')
    for path in samples + list(good_cases()):
        support.run_test('schema takes ' + os.path.relpath(path, support.TOP), lambda path: check_takes('report', read(path)), path)
    for code, cure in cures():
        support.run_test('schema takes the cure of ' + code, check_takes, 'report', cure)
    for name, text in TAKEN.items():
        support.run_test('schema takes ' + name, check_agreed, name, text, True)
    for path in wrong_cases():
        support.run_test('schema refuses ' + os.path.relpath(path, support.TOP), check_wrong_case, path)
    for name, text in WRONG.items():
        support.run_test('schema refuses ' + name, check_agreed, name, text, False)
    for kind, texts in WRONG_FILES.items():
        for text in texts:
            support.run_test('schema of %s refuses %s' % (kind, text), check_refuses, kind, text)
    support.finish()


main()
