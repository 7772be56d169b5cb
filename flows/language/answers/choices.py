"""Reads a choice among labels: by number, letter, ordinal, label, synonym or typo."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from flows.language.answers.dates import read_band
from flows.language.answers.denials import remaining, without_denied
from flows.language.answers.numbers import has_phrase, numerals, read_count
from flows.language.lexicon import Lexicon
from flows.language.parsed_text import clean, fold, plain
from flows.language.spelling import distance

TYPO_LENGTH_MIN = 5
STEM_LENGTH_MIN = 3
POSITION_DIGITS_MAX = 2
SMALL_POSITION_MAX = 3
"""Among labels with numbers of their own, only such small numbers are taken as positions."""
ITEM_WORDS_MAX = 2
"""A clause of so few words is an item of a list, and a list is never read in part."""
COMMA, OR_MORE = ",", "+"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Table = Mapping[str, Any]
Words = Sequence[str]


def read_choice(lexicon: Lexicon, text: str, options: Sequence[str]) -> int | None:
    """Returns the 0-based index of the one option meant, or None."""
    table = lexicon.answers["choice"]
    words = _with_durations(table, _without_adverbs(table, plain(lexicon, text)))
    labels = [plain(lexicon, option) for option in options]
    if (exact := _exact(words, labels)) is not None:
        return exact
    if (initial := _by_initial(fold(clean(text)).strip(" .!)("), labels)) is not None:
        return initial if initial >= 0 else None
    if (band := read_band(lexicon, text, options)) is not None:
        return band
    if (counted := _by_count(lexicon, text, options)) is not None:
        return counted
    words = _without_expectations(table, _as_labels_say(table, words, labels))
    words, denied = _undenied(table, words, labels)
    if denied and not any(word[0].isalnum() and word not in table["joins"] for word in words):
        return remaining(denied, len(labels))
    found = _read_labels(lexicon, words, labels)
    return found if found not in denied else None


def _read_labels(lexicon: Lexicon, words: Words, labels: Sequence[Words]) -> int | None:
    """Reads what is left when nothing that is turned down stands in the words."""
    table = lexicon.answers["choice"]
    if len(whole := _named_whole(table, words, labels)) > 1:
        dull = any(not _telling_stems(table, labels[at]) for at in whole)
        return None if dull else _one_named(table, words, labels)
    if (middle := _middle_one(table, words, labels)) is not None:
        return middle
    if (nothing := _leading_no(table, words, labels)) is not None:
        return nothing
    for reader in (_by_size, _by_position, _by_number, _by_pieces, _by_words):
        found = reader(lexicon, words, labels)
        if found:
            return found.pop() if len(found) == 1 else _one_named(table, words, labels)
    return _one_named(table, words, labels)


def _by_initial(letter: str, labels: Sequence[Words]) -> int | None:
    """Reads "l" as Left; -1 where a letter may be one label's first and another's place."""
    if len(letter) != 1 or letter not in LETTERS:
        return None
    begins = [at for at, label in enumerate(labels) if label and label[0][0] == letter]
    place = LETTERS.index(letter)
    if len(begins) != 1 or any(len(label[0]) == 1 for label in labels if label):
        return None if place < len(labels) and not begins else -1
    return begins[0] if place >= len(labels) or place == begins[0] else -1


def _as_labels_say(table: Table, words: Words, labels: Sequence[Words]) -> tuple[str, ...]:
    """Returns the words with what labels call otherwise ("carpet" where a label says "floor")."""
    known = {word for label in labels for word in label}
    line = f" {' '.join(words)} "
    for meant, phrases in table["means"].items():
        if meant not in known:
            continue
        for phrase in phrases:
            if not set(phrase.split()) & known:
                line = line.replace(f" {phrase} ", f" {meant} ")
    return tuple(line.split())


def _without_expectations(table: Table, words: Words) -> tuple[str, ...]:
    """Returns the words without a clause that measures by hope or fear ("than I feared")."""
    clauses = _clauses(table, words)
    left = [one for one in clauses if not has_phrase(one, table["expectations"])]
    return (
        tuple(word for one in left for word in one)
        if 0 < len(left) < len(clauses)
        else tuple(words)
    )


def _undenied(
    table: Table, words: Words, labels: Sequence[Words]
) -> tuple[tuple[str, ...], set[int]]:
    """Returns the words without what is turned down, and the labels that are.

    Labels that say no themselves are left to the readings of labels.
    """
    if any(set(label) & {*table["negation"], *table["none"]} for label in labels):
        return tuple(words), set()
    same = {word for word in table["same_words"] if any(word in label for label in labels)}
    stems = [
        _telling_stems(table, label) | {_stem(table, word) for word in label if word in same}
        for label in labels
    ]
    stem_of = {word: _stem(table, word) for word in words}
    return without_denied(table, tuple(words), stems, stem_of)


def _middle_one(table: Table, words: Words, labels: Sequence[Words]) -> int | None:
    """Reads "the middle option" among an odd number of labels."""
    content = [word for word in words if word[0].isalnum() and word not in table["small_words"]]
    asked = set(words) & {*table["option_words"], *table["one"]}
    left = set(content) - {*table["option_words"], *table["one"]}
    if not asked or not left or not left <= set(table["middle"]) or len(labels) % 2 == 0:
        return None
    places = {*table["middle"], *table["sides"]}
    return None if _in_labels(tuple(places), labels) else len(labels) // 2


def _by_count(lexicon: Lexicon, text: str, options: Sequence[str]) -> int | None:
    """Reads "three times" among labels that count ("0", "1", "2+")."""
    if not all(option.rstrip(OR_MORE).isdecimal() for option in options):
        return None
    count = read_count(lexicon, text)
    if count is None and set(plain(lexicon, text)) & set(lexicon.answers["count"]["often"]):
        return len(options) - 1 if options[-1].endswith(OR_MORE) else None
    if count is None:
        return None
    for at, option in enumerate(options):
        least = int(option.rstrip(OR_MORE))
        if count == least or (option.endswith(OR_MORE) and count > least):
            return at
    return None


def read_many(lexicon: Lexicon, text: str, options: Sequence[str]) -> tuple[int, ...] | None:
    """Returns the 0-based indices of several options; () for "none of these"."""
    table = lexicon.answers["choice"]
    words = _own(table, plain(lexicon, text))
    labels = [plain(lexicon, option) for option in options]
    if (exact := _exact(words, labels)) is not None:
        return (exact,)
    if " ".join(word for word in words if word.isalnum()) in table["none_of"]:
        return ()
    if " ".join(word for word in words if word.isalnum()) in table["all_of"]:
        return tuple(range(len(options)))
    if set(words) & set(table["negation"]):
        return tuple(sorted(_named_in_sentence(table, words, labels))) or None
    chosen = [read_choice(lexicon, " ".join(piece), options) for piece in _pieces(table, words)]
    if not set(chosen) - {None}:
        chosen = [read_choice(lexicon, " ".join(words), options)]
    if chosen and None not in chosen:
        return tuple(sorted({at for at in chosen if at is not None}))
    return tuple(sorted(_named_in_sentence(table, words, labels))) or None


def _own(table: Table, words: Words) -> tuple[str, ...]:
    """Returns the words without the clauses that speak of somebody else."""
    pieces: list[list[str]] = [[]]
    for word in words:
        if word in table["separators"]:
            pieces.append([])
        pieces[-1].append(word)
    mine = [piece for piece in pieces if not set(piece) & set(table["others"])]
    return tuple(word for piece in mine for word in piece)


def _one_named(table: Table, words: Words, labels: Sequence[Words]) -> int | None:
    """Returns the one label that a sentence of several clauses names and does not deny."""
    named = _named_in_sentence(table, words, labels)
    return named.pop() if len(named) == 1 else None


def _named_in_sentence(table: Table, words: Words, labels: Sequence[Words]) -> set[int]:
    """Returns the labels that clauses name by a word of their own and that no clause denies.

    Nothing where a clause is a number, an item that is no label, or a word of several labels.
    """
    forms = [_telling_stems(table, label) for label in labels]
    named: set[int] = set()
    denied: set[int] = set()
    for clause in _clauses(table, words):
        said = {_stem(table, word) for word in clause}
        hits = {at for at, own in enumerate(forms) if said & own}
        if clause[0].isdecimal() or any(len(_sharing(forms, stem)) > 1 for stem in said):
            return set()
        unknown_item = not hits and len(clause) <= ITEM_WORDS_MAX
        if unknown_item or has_phrase(clause, table["unsure_clause"]):
            return set()
        (denied if set(clause) & set(table["negation"]) else named).update(hits)
    return named - denied


def _sharing(forms: Sequence[set[str]], stem: str) -> list[int]:
    return [at for at, own in enumerate(forms) if stem in own]


def _telling_stems(table: Table, label: Words) -> set[str]:
    """Returns the stems of a label that tell it from ordinary talk of backs."""
    dull = {*table["small_words"], *table["dull_words"], *table["negation"]}
    return {_stem(table, word) for word in label if word.isalpha() and word not in dull}


def _clauses(table: Table, words: Words) -> list[list[str]]:
    """Cuts a sentence where another clause begins, so that a denial ends there."""
    pieces: list[list[str]] = [[]]
    for word in words:
        if word in table["separators"] or word in table["clause_words"]:
            pieces.append([])
        elif word[0].isalnum():
            pieces[-1].append(word)
    return [piece for piece in pieces if piece]


def _without_adverbs(table: Table, words: Words) -> tuple[str, ...]:
    """Returns the words without a "right" that only strengthens ("right across")."""
    return tuple(
        word
        for word, after in zip(words, (*words[1:], "")[: len(words)], strict=True)
        if word not in table["adverbs"] or after not in table["after_adverb"]
    )


def _leading_no(table: Table, words: Words, labels: Sequence[Words]) -> int | None:
    """Reads "none, it's all in the back": the one label that says no, before a first comma."""
    lead = words[: words.index(COMMA)] if COMMA in words else ()
    if " ".join(lead) not in table["none_of"]:
        return None
    noes = [at for at, label in enumerate(labels) if label[:1] and label[0] in table["none_of"]]
    return noes[0] if len(noes) == 1 else None


def _named_whole(table: Table, words: Words, labels: Sequence[Words]) -> set[int]:
    """Returns the labels all of whose telling words were said."""
    own = [{word for word in label if word not in table["small_words"]} for label in labels]
    return {
        at
        for at, label in enumerate(own)
        if label and label <= set(words) and not any(label < other <= set(words) for other in own)
    }


def _pieces(table: Table, words: Words) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for word in words:
        if word in table["separators"]:
            pieces.append([])
        else:
            pieces[-1].append(word)
    pieces = [piece for piece in pieces if any(word not in table["small_words"] for word in piece)]
    if len(pieces) == 1 and all(word.isdecimal() for word in pieces[0]):
        return [[word] for word in pieces[0]]
    return pieces


def _with_durations(table: Table, words: Words) -> tuple[str, ...]:
    line = f" {' '.join(words)} "
    for said, meant in table["durations"].items():
        line = line.replace(f" {said} ", f" {meant} ")
    return tuple(line.split())


def _exact(words: Words, labels: Sequence[Words]) -> int | None:
    bare = [word for word in words if word[0].isalnum()]
    same = [at for at, label in enumerate(labels) if bare == [w for w in label if w[0].isalnum()]]
    return same[0] if len(same) == 1 else None


def _by_position(lexicon: Lexicon, words: Words, labels: Sequence[Words]) -> set[int]:
    """Reads "b", "option b", "the second one", "last"."""
    table = lexicon.answers["choice"]
    content = [word for word in words if word[0].isalnum() and word not in table["small_words"]]
    if not _only_position(lexicon, words):
        return set()
    found = {LETTERS.index(word) for word in _lone_letters(table, words)}
    found |= {table["ordinals"][word] - 1 for word in content if word in table["ordinals"]}
    found |= {
        int(word) - 1
        for word, after in pairwise(words)
        if word.isdecimal()
        and len(word) <= POSITION_DIGITS_MAX
        and after in table["ordinal_endings"]
    }
    if any(word in table["last"] for word in content) and not _in_labels(content, labels):
        found = {len(labels) - 1 - any(word in table["last_before"] for word in content)}
    return {at for at in found if 0 <= at < len(labels)}


def _only_position(lexicon: Lexicon, words: Words) -> bool:
    """Tells whether a message is nothing but a number, an ordinal or a letter of a list."""
    table = lexicon.answers["choice"]
    numbered = {at for one in numerals(lexicon, words) for at in range(one.start, one.end)}
    known = (
        *table["small_words"], *table["option_words"], *table["ordinals"], *table["last"],
        *table["last_before"], *table["ordinal_endings"], *table["position_words"],
    )  # fmt: skip
    return all(
        at in numbered or word in known or len(word) == 1 or not word[0].isalnum()
        for at, word in enumerate(words)
    )


def _lone_letters(table: Table, words: Words) -> list[str]:
    """Returns the single letters of an answer that has no other words of meaning."""
    letters = [word for word in words if word in LETTERS and len(word) == 1]
    rest = [
        word
        for word in words
        if word[0].isalnum()
        and word not in letters
        and word not in (*table["small_words"], *table["option_words"])
    ]
    if rest:
        return []
    return [letter for letter in letters if letter != "i" or len(words) == 1]


def _in_labels(content: Sequence[str], labels: Sequence[Words]) -> bool:
    return any(word in label for word in content for label in labels)


def _by_number(lexicon: Lexicon, words: Words, labels: Sequence[Words]) -> set[int]:
    """Reads a number as a label that has it, or else as a position counted from 1."""
    said = {one.value for one in numerals(lexicon, words)}
    if not said:
        return set()
    within = [{one.value for one in numerals(lexicon, label)} for label in labels]
    matched = {at for at, values in enumerate(within) if values & said}
    if matched:
        return _closest(words, labels, matched)
    if _by_words(lexicon, words, labels) or not _only_position(lexicon, words):
        return set()
    positions = {int(value) - 1 for value in said if value == int(value)}
    inside = {at for at in positions if 0 <= at < len(labels)}
    return (
        inside
        if not any(within) or (len(inside) == len(said) == 1 and max(said) <= SMALL_POSITION_MAX)
        else set()
    )


def _closest(words: Words, labels: Sequence[Words], among: set[int]) -> set[int]:
    """Keeps those of some labels that share the most words with what was said."""
    shared = {at: len(set(words) & set(labels[at])) for at in among}
    return {at for at in among if shared[at] == max(shared.values())}


def _by_size(lexicon: Lexicon, words: Words, labels: Sequence[Words]) -> set[int]:
    """Reads "the shortest" and "the longest" among labels with one number each."""
    table = lexicon.answers["choice"]
    within = [[one.value for one in numerals(lexicon, label)] for label in labels]
    if not within or any(len(values) != 1 for values in within):
        return set()
    for key, pick in (("shortest", min), ("longest", max)):
        if any(word in table[key] for word in words):
            return {within.index(pick(within))}
    return set()


def _by_pieces(lexicon: Lexicon, words: Words, labels: Sequence[Words]) -> set[int]:
    """Finds that the words on either side of "and" or "or" mean different labels."""
    joiners = lexicon.answers["choice"]["joiners"]
    cuts = [at for at, word in enumerate(words) if word in joiners]
    if not cuts or any(words[cuts[0]] in label for label in labels):
        return set()
    sides = [words[: cuts[0]], words[cuts[0] + 1 :]]
    meant = [found for side in sides if (found := _by_words(lexicon, side, labels))]
    return set().union(*meant) if len(meant) > 1 and not set.intersection(*meant) else set()


def _by_words(lexicon: Lexicon, words: Words, labels: Sequence[Words]) -> set[int]:
    """Reads label words and synonyms: the labels that share the most telling words."""
    table = lexicon.answers["choice"]
    if _refused(table, words, labels):
        return set()
    forms = [_label_forms(table, label) for label in labels]
    said = _said_forms(table, words, set().union(*forms) if forms else set())
    scores = [
        sum(1 / sum(form in other for other in forms) for form in said & own) for own in forms
    ]
    best = max(scores, default=0)
    winners = {at for at, score in enumerate(scores) if best and score >= best - 1e-9}
    if not set(words) & {*table["negation"], *table["none"]}:
        winners -= {at for at in winners if labels[at][:1] and labels[at][0] in table["negation"]}
    whole = _named_whole(table, words, labels) & winners
    if len(whole) == 1 and not set(words) & set(table["negation"]):
        return whole
    return winners if len(winners) < len(labels) or len(labels) == 1 else set(range(len(labels)))


def _refused(table: Table, words: Words, labels: Sequence[Words]) -> bool:
    if has_phrase(words, table["unsure"]) and not any(
        has_phrase(label, table["unsure"]) for label in labels
    ):
        return True
    negated = any(word in table["negation"] for word in words)
    synonym = any(has_phrase(words, group) for group in table["synonyms"])
    return negated and not synonym and not _in_labels(table["negation"], labels)


def _label_forms(table: Table, label: Words) -> set[str]:
    forms = {_stem(table, word) for word in label if word not in table["small_words"]}
    return {form for form in forms if form[0].isalnum()} | _groups(table, label)


def _groups(table: Table, words: Words) -> set[str]:
    """Returns the marks of the synonym groups with a phrase among the words, longest first."""
    hits = [
        (len(phrase.split()), phrase, f"={number}")
        for number, group in enumerate(table["synonyms"])
        for phrase in group
        if has_phrase(words, (phrase,))
    ]
    return {
        mark
        for size, phrase, mark in hits
        if not any(size < other and f" {phrase} " in f" {long} " for other, long, _ in hits)
    }


def _said_forms(table: Table, words: Words, known: set[str]) -> set[str]:
    forms = {_stem(table, word) for word in words if word not in table["small_words"]}
    marks = _groups(table, words)
    return {_near(form, known) for form in forms if form[0].isalnum()} | marks


def _near(form: str, known: set[str]) -> str:
    if form in known or len(form) < TYPO_LENGTH_MIN:
        return form
    return next((name for name in sorted(known) if distance(form, name) == 1), form)


def _stem(table: Table, word: str) -> str:
    for suffix in table["suffixes"]:
        if word.endswith(suffix) and len(word) - len(suffix) >= STEM_LENGTH_MIN:
            return word.removesuffix(suffix)
    return word
