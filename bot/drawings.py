"""The drawings of every flow, kept in docs/flows and checked for drift."""

from pathlib import Path

from bot.app import engine
from flows.engine.draw import draw

HEAD = "# Flow `{name}`\n\nMade by `poised draw`; do not edit.\n\n```mermaid\n{chart}\n```\n"


def charts() -> dict[str, str]:
    """One page a flow."""
    dialogues = engine().dialogues
    return {
        f"{name}.md": HEAD.format(name=name, chart=draw(dialogue.flow).strip())
        for name, dialogue in dialogues.items()
    }


def write(folder: Path) -> None:
    """Write every page; pages of flows that are gone go too."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = charts()
    for page in folder.glob("*.md"):
        if page.name not in pages:
            page.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")


def outdated(folder: Path) -> list[str]:
    """The pages that differ from what would be written."""
    pages = charts()
    found = {page.name: page.read_text("utf-8") for page in folder.glob("*.md")}
    return sorted(name for name in pages | found if pages.get(name) != found.get(name))
