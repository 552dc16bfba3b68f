"""Completion for shells: the script that a shell reads once, and the words it then asks for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from proxytui import place, text
from proxytui.commands import completion
from proxytui.commands.transfer import Exported
from proxytui.errors import ProxyTUIError, UsageError
from proxytui.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from proxytui.commands.call import Call
    from proxytui.commands.command import Values
    from proxytui.commands.completion import Completion, Suggestion

_NOTE = 60
# Signs that bash reads inside quotation marks, so that a name with them must stand outside.
_LIVE_IN_QUOTES = set("\"'$`\\!")

_BASH = r"""# Completion of proxytui for bash: put this line into ~/.bashrc
#   source <(proxytui completions bash)
_proxytui() {
  local line=${COMP_LINE:0:COMP_POINT} word
  COMPREPLY=()
  while IFS= read -r word; do
    if [ "$word" = /files ]; then compopt -o default; else COMPREPLY+=("$word"); fi
  done < <(command proxytui completions bash -- "$line" 2>/dev/null)
}
complete -F _proxytui proxytui
"""

_ZSH = r"""#compdef proxytui
# Completion of proxytui for zsh: put this line into ~/.zshrc, behind compinit
#   source <(proxytui completions zsh)
_proxytui() {
  local -a fitting notes
  local line word
  while IFS= read -r line; do
    if [[ $line == /files ]]; then _files; continue; fi
    word=${line%%$'\t'*}
    fitting+=("$word")
    if [[ $line == *$'\t'* ]]; then notes+=("$word  -- ${line#*$'\t'}"); else notes+=("$word"); fi
  done < <(
    command proxytui completions zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null
  )
  (( $#fitting )) && compadd -U -l -d notes -a fitting
}
compdef _proxytui proxytui
"""

_FISH = r"""# Completion of proxytui for fish: put this line into ~/.config/fish/config.fish
#   proxytui completions fish | source
function __proxytui_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct | string unescape)
    test -n "$current"; or set current ''
    for line in (command proxytui completions fish -- $before[2..-1] "$current" 2>/dev/null)
        if test "$line" = /files
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c proxytui -f -a '(__proxytui_complete)'
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def answer(call: Call) -> Exported:
    """The script of a shell; with words behind it, what fits in place of the last of them, a line
    each with a note behind a tab; `/files` stands for the names of files."""
    shell, words = call.text("shell"), list(call.values("word"))
    if shell not in _SCRIPTS:
        raise UsageError(f"'{shell}' is no shell that is known here", f"use {', '.join(_SCRIPTS)}")
    if not words:
        return Exported(_SCRIPTS[shell].encode(), "")
    quote = ""
    if shell == "bash":
        words, quote = split(words[0])
        words = words[1:]
    fitting = _complete(words)
    lines = ["/files"] if fitting.files else []
    if shell == "bash":
        lines += _for_bash(fitting.suggestions, words[-1] if words else "", quote)
    else:
        lines += [_with_note(suggestion) for suggestion in fitting.suggestions]
    return Exported("".join(f"{line}\n" for line in lines).encode(), "")


def _complete(words: Sequence[str]) -> Completion:
    """What fits; nothing where it depends on a store that can't be read."""
    chosen = completion.store_options(words)

    def known(kind: Values, begun: str) -> Iterable[Suggestion]:
        from proxytui.workspace import Workspace

        folder = place.address(chosen.folder) if chosen.folder else None
        with suppress(ProxyTUIError):
            workspace = Workspace.open(folder, demo=chosen.demo, origin="cli")
            try:
                return completion.values_of(workspace, kind, begun)
            finally:
                workspace.close()
        return ()

    return completion.complete(words, known)


def split(line: str) -> tuple[list[str], str]:
    """The words of a line of bash as far as it is typed, quotes taken off, the last of which may be
    ""; and the quotation mark that is still open, "" for none."""
    words, quote, escaped = [""], "", False
    for sign in line:
        if escaped:
            words[-1] += sign
            escaped = False
        elif sign == "\\" and quote != "'":
            escaped = True
        elif sign == quote:
            quote = ""
        elif sign in "'\"" and not quote:
            quote = sign
        elif not sign.isspace() or quote:
            words[-1] += sign
        elif words[-1]:
            words.append("")
    return words, quote


def _for_bash(suggestions: Sequence[Suggestion], typed: str, quote: str) -> list[str]:
    """Words as bash takes them over, inside an open quotation mark or not.

    Bash puts in what all of them begin with: they get the letters as typed, so that none is lost
    where they differ in case, but for a single one, which gets its own. Where a sign was typed at
    which bash parts words nothing is offered: it would put a whole in the place of an end.
    """
    if set(typed) & set(":="):
        return []
    words = [text.line(suggestion.word) for suggestion in suggestions]
    if len(words) > 1:
        words = [typed + word[len(typed) :] for word in words]
    if quote:
        return [word for word in words if not set(word) & _LIVE_IN_QUOTES]
    return [_escaped(word) for word in words]


def _escaped(word: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_./:" else f"\\{sign}" for sign in word)


def _with_note(suggestion: Suggestion) -> str:
    word, note = text.line(suggestion.word), text.line(suggestion.note)
    return f"{word}\t{phrases.shortened(note, _NOTE)}" if note else word
