"""From SVG to files: PNG and GIF by resvg and Pillow, MP4 by PyAV."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO

import resvg_py
from PIL import Image

from bot.media.figures import Figure
from bot.media.motion import FRAMES_PER_SECOND, pictures
from bot.media.palette import channels
from bot.media.picture import WIDTH, Look, frame

PNG_COLOURS = 96
GIF_COLOURS = 32
MP4_QUALITY = 25
"""The constant rate factor of x264: lower is better and larger."""
STRIP_GAP = 6
PALETTE_MOMENTS = 4
GIF_BYTES_MAX = 290_000
GIF_TRIES = ((352, 2), (352, 3), (320, 3))
"""Widths in pixels, and each how many frames is kept."""


def image(svg: str, width: int = WIDTH) -> Image.Image:
    """Rasterise one SVG at a width in pixels."""
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
    return Image.open(BytesIO(data)).convert("RGB")


def png(picture: Image.Image) -> bytes:
    """Encode a picture with a small palette."""
    out = BytesIO()
    small = picture.quantize(PNG_COLOURS, dither=Image.Dither.NONE)
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def poster(figure: Figure, look: Look, width: int = 2 * WIDTH) -> Image.Image:
    """Draw the one moment that tells most, with arrow and ghost."""
    return image(frame(figure, figure.poster_moment, look), width)


def strip(figure: Figure, look: Look, width: int = WIDTH) -> Image.Image:
    """Draw three moments side by side."""
    panels = [image(frame(figure, at, look), width) for at in figure.moments_shown]
    full = Image.new("RGB", (3 * width + 2 * STRIP_GAP, panels[0].height), look.colours["floor"])
    for index, panel in enumerate(panels):
        full.paste(panel, (index * (width + STRIP_GAP), 0))
    return full


def loop(figure: Figure, look: Look, width: int = WIDTH) -> list[Image.Image]:
    """Rasterise every frame of a loop; frames that are drawn alike are rasterised once."""
    drawn: dict[str, Image.Image] = {}
    found = []
    for seconds in pictures(figure):
        svg = frame(figure, seconds, look)
        if svg not in drawn:
            drawn[svg] = image(svg, width)
        found.append(drawn[svg])
    return found


def gif(frames: Sequence[Image.Image], look: Look) -> bytes:
    """Encode a loop with one palette for all frames, as large and smooth as GIF_BYTES_MAX lets."""
    marks = [channels(look.colours[role]) for role in ("arrow", "skin", "work", "ring")]
    data = b""
    for width, keep in GIF_TRIES:
        data = _gif(frames[::keep], width, keep, marks)
        if len(data) <= GIF_BYTES_MAX:
            break
    return data


def _gif(
    frames: Sequence[Image.Image], width: int, keep: int, marks: Sequence[tuple[int, int, int]]
) -> bytes:
    small = {id(frame): _sized(frame, width) for frame in frames}
    palette = _palette([small[id(frame)] for frame in frames], marks)
    flat = {
        key: picture.quantize(palette=palette, dither=Image.Dither.NONE)
        for key, picture in small.items()
    }
    first, *others = (flat[id(frame)] for frame in frames)
    out = BytesIO()
    pause = round(1000 * keep / FRAMES_PER_SECOND)
    first.save(out, "GIF", save_all=True, append_images=others, duration=pause, loop=0)
    return out.getvalue()


def _sized(picture: Image.Image, width: int) -> Image.Image:
    if picture.width == width:
        return picture
    height = round(picture.height * width / picture.width)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def _palette(frames: Sequence[Image.Image], marks: Sequence[tuple[int, int, int]]) -> Image.Image:
    """Keep the marks' colours and the commonest of some moments: flat areas look as drawn."""
    counts: Counter[tuple[int, ...]] = Counter()
    first = sum(frame.width * frame.height for frame in frames)
    for mark in marks:
        counts[mark] = first
    for share in range(PALETTE_MOMENTS):
        picture = frames[len(frames) * share // PALETTE_MOMENTS]
        for count, colour in picture.getcolors(picture.width * picture.height) or []:
            assert isinstance(colour, tuple)
            counts[colour] += count
    chosen = [channel for colour, _ in counts.most_common(GIF_COLOURS) for channel in colour]
    palette = Image.new("P", (1, 1))
    palette.putpalette(chosen)
    return palette


def mp4(frames: Sequence[Image.Image]) -> bytes:
    """Encode a loop as H.264 without sound."""
    import av

    out = BytesIO()
    with av.open(out, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        stream.width, stream.height = frames[0].size
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(MP4_QUALITY), "preset": "veryfast", "tune": "animation"}
        stream.codec_context.thread_count = 1
        for picture in frames:
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]
        container.mux(stream.encode(None))
    return out.getvalue()
