"""PowerShell, modelled: it cannot be installed here, so its rules are applied to the text.

The model knows only what our scripts may be made of, and refuses everything else: a text that leaves its quotes
is refused, not run. Arguments are built as Windows PowerShell 5.1 and `Legacy` do, and as 7.3 does by itself;
the command line is then split as Windows does, once for a program and once as cmd.exe reads it for a batch file.
"""

import re

SINGLE = "'‘’‚‛"
DOUBLE = '"“”„'
BARE = re.compile(r"[A-Za-z0-9_./:,=-]+")
VARIABLE = re.compile(
    r"\$(?:env:([A-Za-z_][A-Za-z0-9_]*)|([A-Za-z_][A-Za-z0-9_]*)(?![A-Za-z0-9_:]))"
)
SETTING = "$PSNativeCommandArgumentPassing = 'Legacy'\n"


class Refused(Exception):
    """The text is not of the kind that our scripts are made of."""


class Script:
    """Runs a script: `commands` are `(words, legacy)`, `files` what it wrote."""

    def __init__(self, text, variables):
        self._read(text, variables, {"PWD": "PWD"})
        self.commands, self.files = [], {}
        legacy = depth = 0
        while self._skip(" \n"):
            if self._take("& {\n"):
                depth += 1
            elif self._take("}\n"):
                depth, legacy = depth - 1, 0
            elif self._take(SETTING):
                legacy = depth
            elif self._take("[IO.File]::WriteAllText("):
                path = self._double()
                self._expect(", ")
                self.files[path.removeprefix("PWD/")] = self._expression(")")
                self._expect("\n")
            else:
                self.commands.append((self._command(), bool(legacy)))
        if depth:
            raise Refused("a block is left open")

    @classmethod
    def words(cls, text, variables, kept):
        """The words of one command, where `kept` are the variables of the script around."""
        script = cls.__new__(cls)
        script._read(text + "\n", variables, kept)
        return script._command()

    def _read(self, text, variables, kept):
        self._text, self._at, self._variables, self._kept = text, 0, variables, kept

    def _value(self, variable):
        environment, kept = variable.groups()
        if kept and kept not in self._kept:
            raise Refused(f"${kept} has no value")
        return self._kept[kept] if kept else self._variables.get(environment, "")

    def _skip(self, characters):
        while self._at < len(self._text) and self._text[self._at] in characters:
            self._at += 1
        return self._at < len(self._text)

    def _take(self, text):
        found = self._text.startswith(text, self._at)
        self._at += len(text) if found else 0
        return found

    def _expect(self, text):
        if not self._take(text):
            raise Refused(f"no {text!r} before {self._text[self._at :][:60]!r}")

    def _command(self):
        words = []
        while True:
            words.append(self._word())
            self._skip(" ")
            if self._take("`\n"):
                self._skip(" ")
            elif self._take("\n"):
                return words

    def _word(self):
        if self._take("("):
            return self._expression(")")
        alone = VARIABLE.match(self._text, self._at)
        if alone:
            self._at = alone.end()
            return self._alone(self._value(alone))
        if self._text[self._at] in SINGLE:
            return self._alone(self._single())
        if self._text[self._at] in DOUBLE:
            return self._alone(self._double())
        found = BARE.match(self._text, self._at)
        if not found:
            raise Refused(f"{self._text[self._at :][:60]!r} is special")
        word = found[0]
        self._at = found.end()
        pieces = word.split(",")
        if "," in word and any(not piece or piece[0].isdigit() for piece in pieces):
            raise Refused(f"{word!r} is a list with numbers")
        if self._text[self._at] in DOUBLE:
            word += self._double()
        return self._alone(word)

    def _alone(self, word):
        """A word must end here: what follows a string at once would be another argument."""
        if self._text[self._at] not in " \n":
            raise Refused(f"{self._text[self._at :][:60]!r} follows a word")
        return word

    def _single(self):
        end = self._at = self._at + 1
        value = ""
        while True:
            while self._text[end : end + 1] not in SINGLE:
                end += 1
            if end >= len(self._text):
                raise Refused("a string is left open")
            value += self._text[self._at : end]
            if self._text[end + 1 : end + 2] not in [*SINGLE]:
                self._at = end + 1
                return value
            value += self._text[end + 1]
            end = self._at = end + 2

    def _double(self):
        value = ""
        self._at += 1
        while self._text[self._at] not in DOUBLE:
            variable = VARIABLE.match(self._text, self._at)
            if variable:
                value += self._value(variable)
                self._at = variable.end()
            elif self._text[self._at] in "`$":
                raise Refused(
                    f"{self._text[self._at :][:60]!r} is special between double quotes"
                )
            else:
                value += self._text[self._at]
                self._at += 1
        self._at += 1
        return value

    def _expression(self, end):
        """Strings and variables joined by `+`."""
        value = ""
        while True:
            variable = VARIABLE.match(self._text, self._at)
            if variable:
                value += self._value(variable)
                self._at = variable.end()
            elif self._text[self._at] in SINGLE:
                value += self._single()
            else:
                raise Refused(f"{self._text[self._at :][:60]!r} in an expression")
            if self._take(end):
                return value
            self._expect(" + ")


def legacy_line(words):
    """The command line as Windows PowerShell 5.1 and `Legacy` make it: inner quotes stay as they are."""
    kept = [word for word in words if word]
    return " ".join(f'"{word}"' if re.search(r"\s", word) else word for word in kept)


def standard_line(words):
    """The command line as 7.3 makes it for programs: every word so that Windows splits it back."""

    def quoted(word):
        if word and not re.search(r'[\s"]', word):
            return word
        escaped = re.sub(r'(\\*)"', r'\1\1\\"', word)
        return '"' + re.sub(r"(\\+)\Z", r"\1\1", escaped) + '"'

    return " ".join(map(quoted, words))


def split(line):
    """The arguments of a command line by Microsoft's rules; what they disagree on is refused."""
    words, word, quoted, at = [], None, False, 0
    while at < len(line):
        slashes = len(line) - at - len(line[at:].lstrip("\\"))
        after = line[at + slashes : at + slashes + 1]
        if slashes and after == '"':
            word = (word or "") + "\\" * (slashes // 2)
            at += slashes
            if slashes % 2:
                word += '"'
                at += 1
        elif slashes:
            word = (word or "") + "\\" * slashes
            at += slashes
        elif after == '"':
            if quoted and line[at + 1 : at + 2] == '"':
                raise Refused('"" within quotes is split in two ways')
            quoted, word, at = not quoted, word or "", at + 1
        elif after in " \t" and not quoted:
            words += [] if word is None else [word]
            word, at = None, at + 1
        else:
            word, at = (word or "") + after, at + 1
    return words + ([] if word is None else [word])


def through_batch_file(line):
    """Refuses a command line that cmd.exe would act on when `aws` is a batch file."""
    outside = "".join(line.split('"')[::2])
    if re.search(r"[&|<>^()!\n]", outside) or "%" in line:
        raise Refused(f"cmd.exe acts on {line[:200]!r}")


def run_script(text, variables=None, batch_file=True):
    """The argument lists that `aws` gets, and the files; `Refused` where versions or programs differ."""
    script = Script(text, variables or {})
    lists = []
    for words, legacy in script.commands:
        if words[0] != "aws":
            raise Refused(f"runs {words[0]!r}")
        found = split(legacy_line(words))
        if not legacy and split(standard_line(words)) != found:
            raise Refused(f"versions differ on {words!r:.300}")
        if batch_file:
            through_batch_file(legacy_line(words))
        lists.append(found[1:])
    return lists, script.files
