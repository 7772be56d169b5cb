"""The red-flag detector: finds a red flag in any sentence, with the words and rule that made it.

What surrounds a finding may take it away: negation, hypothesis, the past, another person. The idea
is that of ConText (NegEx and its successors): cues with a scope and with words that end the scope.
Which words are cues is data; the scopes are here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress

from msgspec import Struct
from msgspec.structs import replace

from flows.language.lexicon import Finding, Lexicon
from flows.language.matching import Match, PartSpans, Span, matches
from flows.language.parsed_text import TEXT_LENGTH_MAX, ParsedText, part_lines, read_text

WINDOW_CHARS_MAX = 1000
OVERLAP_CHARS = 250
"""A long message is read in windows, so that time grows with its length and no faster."""
QUOTE_LENGTH_MAX = 200
NO_FLAG = "none"


class Detection(Struct, frozen=True):
    """The most urgent red flag in a text; tier "none" when there is none.

    `question` is the nearest one of the screen; `signs` are the questions that ask for the signs
    that were heard, all of them, and empty where the screen has none for one of them. `outcome` is
    alarm, ask or silent: an ask has the tier that stands if the person says yes.
    """

    tier: str
    condition: str
    quote: str = ""
    rule: str = ""
    words: tuple[str, ...] = ()
    question: str = ""
    signs: tuple[str, ...] = ()
    outcome: str = "alarm"


class FlagMatch(Struct, frozen=True):
    """A finding that a pattern matched, and why the context set it aside ("" if it stands)."""

    finding: Finding
    match: Match
    pattern: str
    dismissed: str


NOTHING = Detection(NO_FLAG, NO_FLAG, outcome="silent")


def detect(lexicon: Lexicon, text: str) -> Detection:
    """Returns the most urgent red flag of the writer's own current state."""
    windows = _windows(text[:TEXT_LENGTH_MAX])
    found = [one for window in windows for one in _detect_in(lexicon, window)]
    worst = max(found, key=lambda one: lexicon.tiers[one.tier], default=NOTHING)
    known = all(one.signs for one in found)
    signs = dict.fromkeys(sign for one in found for sign in one.signs) if known else ()
    return replace(worst, signs=tuple(signs))


def _windows(text: str) -> list[str]:
    step = WINDOW_CHARS_MAX - OVERLAP_CHARS
    last = max(len(text) - OVERLAP_CHARS, 1)
    return [text[start : start + WINDOW_CHARS_MAX] for start in range(0, last, step)]


def _detect_in(lexicon: Lexicon, text: str) -> list[Detection]:
    reading = read_text(lexicon, text)
    asserted = [match for match in flag_matches(lexicon, reading) if not match.dismissed]
    return [*_alone(reading, asserted), *_together(lexicon, reading, asserted)]


def flag_matches(lexicon: Lexicon, reading: ParsedText) -> tuple[FlagMatch, ...]:
    """Returns every finding matched in a reading, in the order of the rules."""
    lines = part_lines(reading)
    cued = with_cues(lexicon, reading, lines)
    return tuple(one for line in lines for one in _in_line(lexicon, cued, line))


def _in_line(lexicon: Lexicon, cued: CuedText, line: PartSpans) -> Iterator[FlagMatch]:
    rules = {rule for concept in line.spans for rule in lexicon.anchored.get(concept, ())}
    for number, pattern in (lexicon.rules[rule] for rule in sorted(rules)):
        finding = lexicon.findings[number]
        for match in matches(pattern, line):
            yield FlagMatch(finding, match, pattern.source, dismissal(cued, finding, match))


def _alone(reading: ParsedText, asserted: Sequence[FlagMatch]) -> Iterator[Detection]:
    for found in asserted:
        if found.finding.tier:
            yield _detection(reading, [found], found.finding, found.finding.id)


def _together(
    lexicon: Lexicon, reading: ParsedText, asserted: Sequence[FlagMatch]
) -> Iterator[Detection]:
    present = {found.finding.id: found for found in reversed(asserted)}
    for rule in lexicon.combinations:
        chosen = [
            next((present[one] for one in need if one in present), None) for need in rule.needs
        ]
        used = [found for found in chosen if found is not None]
        if len(used) == len(chosen):
            yield _detection(reading, used, rule, rule.id)


def _detection(
    reading: ParsedText, used: Sequence[FlagMatch], rule: object, name: str
) -> Detection:
    words = [
        word
        for found in used
        for span in sorted(found.match.spans, key=lambda span: span.start)
        for word in reading.words(span.start, span.end)
    ]
    return Detection(
        tier=rule.tier,  # type: ignore[attr-defined]
        condition=rule.condition,  # type: ignore[attr-defined]
        quote=_quote(reading, used),
        rule=name,
        words=tuple(dict.fromkeys(words)),
        question=rule.question,  # type: ignore[attr-defined]
        signs=(rule.question,) if rule.asked else (),  # type: ignore[attr-defined]
    )


def _quote(reading: ParsedText, used: Sequence[FlagMatch]) -> str:
    """Returns the person's own words: the part of the sentence with the first match."""
    match = used[0].match
    part = reading.part[match.start]
    inside = list(compress(reading.tokens, (number == part for number in reading.part)))
    first = inside[0].start
    if inside[-1].end - first > QUOTE_LENGTH_MAX:
        first = reading.tokens[match.start].start
    quote = reading.text[first : min(inside[-1].end, first + QUOTE_LENGTH_MAX)]
    return quote.strip(" ,;.\n")


# --- cues: what takes a finding away ------------------------------------------------------------
class CuedText(Struct, frozen=True):
    """A reading with the cues found in it, by role."""

    reading: ParsedText
    cues: Mapping[str, Sequence[Span]]

    def of(self, role: str) -> Sequence[Span]:
        """Returns the cues of a role."""
        return self.cues.get(role, ())


def with_cues(lexicon: Lexicon, reading: ParsedText, lines: Sequence[PartSpans]) -> CuedText:
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
    return CuedText(reading, _without_swallowed(cues))


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


def _opens_clause(lexicon: Lexicon, reading: ParsedText, cue: Span) -> bool:
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


def before(cued: CuedText, role: str, match: Match) -> list[Span]:
    """Returns the cues of a role in the same part that end before the match and lie outside it."""
    part = cued.reading.part
    return [
        cue
        for cue in cued.of(role)
        if cue.start <= match.start
        and (cue.start < match.start or cue.end <= match.start)
        and part[cue.start] == part[match.start]
        and not used(cue, match)
    ]


def used(cue: Span, match: Match) -> bool:
    """Tells whether a cue is one of the words of the match itself."""
    return any(span.start <= cue.start < span.end for span in match.spans)


def same_clause(cued: CuedText, role: str, match: Match) -> bool:
    """Tells whether a cue of a role stands in a clause of the match."""
    clause = cued.reading.clause
    inside = set(clause[match.start : match.end])
    return any(clause[cue.start] in inside for cue in outside(cued, role, match))


def same_part(cued: CuedText, role: str, match: Match) -> bool:
    """Tells whether a cue of a role stands in the part of the match."""
    part = cued.reading.part
    return any(part[cue.start] == part[match.start] for cue in outside(cued, role, match))


def same_sentence(cued: CuedText, role: str, match: Match) -> bool:
    """Tells whether a cue of a role stands in the sentence of the match."""
    sentence = cued.reading.sentence
    return any(sentence[cue.start] == sentence[match.start] for cue in outside(cued, role, match))


def outside(cued: CuedText, role: str, match: Match) -> Iterator[Span]:
    """Returns the cues of a role that are no words of the match."""
    return (cue for cue in cued.of(role) if not used(cue, match))


def between(cued: CuedText, role: str, start: int, end: int) -> bool:
    """Tells whether a cue of a role begins among the tokens `start` to `end`."""
    return any(start <= cue.start < end for cue in cued.of(role))


def words_apart(reading: ParsedText, start: int, end: int) -> int:
    """Returns the counted words of the tokens `start` to `end`."""
    return reading.places[end] - reading.places[start]


NEGATION_REACH_WORDS = 7
AFTER_NEGATION_REACH_WORDS = 4
ALTERNATIVE_REACH_WORDS = 3
ANSWER_REACH_WORDS = 3


def dismissal(cued: CuedText, finding: Finding, match: Match) -> str:
    """Returns the name of the first reason to set a finding aside, or "" when it stands."""
    taken_up = _taken_up(cued, match)
    for name, check in CHECKS.items():
        if taken_up and name in TAKEN_UP:
            continue
        if name not in finding.immune and check(cued, match):
            return name
    if finding.soft:
        return next(
            (name for name, role in SOFT.items() if same_sentence(cued, role, match)),
            "",
        )
    return ""


def _negated(cued: CuedText, match: Match) -> bool:
    if _begins_with_negation(cued, match):
        return any(
            words_apart(cued.reading, cue.end, match.start) <= NEGATION_REACH_WORDS
            for cue in before(cued, "double_negation", match)
        )
    if any(_reaches(cued, cue, match) for cue in before(cued, "negation", match)):
        return True
    return _negated_within(cued, match) or _negated_after(cued, match)


def _negated_within(cued: CuedText, match: Match) -> bool:
    """Tells whether a negation stands right before a later word of the match ("legs not weak")."""
    return any(
        match.start <= cue.start
        and cue.end <= span.start
        and words_apart(cued.reading, cue.end, span.start) <= _reach_within(cued, cue, span)
        for cue in outside(cued, "negation", match)
        for span in match.spans
    )


def _reach_within(cued: CuedText, cue: Span, span: Span) -> int:
    """Returns how far a negation inside a match reaches: over an "or" ("not swollen or red")."""
    joined = between(cued, "alternative", cue.end, span.start)
    return ALTERNATIVE_REACH_WORDS if joined else 1


def _begins_with_negation(cued: CuedText, match: Match) -> bool:
    return any(
        span.start <= cue.start < span.end for cue in cued.of("negation") for span in match.spans
    )


def _reaches(cued: CuedText, cue: Span, match: Match) -> bool:
    """Tells whether a negation's scope lasts until the match."""
    reading = cued.reading
    if words_apart(reading, cue.end, match.start) > NEGATION_REACH_WORDS:
        return False
    if between(cued, "negation_stop", cue.end, match.start):
        return False
    if reading.clause[cue.start] != reading.clause[match.start] or _subject_between(
        cued, cue, match
    ):
        return between(cued, "negation_carrier", cue.start, match.start)
    return not _comma_between(cued, cue, match) or _listed(cued, match)


def _subject_between(cued: CuedText, cue: Span, match: Match) -> bool:
    return between(cued, "subject", cue.end, match.start)


def _comma_between(cued: CuedText, cue: Span, match: Match) -> bool:
    return between(cued, "comma", cue.end, match.start)


def _listed(cued: CuedText, match: Match) -> bool:
    """Tells whether a match after a comma goes on a negated list ("no fever, numbness or ...")."""
    clause = cued.reading.clause[match.start]
    joined = any(cued.reading.clause[word.start] == clause for word in cued.of("alternative"))
    return joined or any(
        span.start <= word.start < span.end for word in cued.of("nominal") for span in match.spans
    )


def _negated_after(cued: CuedText, match: Match) -> bool:
    reading = cued.reading
    return _answered_no(cued, match) or any(
        cue.start >= match.end
        and reading.clause[cue.start] == reading.clause[match.end - 1]
        and words_apart(reading, match.end, cue.start) <= AFTER_NEGATION_REACH_WORDS
        and not between(cued, "comma", match.end, cue.start)
        for cue in cued.of("after_negation")
    )


def _answered_no(cued: CuedText, match: Match) -> bool:
    """Tells whether the words are a heading that is answered with no ("leaking: none")."""
    return any(
        match.end <= cue.start
        and words_apart(cued.reading, match.end, cue.start) <= ANSWER_REACH_WORDS
        for cue in cued.of("answer_negation")
    )


def _hypothetical(cued: CuedText, match: Match) -> bool:
    sentence = cued.reading.sentence
    if any(
        cue.start >= match.end and sentence[cue.start] == sentence[match.start]
        for cue in cued.of("after_hypothetical")
    ):
        return True
    return any(
        not _returns_to_fact(cued, cue, match) for cue in before(cued, "hypothetical", match)
    )


def _returns_to_fact(cued: CuedText, cue: Span, match: Match) -> bool:
    """Tells whether a new first-person clause without a modal verb ends the hypothesis."""
    clause = cued.reading.clause
    if clause[cue.start] == clause[match.start] or same_part(cued, "modal", match):
        return False
    return any(
        cue.end < first.start <= match.end and clause[first.start] == clause[match.start]
        for first in cued.of("first")
    )


def _past(cued: CuedText, match: Match) -> bool:
    """Tells whether the match is placed far back: in its own clause, or in the past tense."""
    if same_clause(cued, "again", match) or same_part(cued, "onset", match):
        return False
    if same_clause(cued, "far_past", match):
        return True
    return same_part(cued, "far_past", match) and same_clause(cued, "past_tense", match)


def _resolved(cued: CuedText, match: Match) -> bool:
    if same_part(cued, "recent", match):
        return False
    sentence = cued.reading.sentence
    return any(
        cue.start >= match.end and sentence[cue.start] - sentence[match.start] <= 1
        for cue in cued.of("resolved")
    )


def _known(cued: CuedText, match: Match) -> bool:
    return same_sentence(cued, "known", match) and not same_sentence(cued, "changed", match)


def _ruled_out(cued: CuedText, match: Match) -> bool:
    return bool(cued.of("ruled_out")) and not same_sentence(cued, "changed", match)


def _benign(cued: CuedText, match: Match) -> bool:
    """Tells whether a harmless cause is named, and not denied ("not dieting")."""
    sentence = cued.reading.sentence
    return any(
        sentence[cue.start] == sentence[match.start] and not _denied(cued, cue)
        for cue in outside(cued, "benign", match)
    )


def _denied(cued: CuedText, cue: Span) -> bool:
    return any(
        no.end <= cue.start and words_apart(cued.reading, no.end, cue.start) <= 1
        for no in cued.of("negation")
    )


def _other_person(cued: CuedText, match: Match) -> bool:
    """Tells whether the nearest person named before or in the match is not the user."""
    if cued.of("proxy"):
        return False
    sentence = cued.reading.sentence[match.start]
    people = [
        (span.end, is_self)
        for role, is_self in (("first", True), ("third", False), ("pronoun", False))
        for span in cued.of(role)
        if (role != "third" or not used(span, match))
        and span.start < match.end
        and cued.reading.sentence[span.start] == sentence
    ]
    if not people or max(people)[1]:
        return False
    return bool(cued.of("third"))


def _taken_up(cued: CuedText, match: Match) -> bool:
    """Tells whether what another person had is said of oneself after it ("I have got it too")."""
    sentence = cued.reading.sentence
    return any(
        cue.start >= match.end and sentence[cue.start] - sentence[match.start] <= 1
        for cue in cued.of("own_too")
    )


def _general(cued: CuedText, match: Match) -> bool:
    """Tells whether the finding is asked or taught about in general, with no "I" or "my"."""
    if before(cued, "own_question", match) or cued.of("own_anywhere") or cued.of("proxy"):
        return False
    teaching = any(True for _ in before(cued, "education", match))
    asked = any(
        not between(cued, "first", cue.start, match.end) for cue in before(cued, "question", match)
    )
    return teaching or asked


CHECKS: Mapping[str, Callable[[CuedText, Match], bool]] = {
    "negated": _negated,
    "hypothetical": _hypothetical,
    "other_person": _other_person,
    "past": _past,
    "resolved": _resolved,
    "known": _known,
    "ruled_out": _ruled_out,
    "general": _general,
    "benign": _benign,
}
TAKEN_UP = ("other_person", "past", "known", "ruled_out")
"""Reasons that fall where the writer has the same now."""
SOFT = {"exercise_talk": "exercise", "joke": "joke"}
"""Reasons that set aside only soft findings, and the role of their cues."""
