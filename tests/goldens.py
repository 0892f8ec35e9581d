"""Pages that have been looked at, as pictures: tests/golden/NAME/page-N.png for the report NAME in input/ or
tests/reports/. With --accept the pictures are made anew (the target `goldens`). A page that differs leaves a picture
of old, new and difference beside each other."""
import glob
import os
import re
import struct
import sys
import zlib

import pdf_tools
import support

GOLDEN = os.path.join(support.TOP, 'tests', 'golden')
RESOLUTION = 80
# Rasterizers of one version draw alike; a shade of grey at the edge of a letter is no difference, a moved letter is.
SHADE, SHARE = 64, 0.0002


def read_ppm(data):
    match = re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data)
    width, height = int(match.group(1)), int(match.group(2))
    return width, height, data[match.end():]


def write_png(path, width, height, pixels):
    """Rows without a filter: read back without one, and small enough for pages of text."""
    rows = b''.join(b'\0' + pixels[y * width * 3:(y + 1) * width * 3] for y in range(height))
    chunks = [(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)), (b'IDAT', zlib.compress(rows, 9)), (b'IEND', b'')]
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n')
        for kind, body in chunks:
            file.write(struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body)))


def read_png(path):
    data, at, packed, size = support.read(path), 8, b'', None
    while at < len(data):
        length, = struct.unpack('>I', data[at:at + 4])
        kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + length]
        if kind == b'IHDR':
            size = struct.unpack('>II', body[:8])
        elif kind == b'IDAT':
            packed += body
        at += length + 12
    width, height = size
    rows, stride = zlib.decompress(packed), width * 3 + 1
    support.check(all(rows[y * stride] == 0 for y in range(height)), path + ' was not written by this test: use --accept')
    return width, height, b''.join(rows[y * stride + 1:(y + 1) * stride] for y in range(height))


def draw(pdf, folder):
    """The pages as [(width, height, pixels)]."""
    support.need('pdftoppm')
    pdf_tools.tool('pdftoppm', '-r', str(RESOLUTION), pdf, os.path.join(folder, 'page'))
    paths = sorted(glob.glob(os.path.join(folder, 'page-*.ppm')), key=lambda path: int(re.search(r'(\d+)\.ppm$', path).group(1)))
    pages = [read_ppm(support.read(path)) for path in paths]
    for path in paths:
        os.remove(path)
    return pages


def difference(old, new):
    """How many bytes differ by more than a shade."""
    return 0 if old == new else sum(1 for a, b in zip(old, new) if abs(a - b) > SHADE)


def write_comparison(path, width, height, old, new):
    """Old, new, and what differs in black on white, side by side."""
    changed = bytes(255 - abs(a - b) for a, b in zip(old, new))
    rows = []
    for y in range(height):
        row = slice(y * width * 3, (y + 1) * width * 3)
        rows.append(old[row] + new[row] + changed[row])
    write_png(path, width * 3, height, b''.join(rows))


def source_of(name):
    for folder in ('input', os.path.join('tests', 'reports')):
        path = os.path.join(folder, name + '.yaml')
        if os.path.isfile(os.path.join(support.TOP, path)):
            return path
    raise support.Failed('no report for tests/golden/' + name)


def draw_report(name):
    folder = support.scratch(os.path.join('golden', name))
    pdf = os.path.join(folder, name + '.pdf')
    result = support.rapporteur('build', source_of(name), '-o', pdf)
    support.check_equal(result.status, 0, result.messages + '\nexit status')
    return folder, draw(pdf, folder)


def golden_paths(name):
    paths = glob.glob(os.path.join(GOLDEN, name, 'page-*.png'))
    return sorted(paths, key=lambda path: int(re.search(r'page-(\d+)', path).group(1)))


def compare(name):
    folder, pages = draw_report(name)
    goldens = golden_paths(name)
    troubles = []
    if len(pages) != len(goldens):
        troubles.append('%d pages, %d goldens' % (len(pages), len(goldens)))
    for number, (page, path) in enumerate(zip(pages, goldens), 1):
        golden = read_png(path)
        if golden[:2] != page[:2]:
            troubles.append('page %d has another size' % number)
        elif difference(golden[2], page[2]) > SHARE * len(page[2]):
            picture = os.path.join(folder, 'difference-%d.png' % number)
            write_comparison(picture, *page[:2], golden[2], page[2])
            troubles.append('page %d differs: %s' % (number, picture))
    troubles and troubles.append('to accept: tests/goldens.py --accept ' + name)
    support.check(not troubles, '\n'.join(troubles))


def accept(name):
    _, pages = draw_report(name)
    target = os.path.join(GOLDEN, name)
    os.makedirs(target, exist_ok=True)
    for path in golden_paths(name):
        os.remove(path)
    for number, page in enumerate(pages, 1):
        write_png(os.path.join(target, 'page-%d.png' % number), *page)
    print('%s: %d pages' % (name, len(pages)))


def main():
    words = sys.argv[1:]
    accepting = '--accept' in words
    names = [word for word in words if not word.startswith('-')]
    folders = names or sorted(name for name in os.listdir(GOLDEN) if os.path.isdir(os.path.join(GOLDEN, name)))
    if accepting:
        for name in folders:
            accept(name)
        return
    if not folders:
        support.say('FAIL', 'goldens', 'no page was looked at and accepted yet: tests/goldens.py --accept NAME')
    support.run_tests_together([('golden ' + name, compare, name) for name in folders])
    support.finish()


main()
