"""Other people's tools that read our PDFs: each must do so without a word on standard error."""
import re

import support


def tool(*words):
    support.need(words[0])
    result = support.run(*words)
    # Debian builds mupdf without colour management, and it says so of every file.
    told = result.messages.replace('warning: ICC support is not available\n', '')
    support.check(result.status == 0 and not told, '%s: status %d\n%s' % (' '.join(words), result.status, told))
    return result.text


def page_count(pdf):
    return int(re.search(r'^Pages:\s+(\d+)', tool('pdfinfo', pdf), re.M).group(1))


def structure_texts(pdf):
    """The contents of the structure tree in its order: what `pdfinfo -struct-text` prints in quotation marks."""
    texts, open_text = [], None
    for line in tool('pdfinfo', '-struct-text', pdf).split('\n'):
        if open_text is not None:
            open_text += '\n' + line
        elif re.match(r'\s*"', line):
            open_text = line.lstrip()[1:]
        if open_text is not None and open_text.endswith('"'):
            texts.append(open_text[:-1])
            open_text = None
    return texts


def poppler_text(pdf):
    return tool('pdftotext', '-raw', '-enc', 'UTF-8', pdf, '-')


def mupdf_text(pdf):
    return tool('mutool', 'draw', '-q', '-F', 'txt', pdf)


# Forms that only keep a line from ending somewhere: to a reader they are the plain hyphen.
PLAIN = {0x2011: '-', 0x2010: '-', 0x00AD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}


# Readers add and drop these as they order right-to-left text.
DIRECTION_MARKS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def squeeze(text):
    """The characters that count: no white space, break hyphens or direction marks, no-break forms as the plain ones."""
    return ''.join(text.translate(PLAIN).translate(DIRECTION_MARKS).split())


def first_difference(got, want):
    at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
    return 'at character %d\n  got:  %r\n  want: %r' % (at, got[max(0, at - 40):at + 40], want[max(0, at - 40):at + 40])


def is_within(part, whole):
    """The characters of `part` come in `whole` in this order, with others between them perhaps."""
    rest = iter(whole)
    for at, character in enumerate(part):
        if character not in rest:
            return at
    return None
