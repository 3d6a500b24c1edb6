"""Folders and notes to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DirectoryTree

from hashq.plain_text import one_line
from hashq.tui.typed_path import NOTE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.widgets._directory_tree import DirEntry
    from textual.widgets._tree import TreeNode

    from hashq.tui.glyphs import Glyphs


class NoteTree(DirectoryTree, inherit_bindings=False):
    """A folder's folders and Markdown files; hidden ones are left out."""

    DEFAULT_CSS = """
    NoteTree {
        background: $paper;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
        Binding("enter", "select_cursor", show=False),
        Binding("right", "unfold", show=False),
        Binding("left", "fold", show=False),
    ]
    """Textual's own but for ``space``, which the screen wants; left and right as in the list of decks."""

    def __init__(self, root: Path, glyphs: Glyphs) -> None:
        super().__init__(root)
        self.guide_depth = 2
        self.show_guides = False
        self._glyphs = glyphs

    def action_unfold(self) -> None:
        """Open the folder under the cursor."""
        if self.cursor_node is not None and self.cursor_node.allow_expand:
            self.cursor_node.expand()

    def action_fold(self) -> None:
        """Close the folder under the cursor, or go to the one it is in."""
        node = self.cursor_node
        if node is not None and node.allow_expand and node.is_expanded and not node.is_root:
            node.collapse()
        else:
            self.action_cursor_parent()

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Folders and notes only."""
        return [
            path
            for path in paths
            if not path.name.startswith(".") and (path.suffix.lower() in NOTE_SUFFIXES or path.is_dir())
        ]

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """The name, safe; a folder with the sign of its fold."""
        sign = "  "
        if node.allow_expand:
            sign = f"{self._glyphs.opened if node.is_expanded else self._glyphs.closed} "
        name = Path(str(node.label)).name if node.is_root else str(node.label)
        return Text.assemble((sign, base_style), (one_line(name), style))
