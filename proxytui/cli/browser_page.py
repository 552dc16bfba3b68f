"""The page in which a browser shows the explorer."""

from __future__ import annotations

from html import escape

FONT_SIZES = range(8, 41)

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="static/css/xterm.css">
<style>
body {{ margin: 0; background: #101418; color: #d8dee4; font: 16px monospace; }}
#wait, #ended {{ position: fixed; inset: 0; display: grid; place-content: center; gap: 1em; }}
#ended, #start, body.-first-byte #wait, body.-closed #terminal {{ display: none; }}
body.-closed #ended {{ display: grid; }}
#ended a {{ color: inherit; }}
</style>
<script src="static/js/textual.js"></script>
<script src="focus.js"></script>
</head>
<body>
<p id="wait">{title} is starting …<span id="start"></span></p>
<p id="ended">The window was left. <a href="">Open it again</a></p>
<div id="terminal" class="textual-terminal" data-session-websocket-url="{socket}"
 data-font-size="{font_size}"></div>
</body>
</html>
"""

# The terminal takes keys only where it has the focus, which a page that opens doesn't give it.
FOCUS_SCRIPT = """
function focusTerminal() {
  const typed = document.querySelector(".xterm-helper-textarea");
  if (typed) typed.focus();
}
window.addEventListener("load", focusTerminal);
window.addEventListener("focus", focusTerminal);
"""


def page(title: str, socket: str, font_size: int) -> str:
    """The HTML page of a window: title, address of its web socket, size of letters in pixels."""
    return _PAGE.format(title=escape(title), socket=escape(socket), font_size=font_size)
