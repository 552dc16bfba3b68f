"""Screens that are painted once for all that a key changes."""

from __future__ import annotations

from textual.screen import Screen, ScreenResultType


class PaintedOnce(Screen[ScreenResultType]):
    """A screen that paints nothing that would not be seen.

    Textual paints each new layout at once and then once more, throws the paints away that are made
    while a key still acts, and paints a screen anew for what changes under it, seen or not.
    """

    def _compositor_refresh(self) -> None:
        app = self.app
        if app._batch_count:
            self._update_timer.resume()
        elif self is app.screen or app.screen.styles.background.a < 1:
            super()._compositor_refresh()
        else:
            # It paints all of itself once it is on top again.
            self._compositor._dirty_regions.clear()
            self._dirty_widgets.clear()

    def _on_timer_update(self) -> None:
        if self.app._batch_count:
            return
        if self._layout_required and self._repaint_required:
            self._repaint_required = False
            self._compositor.update_widgets({self})
        super()._on_timer_update()
        if self._compositor._dirty_regions and self.is_current:
            self._compositor_refresh()
