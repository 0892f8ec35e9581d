"""The sample report, N times over: as a report of ours by repeating its body, and in the peers' languages from the text
and structure that poppler reads in our PDF of it, so that all set the same words."""
import os
import re
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(TOP, 'input', 'cwg-internet-23.yaml')
TITLE = 'Report of the twenty-third meeting'


def read_blocks(program, work):
    """[('heading', level, text) | ('paragraph', text) | ('item', label, text)], labels of headings in their texts."""
    os.makedirs(work, exist_ok=True)
    pdf = os.path.join(work, 'sample.pdf')
    subprocess.run([program, 'build', '--quiet', SAMPLE, '-o', pdf], check=True, stderr=subprocess.DEVNULL)
    tree = subprocess.run(['pdfinfo', '-struct-text', pdf], check=True, stdout=subprocess.PIPE).stdout.decode()
    return list(blocks_of_tree(tree))


def blocks_of_tree(tree):
    """Each heading, paragraph or list item with the texts below it."""
    open_block, label, in_label, depth = None, '', False, 0
    for line in tree.split('\n'):
        indent = len(line) - len(line.lstrip())
        kind = re.match(r'\s*(H[1-6]|P|LI|Lbl|TOC|Note)\b', line)
        if kind and kind.group(1) == 'Lbl':
            in_label, depth = True, indent
        elif kind and not (open_block and open_block[0] == 'item' and kind.group(1) == 'P' and not open_block[2]):
            yield from finish(open_block, label)
            label, in_label = '', False
            name = kind.group(1)
            open_block = ['heading', int(name[1]), ''] if name[0] == 'H' else ['item', 0, ''] if name == 'LI' else ['paragraph', 0, '']
        elif line.lstrip().startswith('"') and open_block:
            text = line.strip().strip('"').replace('\u00ad', '')
            if in_label and indent > depth:
                label += text
            else:
                in_label = False
                open_block[2] += text
    yield from finish(open_block, label)


def finish(block, label):
    if block is None or not (block[2] + label).strip():
        return
    kind, level, text = block
    text = ' '.join(text.split())
    if kind == 'heading':
        yield 'heading', level, (label + ' ' + text).strip()
    elif kind == 'item':
        yield 'item', label.strip(), text
    else:
        yield 'paragraph', (label + ' ' + text).strip()


def split_sample():
    """What stands before the body's blocks, the blocks, and what comes after them."""
    lines = open(SAMPLE, encoding='utf-8').read().splitlines(keepends=True)
    start = next(at for at, line in enumerate(lines) if re.match(r'body:\s*$', line)) + 1
    end = next((at for at in range(start, len(lines)) if re.match(r'[^\s#-]', lines[at])), len(lines))
    return ''.join(lines[:start]), ''.join(lines[start:end]), ''.join(lines[end:])


def repeat_body(size):
    """Ids defined in the body get the copy's number, and so do the citations of them."""
    head, body, tail = split_sample()
    ids = set(re.findall(r'\bid: *([\w-]+)', body)) | set(re.findall(r'\{#([\w-]+)', body))
    parts = [head, body]
    for copy in range(1, size):
        def rename(match):
            return match.group(0) + ('-%d' % copy if match.group(2) in ids else '')
        renamed = re.sub(r'(\bid: *|\{#|\[\[)([\w-]+)', rename, body)
        parts.append(re.sub(r'^- contents:.*\n|^  - contents:.*\n', '', renamed, flags=re.M))
    return ''.join(parts) + tail


def roff(text):
    text = text.replace('\\', '\\e').replace('\u00a0', '\\ ').replace('\u2011', '-')
    return '\\&' + text if text[:1] in ".'" else text


def write_mdoc(blocks, out):
    out.write('.Dd January 20, 2026\n.Dt REPORT 7\n.Os\n.Sh NAME\n.Nm report\n.Nd %s\n' % TITLE)
    for block in blocks:
        if block[0] == 'heading':
            out.write('.%s %s\n' % ('Sh' if block[1] == 1 else 'Ss', roff(block[2])))
        elif block[0] == 'item':
            out.write('.Bl -tag -width 3n -compact\n.It %s\n%s\n.El\n' % (roff(block[1]), roff(block[2])))
        else:
            out.write('.Pp\n%s\n' % roff(block[1]))


def write_ms(blocks, out):
    out.write('.nr PS 11\n.nr VS 13.5\n.ds LH Report\n.ds CH\n.ds CF %%\n.TL\n%s\n.AB no\n.AE\n' % TITLE)
    for block in blocks:
        if block[0] == 'heading':
            text = roff(block[2])
            out.write('.SH %d\n%s\n' % (block[1], text))
            if block[1] < 3:
                out.write('.pdfbookmark %d %s\n.XS\n%s\n.XE\n' % (block[1], re.sub('[^ -~]', '-', text), text))
        elif block[0] == 'item':
            out.write('.IP "%s" 3n\n%s\n' % (roff(block[1]), roff(block[2])))
        else:
            out.write('.LP\n%s\n' % roff(block[1]))
    out.write('.TC\n')


def write_typ(blocks, out):
    def plain(text):
        return re.sub(r'([\\#*_`$<>@\[\]~/+=-])', r'\\\1', text)
    out.write('#set page(paper: "a4", margin: 2.5cm, numbering: "1")\n#set text(font: "Carlito", size: 11pt, hyphenate: true)\n'
              '#set par(justify: true)\n#outline(depth: 2)\n')
    for block in blocks:
        if block[0] == 'heading':
            out.write('\n%s %s\n' % ('=' * block[1], plain(block[2])))
        elif block[0] == 'item':
            out.write('/ %s: %s\n' % (plain(block[1]), plain(block[2])))
        else:
            out.write('\n%s\n' % plain(block[1]))


def write_tex(blocks, out):
    def plain(text):
        return re.sub(r'([&%$#_{}])', r'\\\1', text).replace('\u2011', '-').replace('~', r'\~{}')
    out.write('\\documentclass[11pt]{article}\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{lmodern,microtype}\n'
              '\\usepackage[a4paper,margin=2.5cm]{geometry}\\usepackage[colorlinks]{hyperref}\\setlength\\parindent{0pt}\n'
              '\\emergencystretch=2em\\begin{document}\\tableofcontents\n')
    for block in blocks:
        if block[0] == 'heading':
            out.write('\\%ssection*{%s}\n' % ('sub' * (min(block[1], 3) - 1), plain(block[2])))
        elif block[0] == 'item':
            out.write('\\begin{itemize}\\item[%s] %s\\end{itemize}\n' % (plain(block[1]), plain(block[2])))
        else:
            out.write('%s\n\n' % plain(block[1]))
    out.write('\\end{document}\n')


def write_html(blocks, out):
    def plain(text):
        return text.replace('&', '&amp;').replace('<', '&lt;')
    out.write('<!doctype html><html lang="en"><meta charset="utf-8"><title>Report</title><style>@page{size:A4;margin:2.5cm;'
              '@bottom-center{content:counter(page)}}body{font:11pt/1.25 Carlito;text-align:justify;hyphens:auto}</style>\n')
    for block in blocks:
        if block[0] == 'heading':
            out.write('<h%d>%s</h%d>\n' % (block[1], plain(block[2]), block[1]))
        elif block[0] == 'item':
            out.write('<p style="margin-left:2em">%s %s</p>\n' % (plain(block[1]), plain(block[2])))
        else:
            out.write('<p>%s</p>\n' % plain(block[1]))


WRITERS = {'mdoc': write_mdoc, 'ms': write_ms, 'typ': write_typ, 'tex': write_tex, 'html': write_html}


def write_all(blocks, size, folder, endings):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'report.yaml'), 'w', encoding='utf-8') as out:
        out.write(repeat_body(size))
    for ending in endings:
        with open(os.path.join(folder, 'report.' + ending), 'w', encoding='utf-8') as out:
            WRITERS[ending](blocks * size, out)
