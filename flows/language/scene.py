"""A reading with the cues of its context, and where cues stand towards a match."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from flows.language.lexicon import Lexicon
from flows.language.patterns import Line, Match, matches
from flows.language.phrases import Span
from flows.language.reading import Reading


class Scene(Struct, frozen=True):
    """A reading with the cues found in it, by role."""

    reading: Reading
    cues: Mapping[str, Sequence[Span]]

    def of(self, role: str) -> Sequence[Span]:
        """Returns the cues of a role."""
        return self.cues.get(role, ())


def build_scene(lexicon: Lexicon, reading: Reading, lines: Sequence[Line]) -> Scene:
    """Collects the cues: concepts named like a role, and patterns filed under a role."""
    cues: dict[str, list[Span]] = {
        lexicon.concepts[concept]: list(spans) for concept, spans in reading.spans.items()
    }
    for role, pattern in lexicon.cue_patterns:
        for line in lines:
            for match in matches(pattern, line):
                cues.setdefault(role, []).append(Span(-1, match.start, match.end))
    cues["question"] = [
        cue for cue in cues.get("question", ()) if _opens_clause(lexicon, reading, cue)
    ]
    return Scene(reading, _without_swallowed(cues))


SWALLOWED = ("recent", "again", "changed", "onset")
SWALLOWING = ("resolved", "known", "far_past", "after_negation")


def _without_swallowed(
    cues: Mapping[str, Sequence[Span]],
) -> Mapping[str, Sequence[Span]]:
    """Drops cues of the present that are words of a longer cue ("now" in "gone now")."""
    longer = [span for role in SWALLOWING for span in cues.get(role, ())]
    return {
        role: [span for span in spans if role not in SWALLOWED or not _inside(span, longer)]
        for role, spans in cues.items()
    }


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _opens_clause(lexicon: Lexicon, reading: Reading, cue: Span) -> bool:
    """Tells whether only opening words stand before the cue, and no "not" makes it a statement."""
    following = reading.tokens[cue.end : cue.end + 1]
    if following and following[0].word in lexicon.marks["negators"]:
        return False
    for at in range(cue.start - 1, -1, -1):
        token = reading.tokens[at]
        if (
            token.word in lexicon.marks["clause_join"]
            or token.word in lexicon.marks["sentence_end"]
        ):
            return True
        if token.word not in lexicon.marks["openers"]:
            return False
    return True


def before(scene: Scene, role: str, match: Match) -> list[Span]:
    """Returns the cues of a role in the same part that end before the match and lie outside it."""
    part = scene.reading.part
    return [
        cue
        for cue in scene.of(role)
        if cue.start <= match.start
        and (cue.start < match.start or cue.end <= match.start)
        and part[cue.start] == part[match.start]
        and not used(cue, match)
    ]


def used(cue: Span, match: Match) -> bool:
    """Tells whether a cue is one of the words of the match itself."""
    return any(span.start <= cue.start < span.end for span in match.spans)


def same_clause(scene: Scene, role: str, match: Match) -> bool:
    """Tells whether a cue of a role stands in a clause of the match."""
    clause = scene.reading.clause
    inside = set(clause[match.start : match.end])
    return any(clause[cue.start] in inside for cue in outside(scene, role, match))


def same_part(scene: Scene, role: str, match: Match) -> bool:
    """Tells whether a cue of a role stands in the part of the match."""
    part = scene.reading.part
    return any(part[cue.start] == part[match.start] for cue in outside(scene, role, match))


def same_sentence(scene: Scene, role: str, match: Match) -> bool:
    """Tells whether a cue of a role stands in the sentence of the match."""
    sentence = scene.reading.sentence
    return any(sentence[cue.start] == sentence[match.start] for cue in outside(scene, role, match))


def outside(scene: Scene, role: str, match: Match) -> Iterator[Span]:
    """Returns the cues of a role that are no words of the match."""
    return (cue for cue in scene.of(role) if not used(cue, match))


def between(scene: Scene, role: str, start: int, end: int) -> bool:
    """Tells whether a cue of a role begins among the tokens `start` to `end`."""
    return any(start <= cue.start < end for cue in scene.of(role))


def words_apart(reading: Reading, start: int, end: int) -> int:
    """Returns the counted words of the tokens `start` to `end`."""
    return reading.places[end] - reading.places[start]
