"""Completion for bash, zsh and fish, made from the table of commands and their options."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.errors import BadInput

PROGRAM = "sciatica-tui"

FIRST = ("--version", "--completion")
"""Options that stand without a command."""

FILES = ("--data", "--config", "--map")
"""Options that a file or folder follows."""


def script(shell: str, words: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> str:
    """Return the script for a shell. `words`: command → what it does; `options`: command → its options, "" for all.

    Raises BadInput for a shell that is none of the three.
    """
    if shell not in SHELLS:
        raise BadInput(f"There is no completion for “{shell}”; there is one for {', '.join(SHELLS)}.")
    return SHELLS[shell](words, options)


def _bash(words: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> str:
    cases = "\n".join(f'        {name}) words="{" ".join(names)}" ;;' for name, names in options.items() if name)
    return f"""\
# bash completion for {PROGRAM}; put this into ~/.bashrc:  eval "$({PROGRAM} --completion bash)"
_sciatica_tui() {{
    local words="{" ".join((*words, *options[""], *FIRST))}" each
    local here="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD - 1]}}"
    COMPREPLY=()
    case "$before" in
        {"|".join(FILES)}) compopt -o default; return ;;
        --completion) COMPREPLY=($(compgen -W "{" ".join(SHELLS)}" -- "$here")); return ;;
    esac
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$each" in
{cases}
            *) continue ;;
        esac
        break
    done
    COMPREPLY=($(compgen -W "$words" -- "$here"))
    [[ ${{#COMPREPLY[@]}} -eq 0 && "$here" != -* ]] && compopt -o default
}}
complete -F _sciatica_tui {PROGRAM}"""


def _zsh(words: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> str:
    commands = "\n".join(f"        '{name}:{_quoted(meaning)}'" for name, meaning in words.items())
    cases = "\n".join(f"        {name}) options=({' '.join(names)}) ;;" for name, names in options.items() if name)
    return f"""\
#compdef {PROGRAM}
# zsh completion for {PROGRAM}; put this into ~/.zshrc after compinit:  source <({PROGRAM} --completion zsh)
_sciatica_tui() {{
    local -a commands options
    commands=(
{commands}
    )
    options=({" ".join((*options[""], *FIRST))})
    case "${{words[CURRENT-1]}}" in
        {"|".join(FILES)}) _files; return ;;
        --completion) compadd {" ".join(SHELLS)}; return ;;
    esac
    case "${{words[2]}}" in
{cases}
        *) (( CURRENT == 2 )) && _describe command commands ;;
    esac
    if [[ "${{words[CURRENT]}}" == -* ]]; then
        compadd -- $options
    elif (( CURRENT > 2 )); then
        _files
    fi
}}
compdef _sciatica_tui {PROGRAM}"""


def _fish(words: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> str:
    lines = [
        f"# fish completion for {PROGRAM}; once:",
        f"#   {PROGRAM} --completion fish > ~/.config/fish/completions/{PROGRAM}.fish",
    ]
    for name, meaning in words.items():
        lines.append(f"complete -c {PROGRAM} -n __fish_use_subcommand -f -a {name} -d '{_quoted(meaning)}'")
    lines.append(f"complete -c {PROGRAM} -n __fish_use_subcommand -l version -f")
    lines.append(f"complete -c {PROGRAM} -n __fish_use_subcommand -l completion -x -a '{' '.join(SHELLS)}'")
    for name, names in options.items():
        condition = f" -n '__fish_seen_subcommand_from {name}'" if name else ""
        for option in names if not name else [o for o in names if o not in options[""]]:
            follows = " -r" if option in FILES else ""
            lines.append(f"complete -c {PROGRAM}{condition} -l {option.removeprefix('--')}{follows}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """For single quotes in both shells; a colon parts the words from their meaning in zsh."""
    return text.replace("\\", "\\\\").replace("'", "’").replace(":", " –")


SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
