"""One call of the program: its arguments, its command, its output, and what it ends with."""

from __future__ import annotations

import codecs
import os
import signal
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from proxytui import paths, text
from proxytui.cli.open_store import leave, open_workspace
from proxytui.cli.progress import Progress
from proxytui.cli.stderr import say
from proxytui.commands.call import Call, Done
from proxytui.errors import ProxyTUIError, StoreError, UsageError
from proxytui.jobs import told_progress
from proxytui.jobs.collector import without_collector
from proxytui.lazy import LazyModule
from proxytui.place import Place, address, default_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import FrameType

    from proxytui.commands import parse, transfer
    from proxytui.commands.call import Answer
    from proxytui.commands.parse import ParsedCall
    from proxytui.commands.text_editor import Draft
    from proxytui.place import Address
    from proxytui.workspace import Workspace
else:
    # The explorer alone does without the table of commands: it takes 20 ms.
    parse = LazyModule("proxytui.commands.parse")
    transfer = LazyModule("proxytui.commands.transfer")

Item = TypeVar("Item")


class _Terminated(BaseException):
    """SIGTERM was received."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise _Terminated


def run(argv: Sequence[str]) -> int:
    """Run the program with these arguments; returns the exit code. Every error is one line."""
    try:
        try:
            signal.signal(signal.SIGTERM, _terminate)
            _prepare()
            code = _answer(argv)
            _flush()
            return code
        except ProxyTUIError as error:
            _flush()
            say(_line(error))
            return error.exit_code
        except SystemExit as end:
            _flush()
            return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except _Terminated:
        return 143
    except BrokenPipeError:
        _mute()
        return 141
    except ProxyTUIError as error:
        say(_line(error))
        return error.exit_code
    except Exception as error:
        from proxytui.crash import keep_traceback

        _mute()
        say(keep_traceback(error))
        return 70


def _line(error: ProxyTUIError) -> str:
    look = "`locate` names the folder" if isinstance(error, StoreError) else "see `proxytui --help`"
    return f"{error.title}; {error.hint or look}"


def _prepare() -> None:
    """Make standard output and standard error fit to print any text."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - it lives as long as the process
    codecs.register_error("proxytui-signs", _spell)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="proxytui-signs")


def _spell(error: UnicodeError) -> tuple[str, int]:
    # Read only where it is needed: nearly every terminal has all signs.
    from proxytui.cli.plain_signs import spell

    return spell(error)


def _flush() -> None:
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    """Tell in one line that standard output can't be written; a closed one is a BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        _mute()
        reason = error.strerror or str(error)
        raise ProxyTUIError(
            f"the output can't be written ({reason})", "send it elsewhere"
        ) from None


def _mute() -> None:
    """Let nothing more go to standard output, where the interpreter's end would meet the error."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _explore(chosen: Address | None, *, demo: bool) -> int:
    with ExitStack() as starting:
        starting.enter_context(without_collector())
        from proxytui.cli.explorer import explore

        return explore(chosen, starting, demo=demo)


def _answer(argv: Sequence[str]) -> int:
    match argv:
        case []:
            return _explore(None, demo=False)
        case ["--demo"]:
            return _explore(None, demo=True)
        case ["--store", folder] if not folder.startswith("-"):
            return _explore(address(folder), demo=False)
    parsed = parse.read(argv)
    if parsed.command is None:
        if parsed.plain:
            hint = "name one, such as: proxytui show NAME --plain"
            raise UsageError("--plain is for what a command prints", hint)
        return _explore(_address(parsed), demo=parsed.demo)
    if parsed.command.name == "tour":
        from proxytui.cli.explorer import explore_with_tour

        return explore_with_tour()
    call = _Call(parsed)
    cut_off = True
    try:
        # A command ends before there is anything worth collecting.
        with without_collector():
            with told_progress.shown_by(call.progress.tell):
                answer = _do(parsed, call)
            call.progress.clear()
            kept = call.kept_draft() if answer.refuses_text else None
            call.done()
            with _writing():
                _print(answer, call, parsed)
            if kept is not None:
                say(f"what you wrote is in {kept}")
            if call.thrown_away:
                say("this is the demo: nothing is kept; leave out --demo to use your own store")
        cut_off = False
    except BaseException as error:
        cut_off = not isinstance(error, ProxyTUIError)
        call.progress.clear()
        if not isinstance(error, Exception) and (words := call.cut_off()):
            say(words)
        call.done(error)
        raise
    finally:
        call.close(cut_off=cut_off)
    return answer.code


def _do(parsed: ParsedCall, call: Call) -> Answer:
    if parsed.command is not None and parsed.command.run is not None:
        return parsed.command.run(call)
    return _HERE[parsed.command.name if parsed.command else ""](parsed, call)


def _screenshot(parsed: ParsedCall, call: Call) -> Answer:
    from proxytui.cli.explorer import screenshot

    return screenshot(call)


def _completions(parsed: ParsedCall, call: Call) -> Answer:
    from proxytui.cli import completions

    return completions.answer(call)


def _serve(parsed: ParsedCall, call: Call) -> Answer:
    from proxytui.cli.serve import serve

    return serve(_address(parsed), demo=parsed.demo, port=call.number("port"))


_HERE: dict[str, Callable[[ParsedCall, Call], Answer]] = {
    "screenshot": _screenshot,
    "completions": _completions,
    "serve": _serve,
}


def _address(parsed: ParsedCall) -> Address | None:
    return address(parsed.store) if parsed.store is not None else None


def _place(parsed: ParsedCall) -> Place:
    """The place of the store of a call, which need not be open."""
    where = paths.bundled_data() if parsed.demo else _address(parsed) or default_address()
    if isinstance(where, str):
        from proxytui import server_stores  # only an address pays for it

        return server_stores.place_of(where)
    return Place.of_folder(where.absolute(), read_only=parsed.demo)


class _Call(Call):
    """A call from the command line."""

    def __init__(self, parsed: ParsedCall) -> None:
        chosen = _address(parsed)
        self._open: Workspace | None = None
        self._draft: Draft | None = None
        self.progress = Progress()

        def opener(make: bool, trial: bool) -> Workspace:
            self._open = open_workspace(chosen, demo=parsed.demo, make=make, trial=trial)
            return self._open

        super().__init__(parsed.arguments, opener, _place(parsed), self._written)

    @property
    def thrown_away(self) -> bool:
        """Whether something was changed in the demo."""
        workspace = self._open
        if workspace is None or not workspace.demo:
            return False
        return workspace.place.folder != paths.bundled_data()

    @property
    def asks(self) -> bool:
        """Whether somebody is there to be asked: at a terminal."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def standard_input(self) -> bytes:
        """The bytes of standard input."""
        if sys.stdin is None:
            return super().standard_input()
        return sys.stdin.buffer.read()

    def watched(self, rows: Iterator[Item]) -> Iterator[Item]:
        """The rows as they pass; on a terminal it is told how many there were."""
        return self.progress.watched(rows)

    def _written(self, before: str) -> str:
        """A longer text: from standard input where it is piped, else from the user's editor."""
        from proxytui.commands import text_editor

        if sys.stdin is not None and not sys.stdin.isatty():
            try:
                return text_editor.decoded(sys.stdin.buffer.read())
            except ValueError as error:
                hint = "convert it to UTF-8 first; nothing was stored"
                raise UsageError(f"the text is no UTF-8 ({error})", hint) from None
        try:
            self._draft = text_editor.edit(before)
        except text_editor.NoEditor:
            hint = "give it after the name, pipe it in, or set $EDITOR"
            raise UsageError("no text was given", hint) from None
        return self._draft.text

    def prose_again(self, text: str) -> str | None:
        """The text from the user's editor once more; None where it was piped, or left as it was."""
        from proxytui.commands import text_editor

        before = self._draft
        if before is None:
            return None
        try:
            draft = text_editor.edit(text)
        except ProxyTUIError:
            return None
        if draft.text.rstrip() == text.rstrip():
            draft.discard()
            return None
        before.discard()
        self._draft = draft
        return draft.text

    def kept_draft(self) -> Path | None:
        """The file of the text that was written for the command, which stays; None without one."""
        draft, self._draft = self._draft, None
        return draft.file if draft is not None and draft.text.strip() else None

    def done(self, error: BaseException | None = None) -> None:
        """Discard the text that was written for the command once it is stored; where an error keeps
        it from that, the error names the file."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if error is None or not draft.text.strip():
            draft.discard()
        elif isinstance(error, ProxyTUIError):
            kept = f"what you wrote is in {draft.file}"
            error.hint = f"{error.hint}; {kept}" if error.hint else kept
        else:
            error.add_note(f"what you wrote is in {draft.file}")

    def close(self, *, cut_off: bool) -> None:
        """Release the store, if it was opened."""
        if self._open is not None:
            leave(self._open, cut_off=cut_off)


def _print(answer: Answer, call: Call, parsed: ParsedCall) -> None:
    if parsed.json:
        import msgspec

        document = msgspec.json.encode(answer.to_json(call))
        shown = text.escape_json(msgspec.json.format(document, indent=2).decode())
        _write(f"{shown}\n".encode())
    elif isinstance(answer, transfer.Exported):
        for piece in answer.pieces():
            _write(piece)
        if answer.message:
            say(answer.message)
    elif isinstance(answer, Done):
        _write("".join(f"{text.line(id_)}\n" for id_ in answer.ids).encode())
        if answer.message:
            say(answer.message)
    else:
        from proxytui.cli.print_answer import show

        show(answer, call, plain=parsed.plain)


def _write(data: bytes) -> None:
    sys.stdout.flush()
    out = getattr(sys.stdout, "buffer", None)
    if out is not None:
        out.write(data)
    else:
        sys.stdout.write(data.decode())
