"""From SVG to files: PNG and GIF by resvg and Pillow, MP4 by PyAV."""

from collections.abc import Sequence
from io import BytesIO

import resvg_py
from PIL import Image

from bot.media.figures import Figure
from bot.media.motion import FRAMES_PER_SECOND, moments
from bot.media.picture import HEIGHT, WIDTH, Look, frame

PNG_COLOURS = 128
GIF_COLOURS = 64
MP4_QUALITY = 26


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


def frames(figure: Figure, look: Look, width: int = WIDTH) -> list[Image.Image]:
    """Rasterise a whole loop."""
    return [image(frame(figure, seconds, look), width) for seconds in moments(figure)]


def gif(pictures: Sequence[Image.Image]) -> bytes:
    """Encode a loop with one palette for all frames."""
    palette = pictures[len(pictures) // 2].quantize(GIF_COLOURS, dither=Image.Dither.NONE)
    flat = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    out = BytesIO()
    pause = round(1000 / FRAMES_PER_SECOND)
    flat[0].save(
        out, "GIF", save_all=True, append_images=flat[1:], duration=pause, loop=0, optimize=False
    )
    return out.getvalue()


def mp4(pictures: Sequence[Image.Image]) -> bytes:
    """Encode a loop as H.264 without sound."""
    import av

    out = BytesIO()
    with av.open(out, "w", format="mp4", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND)
        stream.width, stream.height = pictures[0].size
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(MP4_QUALITY), "preset": "medium", "tune": "animation"}
        stream.thread_count = 1
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode(None))
    return out.getvalue()
