"""`rapporteur explain`: every code's example must get the code, and its cure must be a report without errors that does
not get it."""
import os
import re

import support


def codes():
    return re.findall(r'^([EW]\d{4})\b', support.rapporteur('list', 'codes').text, re.M)


def indented(text, introduction):
    """The report printed under a line, without its indent; None where there is none."""
    _, found, rest = text.partition('\n' + introduction + '\n\n')
    if not found:
        return None
    lines = []
    for line in rest.split('\n'):
        if line and not line.startswith('    '):
            break
        lines.append(line[4:])
    while lines and not lines[-1]:
        lines.pop()
    return '\n'.join(lines) + '\n'


def explain(code):
    result = support.rapporteur('explain', code)
    support.check_equal(result.status, 0, 'exit status of explain')
    return (indented(result.text, 'For example, this report gets it:'), indented(result.text, 'This one does not:'),
            result.text)


def check_report(folder, name, text):
    path = support.write(os.path.join(folder, name), text)
    result = support.rapporteur('check', '--messages', 'json', '--max-errors', '0', path)
    return support.messages(result), result


def check_code(folder, code):
    example, cure, text = explain(code)
    support.check(len(text.splitlines()) >= 3, 'no explanation:\n' + text)
    support.check((example is None) == (cure is None), 'an example and its cure come together')
    if example is None:
        return
    got, result = check_report(folder, code + '-example.yaml', example)
    support.check(code in [one.get('code') for one in got], 'the example does not get it:\n%s\n%s' % (example, result.messages))
    got, result = check_report(folder, code + '-cure.yaml', cure)
    support.check(code not in [one.get('code') for one in got], 'the cure gets it too:\n%s\n%s' % (cure, result.messages))
    support.check_equal(result.status, 0, 'the cure has errors:\n%s\n%s\nexit status' % (cure, result.messages))


def main():
    folder = support.scratch('explain')
    support.run_tests_together([('explain ' + code, check_code, folder, code) for code in codes()])
    support.finish()


main()
