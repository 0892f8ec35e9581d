"""Every PDF that is built here, read by other people's programs: qpdf, poppler and mupdf find no fault and say no word;
the text they give back is the report's, all of it and in its order."""
import json
import os
import re
from collections import Counter

import pdf_tools
import support
from pdf_tools import squeeze

PDFS = os.path.join(support.WORK, 'pdf')
# Never in a report's PDF: what runs, opens or hides something.
FORBIDDEN = {'/JS', '/JavaScript', '/Launch', '/AA', '/OpenAction', '/EmbeddedFile', '/XFA', '/RichMedia', '/SubmitForm'}


def reports():
    for folder in ('input', os.path.join('tests', 'reports')):
        for path in support.files_below(os.path.join(support.TOP, folder), '.yaml'):
            if os.path.dirname(os.path.relpath(path, support.TOP)) == folder:
                yield os.path.relpath(path, support.TOP)


def build(report):
    pdf = os.path.join(PDFS, 'reports', os.path.basename(report)[:-5] + '.pdf')
    os.makedirs(os.path.dirname(pdf), exist_ok=True)
    result = support.rapporteur('build', report, '-o', pdf)
    support.check_equal(result.status, 0, result.messages + '\nexit status')
    match = re.search(r': (\d+) pages?$', result.messages.strip())
    support.check(match and int(match.group(1)) == pdf_tools.page_count(pdf), 'pages said: ' + result.messages)


def check_syntax(pdf):
    text = pdf_tools.tool('qpdf', '--check', pdf)
    support.check('No syntax or stream encoding errors found' in text, text)


def walk(value):
    """Every key and name in a JSON value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)
    elif isinstance(value, str):
        yield value


def references(value):
    return {word for word in walk(value) if re.fullmatch(r'\d+ \d+ R', word)}


def check_objects(pdf):
    """Nothing that runs, and no object that nothing points at."""
    objects = json.loads(pdf_tools.tool('qpdf', '--json=2', '--json-key=qpdf', pdf))['qpdf'][1]
    found = FORBIDDEN & set(walk(objects))
    support.check(not found, 'in the PDF: %s' % sorted(found))
    reached, waiting = set(), references(objects['trailer'])
    while waiting:
        one = waiting.pop()
        reached.add('obj:' + one)
        waiting |= {other for other in references(objects.get('obj:' + one, {})) if 'obj:' + other not in reached}
    streams = ('/ObjStm', '/XRef')
    lost = [name for name, value in objects.items() if name.startswith('obj:') and name not in reached
            and not any(kind in set(walk(value)) for kind in streams)]
    support.check(not lost, 'nothing points at: %s' % lost)


def check_fonts(pdf):
    """Every font embedded, subset, and with the way back to characters."""
    for line in pdf_tools.tool('pdffonts', pdf).splitlines()[2:]:
        support.check(re.search(r'\byes yes yes\s+\d+\s+\d+$', line), 'embedded, subset, unicode: ' + line)


def check_other_readers(pdf):
    for words in (('pdfinfo', pdf), ('pdfinfo', '-dests', pdf), ('pdfinfo', '-url', pdf), ('pdfinfo', '-struct', pdf),
                  ('pdftotext', '-bbox', pdf, '-'), ('mutool', 'info', pdf), ('mutool', 'show', pdf, 'outline'),
                  ('pdftoppm', '-r', '36', '-gray', pdf, '/dev/null'), ('mutool', 'draw', '-q', '-F', 'trace', pdf)):
        if words[0] == 'pdftoppm':
            words = words[:-1] + (pdf[:-4],)
        pdf_tools.tool(*words)
    for name in os.listdir(os.path.dirname(pdf)):
        if name.endswith('.pgm'):
            os.remove(os.path.join(os.path.dirname(pdf), name))


def report_dump(report, stage):
    result = support.rapporteur('build', '--dump', stage, report)
    support.check_equal(result.status, 0, result.messages + '\nexit status')
    return result.text


def check_structure_text(report, pdf):
    """The structure's text is the resolved report's, character by character with its spaces; break hyphens and what only
    pages know (their numbers) apart."""
    lines = report_dump(report, 'text').translate(pdf_tools.PLAIN).split('\n')
    got = ''.join(pdf_tools.structure_texts(pdf)).replace('\n', '').translate(pdf_tools.PLAIN)
    # Between two paragraphs a space is nothing; a mark that has nothing behind it may bring one.
    if re.fullmatch(' ?'.join(map(re.escape, lines)), got):
        return
    want = ''.join(lines)
    fields = page_fields(report)
    support.check(fields > 0 and pdf_tools.is_within(want, got) is None, 'structure text: ' + pdf_tools.first_difference(got, want))
    beside = Counter(got) - Counter(want)
    support.check(set(beside) <= set('0123456789ivxlc ') and sum(beside.values()) <= 7 * fields,
                  'beside the report: %s, %s' % (dict(beside), pdf_tools.first_difference(got, want)))


def page_fields(report):
    """How many numbers in the report only its pages know."""
    return len(re.findall('<page-of>', report_dump(report, 'resolved')))


def drawn(report):
    """All text that stands on the pages, furniture too, from the pages' dump."""
    runs = re.findall(r'^  text .*? "((?:[^"\\]|\\.)*)"$', report_dump(report, 'pages'), re.M)
    return ''.join(re.sub(r'\\(.)', r'\1', run) for run in runs)


def has_right_to_left(text):
    return re.search('[\u0590-\u08ff\ufb1d-\ufefc]', text) is not None


def check_plain_text(report, pdf, reader):
    """A reader's plain text has the characters of the pages (the dots of leaders apart), each as often; and the report's
    in their order, where that is the pages' own."""
    want, got = squeeze(drawn(report)), squeeze(reader(pdf))
    different = {character: (Counter(got)[character], count) for character, count in (Counter(want) | Counter(got)).items()
                 if Counter(got)[character] != Counter(want)[character] and character != '.'}
    support.check(not different, 'characters got and wanted: %s' % different)
    text = report_dump(report, 'text')
    if not reorders(text, pdf):
        at = pdf_tools.is_within(squeeze(text), got)
        support.check(at is None, 'out of order from here: %r' % squeeze(text)[at or 0:(at or 0) + 60])


def reorders(text, pdf):
    """Notes stand at a page's foot, cells beside each other, and right-to-left text as each reader sees fit."""
    return has_right_to_left(text) or re.search(r'^\s*(Note|Table)\b', pdf_tools.tool('pdfinfo', '-struct', pdf), re.M)


def tests_of(pdf):
    name = os.path.relpath(pdf, PDFS)
    yield 'syntax ' + name, check_syntax, pdf
    yield 'objects ' + name, check_objects, pdf
    yield 'fonts ' + name, check_fonts, pdf
    yield 'readers ' + name, check_other_readers, pdf


def source_of(pdf):
    """The report a kept PDF was built of."""
    relative = os.path.relpath(pdf, PDFS)[:-4] + '.yaml'
    if relative.startswith('cases' + os.sep):
        return os.path.join('tests', relative)
    name = os.path.basename(relative)
    return next(report for report in reports() if os.path.basename(report) == name)


def text_tests_of(pdf):
    name, report = os.path.relpath(pdf, PDFS), source_of(pdf)
    yield 'structure text ' + name, check_structure_text, report, pdf
    yield 'poppler text ' + name, check_plain_text, report, pdf, pdf_tools.poppler_text
    yield 'mupdf text ' + name, check_plain_text, report, pdf, pdf_tools.mupdf_text


def main():
    support.scratch(os.path.join('pdf', 'reports'))
    support.run_tests_together([('build ' + report, build, report) for report in reports()])
    pdfs = support.files_below(PDFS, '.pdf')
    if not pdfs:
        support.say('SKIP', 'documents', 'no PDF was built')
    support.run_tests_together([test for pdf in pdfs for test in (*tests_of(pdf), *text_tests_of(pdf))])
    support.finish()


main()
