"""Completion in bash, zsh and fish: a short script for each, which asks the program what can stand at the cursor.

The program answers `--complete SHELL …` with a line for each value: the value, a tab, what it means. A line with no
value asks the shell for its own `files` or `folders`. What there is comes from `completion_values`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..domain.errors import BadInput

PROGRAM = "sciatica-tui"

BASH = f"""\
# bash completion for {PROGRAM}; put this into ~/.bashrc:  eval "$({PROGRAM} --completion bash)"
_sciatica_tui_places() {{
    local place
    while IFS= read -r place; do COMPREPLY+=("$place"); done < <(compgen "$1" -- "$2")
}}
_sciatica_tui() {{
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case "$line" in
            $'\\tfiles') compopt -o filenames; _sciatica_tui_places -f "$2" ;;
            $'\\tfolders') compopt -o filenames; _sciatica_tui_places -d "$2" ;;
            $'\\tnospace') compopt -o nospace ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done < <("$1" --complete bash "$COMP_TYPE" "${{COMP_LINE:0:COMP_POINT}}" 2>/dev/null)
}}
complete -o nosort -F _sciatica_tui {PROGRAM} 2>/dev/null || complete -F _sciatica_tui {PROGRAM}"""

ZSH = f"""\
#compdef {PROGRAM}
# zsh completion for {PROGRAM}; put this into ~/.zshrc after compinit:  source <({PROGRAM} --completion zsh)
_sciatica_tui() {{
    local line value meaning
    local -a lines values open_values
    lines=("${{(@f)$("${{(Q)words[1]}}" --complete zsh "${{(@Q)words[2,CURRENT-1]}}" "${{(Q)PREFIX}}" 2>/dev/null)}}")
    for line in $lines; do
        value="${{line%%$'\\t'*}}" meaning="${{line#*$'\\t'}}"
        case "$value" in
            '') case "$meaning" in files) _files ;; folders) _files -/ ;; esac ;;
            *[=/]) open_values+=("${{value//:/\\\\:}}${{meaning:+:$meaning}}") ;;
            *) values+=("${{value//:/\\\\:}}${{meaning:+:$meaning}}") ;;
        esac
    done
    (( $#values )) && _describe -V value values
    (( $#open_values )) && _describe -V value open_values -S ''
}}
compdef _sciatica_tui {PROGRAM}"""

FISH = f"""\
# fish completion for {PROGRAM}; once:
#   {PROGRAM} --completion fish > ~/.config/fish/completions/{PROGRAM}.fish
function __sciatica_tui_complete
    set -l words (commandline -opc)
    set -l now (commandline -ct)
    for line in ($words[1] --complete fish $words[2..] "$now" 2>/dev/null)
        switch $line
            case \\tfiles
                __fish_complete_path "$now"
            case \\tfolders
                __fish_complete_directories "$now"
            case '*'
                echo $line
        end
    end
end
complete -c {PROGRAM} -k -f -a '(__sciatica_tui_complete)'"""

SHELLS = {"bash": BASH, "zsh": ZSH, "fish": FISH}

LISTING = ("33", "63", "64")
"""What bash gives as COMP_TYPE where it is going to list what there is, rather than to fill it in."""


def script(shell: str) -> str:
    """Return the script for a shell. Raises BadInput for one that is none of the three."""
    if shell not in SHELLS:
        raise BadInput(f"There is no completion for “{shell}”; there is one for {', '.join(SHELLS)}.")
    return SHELLS[shell]


def answer(shell: str, words: Sequence[str]) -> list[str]:
    """Return the lines for a shell.

    `words` are those up to the cursor, the last one as far as it is typed; for bash its COMP_TYPE and the line.
    """
    from .completion_values import candidates

    if shell != "bash":
        if words:
            words = [*words[:-1], re.sub(r"^['\"]|\\(?=.)", "", words[-1])]
        matches = candidates(list(words))
        return [f"\t{matches.places}"] * bool(matches.places) + [
            f"{value}\t{meaning}" for value, meaning in matches.values
        ]
    kind, line = (*words, "", "")[:2]
    typed, cut, quoted = split_line(line)
    matches = candidates(typed[1:])
    lines = [f"\t{matches.places}"] if matches.places else []
    if any(value.endswith(("=", "/")) for value, _ in matches.values):
        lines.append("\tnospace")
    several = len(matches.values) > 1
    for value, meaning in matches.values:
        words_left = value[cut:] if quoted else re.sub(r"([^\w@%+=:,./–-])", r"\\\1", value[cut:])
        lines.append(words_left + (f"  ({meaning})" if several and meaning and kind in LISTING else ""))
    return lines


def split_line(line: str) -> tuple[list[str], int, bool]:
    """Split what was typed as bash does, the last word as far as it is.

    With it come how much of that word bash takes for words of their own, up to the last = or : in it, and whether
    the cursor stands within quotation marks.
    """
    words, word, quote, cut, started = list[str](), "", "", 0, False
    letters = iter(line)
    for letter in letters:
        if letter == "\\" and quote != "'":
            word += next(letters, "")
        elif quote:
            quote, word = ("", word) if letter == quote else (quote, word + letter)
        elif letter in "'\"":
            quote, started = letter, True
        elif letter.isspace():
            if word or started:
                words.append(word)
            word, cut, started = "", 0, False
            continue
        else:
            word += letter
            cut = len(word) if letter in "=:" else cut
        started = True
    return [*words, word], cut, bool(quote)
