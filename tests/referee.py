"""The referee, veraPDF: every PDF that any test has made meets each standard that it claims, and claims the two that are
the default; a PDF that was spoilt is found out. Maven fetches veraPDF into build/referee; one Java process judges all."""
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess

import support

HERE = os.path.join(support.TOP, 'tests', 'referee')
KEPT = os.path.join(support.TOP, 'build', 'referee')
FETCH_LIMIT, JUDGE_LIMIT = 600, 1200
# PDFs in folders of this name were asked to claim something else than the default.
OTHER_CLAIMS = 'other-claims'

# By what stands in a file's own XMP: veraPDF's name of the standard.
CLAIMS = [
    (rb'<pdfuaid:part>1</pdfuaid:part>', 'ua1'),
    (rb'<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>', '2a'),
    (rb'<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>U</pdfaid:conformance>', '2u'),
    (rb'<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>B</pdfaid:conformance>', '2b'),
]
DEFAULT = ['ua1', '2a']


def claims(pdf):
    """XMP stands in our PDFs as it is, uncompressed."""
    return [flavour for pattern, flavour in CLAIMS if re.search(pattern, support.read(pdf))]


def fetch():
    """veraPDF's jars, once for each state of pom.xml; what keeps us from having them is a reason to skip."""
    pom = os.path.join(HERE, 'pom.xml')
    jars = os.path.join(KEPT, hashlib.sha256(support.read(pom)).hexdigest()[:16])
    if os.path.isdir(jars):
        return jars
    for tool in ('java', 'javac', 'mvn'):
        support.need(tool)
    part = jars + '.part'
    shutil.rmtree(part, ignore_errors=True)
    try:
        done = subprocess.run(['mvn', '-q', '-B', '-f', pom, '-Dmaven.repo.local=' + os.path.join(KEPT, 'repository'),
                               'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=' + part],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=FETCH_LIMIT)
    except subprocess.TimeoutExpired:
        raise support.Skipped('Maven did not fetch veraPDF within %d s' % FETCH_LIMIT)
    if done.returncode != 0:
        errors = [line for line in re.sub(rb'\x1b\[\d*m', b'', done.stdout).decode('utf-8', 'replace').splitlines()
                  if 'ERROR' in line]
        raise support.Skipped('Maven could not fetch veraPDF: ' + (errors or ['status %d' % done.returncode])[0][:200])
    os.rename(part, jars)
    return jars


def judge(jars, questions):
    """[(flavour, file)] → for each the list of failed rules, "clause-test reason"."""
    asked = ''.join('%s %s\n' % question for question in questions)
    done = subprocess.run(['java', '-Xss64m', '-cp', os.path.join(jars, '*'), os.path.join(HERE, 'Referee.java')],
                          input=asked.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=JUDGE_LIMIT)
    lines = done.stdout.decode('utf-8', 'replace').splitlines()
    verdicts, at = [], 0
    while at < len(lines):
        count = int(re.fullmatch(r'verdict (\d+)', lines[at]).group(1))
        verdicts.append(lines[at + 1:at + 1 + count])
        at += 1 + count
    support.check(done.returncode == 0 and len(verdicts) == len(questions), 'veraPDF ended with status %d after %d of %d files\n%s'
                  % (done.returncode, len(verdicts), len(questions), done.stderr.decode('utf-8', 'replace')[-3000:]))
    return verdicts


# --- PDFs of all tests ----------------------------------------------------------------------------------------------


EVERYTHING = '''style: %s
language: %s
document: {title: All there is, status: draft}
footnotes:
  a: A note with [a link](https://example.org/note) in it.
body:
  - contents
  - section: First
    body:
      - |
        - one
          - two
            - three
              1. four
                 - five

                   and a paragraph

        > A quotation,
        > > with another in it.

        | Year | Members | Fee |
        |------|:-------:|----:|
        | 2025 | 12      |     |
        |      |         |     |

        Text with a note[^a], `code`, **bold with _italics_** and ~~what was struck~~, 漢字, العربية, ∑ and €.
      - section: Second
        body: [{section: Third, body: [{section: Fourth, body: [{section: Fifth, body: [{section: Sixth, body: Text.}]}]}]}]
  - section: Without a number
    number: none
    body:
      - {action: Order the books, owner: Secretary, due: 2026-01-01}
      - decision: Agreed.
      - quote: Words of somebody else.
      - note: Something aside.
  - action-list: Actions
  - decision-list: Decisions
'''

# Reports at the edge of what a standard allows.
EDGES = {
    # No string of a PDF/A has more than 32,767 bytes.
    'long-texts': 'style: neutral\ndocument: {title: "%s"}\nbody:\n  - section: "%s"\n    body: "[%s](https://example.org/%s)"\n'
                  % ('Long title ' * 3500, 'Heading ' * 4500, 'words of a link ' * 3000, 'a' * 31900),
    # Trees of pages, names and structure with more than one level.
    'many-pages': 'style: neutral\ndocument: {title: Many pages}\nbody:\n  - contents\n'
                  + ''.join('  - section: Number %d\n    id: s%d\n    body: "See [[s%d]].%s"\n' % (i, i, i, ' More words.' * 300)
                            for i in range(1, 80)),
    **{'everything-%s-%s' % (style, language): EVERYTHING % (style, language)
       for style in ('neutral', 'itu-cwg') for language in ('ar', 'en', 'fr', 'zh')},
}


def build_edges():
    folder = support.scratch('edges')
    for name, text in EDGES.items():
        report = support.write(os.path.join(folder, name + '.yaml'), text)
        support.run_test('build ' + name, build_edge, report)


def build_edge(report):
    result = support.rapporteur('build', report)
    support.check_equal(result.status, 0, result.messages + '\nexit status')


def all_pdfs():
    for path in support.files_below(support.WORK, '.pdf'):
        spoilt = os.path.relpath(path, support.WORK).startswith('spoilt' + os.sep)
        # Some tests put a word in a PDF's place and see whether it stays.
        if not spoilt and os.path.isfile(path) and not os.path.islink(path) and support.read(path).startswith(b'%PDF-'):
            yield path


def check_claims(pdf, found):
    if OTHER_CLAIMS not in pdf.split(os.sep):
        support.check_equal(found, DEFAULT, 'standards claimed')


def check_verdict(rules):
    support.check(not rules, 'failed rules:\n' + '\n'.join(rules))


def questions_of(pdfs):
    """Files of the same bytes are asked about once."""
    asked = {}
    for pdf in pdfs:
        digest = hashlib.sha256(support.read(pdf)).digest()
        for flavour in claims(pdf):
            asked.setdefault((flavour, digest), (flavour, pdf))
    return asked


# --- spoilt PDFs ----------------------------------------------------------------------------------------------------

SAMPLE = '''style: neutral
language: en
document: {title: Minutes of the spoilt meeting}
body:
  - section: Opening
    body: "The [agenda](https://example.org/agenda) was adopted. [Bonjour]{lang=fr}"
  - section: Figures
    body: |
      | Year | Members |
      |------|---------|
      | 2025 | 12      |
'''


def values(objects):
    for name, holder in objects.items():
        if name.startswith('obj:'):
            yield holder['stream']['dict'] if 'stream' in holder else holder['value']


def dictionaries(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from dictionaries(inner)


def found(objects, key, wanted):
    """Every dictionary of the file in which the key has that value; there must be one."""
    all_found = [one for value in values(objects) for one in dictionaries(value) if one.get(key) == wanted]
    support.check(all_found, 'nothing to spoil: no %s %s' % (key, wanted))
    return all_found


def drop(kind, wanted, *keys):
    """Takes the keys out of every such dictionary."""
    def spoil(objects):
        taken = [one.pop(key, None) for one in found(objects, kind, wanted) for key in keys]
        support.check(any(value is not None for value in taken), 'nothing to spoil: no %s' % (keys,))
    return spoil


def change(kind, wanted, key, value):
    def spoil(objects):
        for one in found(objects, kind, wanted):
            one[key] = value
    return spoil


def xmp(pattern, instead):
    """Another text in the metadata."""
    def spoil(objects):
        for holder in objects.values():
            stream = holder.get('stream') if isinstance(holder, dict) else None
            if stream and stream['dict'].get('/Type') == '/Metadata':
                old = base64.b64decode(stream['data'])
                new = re.sub(pattern, instead, old, flags=re.S)
                support.check(new != old, 'nothing to spoil in the metadata')
                stream['data'] = base64.b64encode(new).decode()
    return spoil


def inherit_resources(objects):
    """They stand in the page tree's root, not in the pages."""
    taken = [page.pop('/Resources') for page in found(objects, '/Type', '/Page')]
    found(objects, '/Type', '/Pages')[0]['/Resources'] = taken[0]


def damage_profile(objects):
    """Three bytes that are no profile."""
    reference = found(objects, '/Type', '/OutputIntent')[0]['/DestOutputProfile']
    objects['obj:' + reference]['stream']['data'] = 'AAAA'
    objects['obj:' + reference]['stream']['dict'].pop('/Filter', None)


# What is done to the PDF, by which standard it has to be found, and the rule of veraPDF that finds it.
SPOILT = [
    ('no contents in a link annotation', drop('/Subtype', '/Link', '/Contents'), 'ua1', '7.18.5-2'),
    ('a figure without alternative text', change('/S', '/P', '/S', '/Figure'), 'ua1', '7.3-1'),
    ('no scope in table heads', drop('/S', '/TH', '/A', '/C'), 'ua1', '7.5-1'),
    ('a font that is not embedded', drop('/Type', '/FontDescriptor', '/FontFile2', '/FontFile3'), 'ua1', '7.21.4.1-1'),
    ('a font that is not embedded', drop('/Type', '/FontDescriptor', '/FontFile2', '/FontFile3'), '2a', '6.2.11.4.1-1'),
    ('no way from glyphs to characters', drop('/Subtype', '/Type0', '/ToUnicode'), 'ua1', '7.21.7-1'),
    ('no way from glyphs to characters', drop('/Subtype', '/Type0', '/ToUnicode'), '2a', '6.2.11.7.2-1'),
    ('no language', drop('/Type', '/Catalog', '/Lang'), 'ua1', '7.2-34'),
    ('no title', xmp(rb'<dc:title>.*</dc:title>', b''), 'ua1', '7.1-9'),
    ('a title that is not shown', drop('/Type', '/Catalog', '/ViewerPreferences'), 'ua1', '7.1-10'),
    ('no structure', drop('/Type', '/Catalog', '/StructTreeRoot'), 'ua1', '7.1-11'),
    ('not said to be tagged', drop('/Type', '/Catalog', '/MarkInfo'), '2a', '6.7.2.2-1'),
    ('no order for the tabulator key', drop('/Type', '/Page', '/Tabs'), 'ua1', '7.18.3-1'),
    ('no output profile', drop('/Type', '/Catalog', '/OutputIntents'), '2a', '6.2.4.3-4'),
    ('a profile that is none', damage_profile, '2a', '6.2.3-1'),
    ('resources inherited', inherit_resources, '2a', '6.2.2-2'),
    ('a claim that is not explained', xmp(rb'<pdfaExtension:schemas>.*</pdfaExtension:schemas>', b''), '2a', '6.6.2.3.1-1'),
    ('another part claimed', xmp(rb'<pdfuaid:part>1<', b'<pdfuaid:part>3<'), 'ua1', '5-2'),
    ('another level claimed', xmp(rb'conformance>A<', b'conformance>Z<'), '2a', '6.6.4-3'),
]


def build_sample(folder):
    report = support.write(os.path.join(folder, 'sample.yaml'), SAMPLE)
    pdf = os.path.join(folder, 'sample.pdf')
    result = support.rapporteur('build', report, '-o', pdf)
    support.check_equal(result.status, 0, result.messages + '\nexit status')
    return pdf


def spoil(sample, number, how):
    """The sample through qpdf's JSON, in which things can be taken away."""
    whole = json.loads(support.run('qpdf', '--json-output', '--json-stream-data=inline', '--decode-level=none', sample).out)
    if how:
        how(whole['qpdf'][1])
    changed = support.write(sample[:-4] + '-%d.json' % number, json.dumps(whole))
    pdf = changed[:-5] + '.pdf'
    result = support.run('qpdf', '--json-input', '--object-streams=disable', '--newline-before-endstream', changed, pdf)
    support.check(result.status in (0, 3), 'qpdf: ' + result.messages)
    return pdf


def spoilt_tests():
    """[(name, flavour, the rule that must fail or None, file or the Failed that making it ended with)]"""
    support.need('qpdf')
    folder = support.scratch('spoilt')
    sample = build_sample(folder)
    tests = [('spoilt: not at all, by ' + flavour, flavour, None, spoil(sample, 0, None)) for flavour in DEFAULT]
    for number, (name, how, flavour, rule) in enumerate(SPOILT, 1):
        try:
            pdf = spoil(sample, number, how)
        except support.Failed as failure:
            pdf = failure
        tests.append(('spoilt: %s, by %s' % (name, flavour), flavour, rule, pdf))
    return tests


def check_found_out(rule, pdf, rules):
    if isinstance(pdf, support.Failed):
        raise pdf
    if rule is None:
        check_verdict(rules)
    else:
        support.check(rule in [line.split()[0] for line in rules], 'rule %s did not fail, but:\n%s' % (rule, '\n'.join(rules)))


def main():
    try:
        jars = fetch()
        build_edges()
        tests = spoilt_tests()
        pdfs = list(all_pdfs())
        support.check(pdfs, 'no test has made a PDF')
        asked = questions_of(pdfs)
        spoilt = [(flavour, pdf) for _, flavour, _, pdf in tests if not isinstance(pdf, support.Failed)]
        verdicts = judge(jars, [*asked.values(), *spoilt])
    except support.Skipped as reason:
        support.say('SKIP', 'referee', str(reason))
        return support.finish()
    except support.Failed as failure:
        support.say('FAIL', 'referee', str(failure))
        return support.finish()
    by_bytes, by_file = dict(zip(asked, verdicts)), dict(zip(spoilt, verdicts[len(asked):]))
    for pdf in pdfs:
        name, digest = os.path.relpath(pdf, support.WORK), hashlib.sha256(support.read(pdf)).digest()
        support.run_test('claims of ' + name, check_claims, pdf, claims(pdf))
        for flavour in claims(pdf):
            support.run_test('%s %s' % (flavour, name), check_verdict, by_bytes[flavour, digest])
    for name, flavour, rule, pdf in tests:
        support.run_test(name, check_found_out, rule, pdf, by_file.get((flavour, pdf), []))
    print('%d PDFs, of which %d are different; %d verdicts' % (len(pdfs), len({d for _, d in asked}), len(verdicts)))
    support.finish()


main()
