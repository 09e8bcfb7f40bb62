"""Writes the images that the decoder's tests read, and fixtures.csv, which says what each must decode to.

Needs Python with Pillow and numpy: python generate.py (in this folder). Every picture is 23x17 and follows a formula
that the tests know as well, see PicturePattern.java. Columns: file, pattern, orientation, tolerance.
"""
import io
import struct
import zlib

import numpy as np
from PIL import Image

W, H = 23, 17
ROWS = []
y, x = np.mgrid[0:H, 0:W].astype(np.int64)
rgb = np.stack([11 * x, 15 * y, 5 * x + 7 * y], -1).astype(np.uint8)
alpha = ((13 * x + 3 * y) % 256).astype(np.uint8)
rgb16 = np.stack([2800 * x, 3800 * y, 1000 * x + 2000 * y], -1)
alpha16 = 2200 * x + 900 * y
cmyk = np.dstack([11 * x, 15 * y, 5 * x + 7 * y, 4 * x]).astype(np.uint8)
PALETTE = [200, 30, 40, 10, 120, 60, 250, 240, 230, 30, 30, 120]
index = ((x + 2 * y) % 4).astype(np.uint8)

RGB = Image.fromarray(rgb)
RGBA = Image.fromarray(np.dstack([rgb, alpha]))
GRAY = Image.fromarray(rgb[..., 2])
LA = Image.merge("LA", (GRAY, Image.fromarray(alpha)))
BW = Image.fromarray(((x + y) % 2 * 255).astype(np.uint8)).convert("1")
PAL = Image.fromarray(index).convert("P")
PAL.putdata(index.ravel().tolist())
PAL.putpalette(PALETTE)
CMYK = Image.frombytes("CMYK", (W, H), cmyk.tobytes())
FRAMES = [RGB.transpose(t) for t in (0, 1, 3)]


def put(name, data, pattern, orientation=1, tolerance=0):
    open(name, "wb").write(data)
    ROWS.append(f"{name},{pattern},{orientation},{tolerance}")


def save(image, name, pattern, orientation=1, tolerance=0, **options):
    buffer = io.BytesIO()
    kind = {"jpg": "JPEG", "tif": "TIFF"}.get(name.split(".")[-1], name.split(".")[-1].upper())
    image.save(buffer, kind, **options)
    put(name, buffer.getvalue(), pattern, orientation, tolerance)


def exif(orientation):
    tags = Image.Exif()
    tags[0x112] = orientation
    return tags


def png16(samples, color_type):
    raw = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", W, H, 16, color_type, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


def tiff(samples, bits, photometric=2, extra=None, order="<", orientation=1, sample_format=1):
    """An uncompressed TIFF with one strip."""
    count = samples.shape[2]
    kind = "f4" if sample_format == 3 else f"u{bits // 8}"
    data = samples.astype(order + kind).tobytes()
    tags = [(256, 3, [W]), (257, 3, [H]), (258, 3, [bits] * count), (259, 3, [1]), (262, 3, [photometric]),
            (273, 4, [0]), (274, 3, [orientation]), (277, 3, [count]), (278, 3, [H]), (279, 4, [len(data)]), (284, 3, [1])]
    tags += [(338, 3, [extra])] if extra is not None else []
    tags += [(339, 3, [sample_format] * count)]
    long_values = 8 + 2 + 12 * len(tags) + 4
    data_at = long_values + sum(2 * len(v) for _, t, v in tags if t == 3 and len(v) > 2)
    values = records = b""
    for tag, typ, value in tags:
        packed = struct.pack(order + ("H" if typ == 3 else "I") * len(value), *([data_at] if tag == 273 else value))
        if len(packed) > 4:
            values, packed = values + packed, struct.pack(order + "I", long_values + len(values))
        records += struct.pack(order + "HHI", tag, typ, len(value)) + packed.ljust(4, b"\0")
    start = b"II*\0" if order == "<" else b"MM\0*"
    return start + struct.pack(order + "IH", 8, len(tags)) + records + struct.pack(order + "I", 0) + values + data


def bmp(height, bits, data, compression=0, palette=b""):
    header = struct.pack("<IiiHHIIiiII", 40, W, height, 1, bits, compression, len(data), 0, 0, len(palette) // 4, 0)
    at = 14 + len(header) + len(palette)
    return b"BM" + struct.pack("<IHHI", at + len(data), 0, 0, at) + header + palette + data


EXACT_JPEG = dict(quality=98, subsampling=0)
# JPEG
save(RGB, "rgb.jpg", "rgb", tolerance=4, **EXACT_JPEG)
save(RGB, "progressive.jpg", "rgb", tolerance=4, progressive=True, **EXACT_JPEG)
save(GRAY, "gray.jpg", "gray", tolerance=3, quality=98)
save(CMYK, "cmyk.jpg", "cmyk", tolerance=5, quality=98)
# PNG
save(RGB, "rgb.png", "rgb")
save(RGBA, "rgba.png", "rgba")
save(GRAY, "gray.png", "gray")
save(LA, "gray-alpha.png", "gray_alpha")
save(BW, "black-white.png", "black_white")
save(PAL, "palette.png", "palette")
save(PAL, "palette-transparent.png", "palette_transparent", transparency=3)
save(RGB, "animated.png", "rgb", save_all=True, append_images=FRAMES)
put("rgb16.png", png16(rgb16, 2), "rgb16")
put("rgba16.png", png16(np.dstack([rgb16, alpha16]), 6), "rgba16")
put("gray16.png", png16(rgb16[..., 2:], 0), "gray16")
# BMP
save(RGB, "rgb.bmp", "rgb")
save(GRAY, "gray.bmp", "gray")
save(BW, "black-white.bmp", "black_white")
save(PAL, "palette.bmp", "palette")
masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
bgra = np.dstack([rgb[..., ::-1], alpha])[::-1].tobytes()
put("rgba.bmp", b"BM" + struct.pack("<IHHI", 122 + len(bgra), 0, 0, 122)
    + struct.pack("<IiiHHIIiiII", 108, W, H, 1, 32, 3, len(bgra), 0, 0, 0, 0) + masks + bytes(52) + bgra, "rgba")
unused = np.dstack([rgb[..., ::-1], np.zeros((H, W), np.uint8)])
put("unused-alpha.bmp", bmp(H, 32, unused[::-1].tobytes()), "rgb")
put("top-down.bmp", bmp(-H, 32, unused.tobytes()), "rgb")
bgr_palette = b"".join(bytes([PALETTE[i + 2], PALETTE[i + 1], PALETTE[i], 0]) for i in range(0, 12, 3)) + bytes(4 * 252)
runs = b"\0\0".join(b"".join(bytes([1, i]) for i in row) for row in index[::-1]) + b"\0\1"
put("run-length.bmp", bmp(H, 8, runs, 1, bgr_palette), "palette")
padded = b"".join(row.tobytes().ljust((3 * W + 3) // 4 * 4, b"\0") for row in rgb[::-1, :, ::-1])
put("os2.bmp", b"BM" + struct.pack("<IHHIIHHHH", 26 + len(padded), 0, 0, 26, 12, W, H, 1, 24) + padded, "rgb")
# WebP
save(RGB, "rgb.webp", "rgb", lossless=True)
save(RGBA, "rgba.webp", "rgba", lossless=True, exact=True)
save(RGB, "lossy.webp", "rgb", tolerance=40, quality=95)
save(RGB, "animated.webp", "rgb", save_all=True, append_images=FRAMES, lossless=True)
# GIF
save(PAL, "palette.gif", "palette")
save(PAL, "palette-transparent.gif", "palette_transparent", transparency=3)
save(PAL, "interlaced.gif", "palette", interlace=1)
save(GRAY, "gray.gif", "gray")
save(PAL, "animated.gif", "palette", save_all=True, append_images=[PAL.transpose(0), PAL.transpose(1)])
# TIFF
for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
    save(RGB, compression.replace("_", "-") + ".tif", "rgb", compression=compression)
save(RGB, "jpeg.tif", "rgb", tolerance=30, compression="jpeg", quality=98)
save(BW, "group4.tif", "black_white", compression="group4")
save(PAL, "palette.tif", "palette")
save(GRAY, "gray.tif", "gray")
save(CMYK, "cmyk.tif", "cmyk", tolerance=1)
save(RGB, "pages.tif", "rgb", save_all=True, append_images=FRAMES)
for order, suffix in (("<", "little"), (">", "big")):
    put(f"rgb-{suffix}.tif", tiff(rgb, 8, order=order), "rgb")
    put(f"rgb16-{suffix}.tif", tiff(rgb16, 16, order=order), "rgb16")
put("gray16.tif", tiff(rgb16[..., 2:], 16, photometric=1), "gray16")
put("white-is-zero.tif", tiff(255 - rgb[..., 2:], 8, photometric=0), "gray")
put("rgba.tif", tiff(np.dstack([rgb, alpha]), 8, extra=2), "rgba", tolerance=1)
put("rgba16.tif", tiff(np.dstack([rgb16, alpha16]), 16, extra=2), "rgba16")
premultiplied = (rgb.astype(int) * alpha[..., None] + 127) // 255
put("premultiplied.tif", tiff(np.dstack([premultiplied, alpha]), 8, extra=1), "rgba", tolerance=1)
premultiplied16 = (rgb16 * alpha16[..., None] + 32767) // 65535
put("premultiplied16.tif", tiff(np.dstack([premultiplied16, alpha16]), 16, extra=1), "rgba16", tolerance=1)
put("unspecified-extra.tif", tiff(np.dstack([rgb, alpha]), 8, extra=0), "rgb")
for name, refused in (("float", tiff(rgb / 255.0, 32, sample_format=3)),
                      ("gray-alpha", tiff(np.dstack([rgb[..., 2], alpha]), 8, photometric=1, extra=2)),
                      ("white-is-zero16", tiff(65535 - rgb16[..., 2:], 16, photometric=0))):
    put(f"{name}.tif", refused, "refused")
# Orientation: the stored picture follows the formula, the decoded one is turned.
for orientation in range(1, 9):
    tags = exif(orientation)
    save(RGB, f"orientation-{orientation}.jpg", "rgb", orientation, 4, exif=tags, **EXACT_JPEG)
    save(RGB, f"orientation-{orientation}.png", "rgb", orientation, exif=tags)
    save(RGB, f"orientation-{orientation}.webp", "rgb", orientation, exif=tags, lossless=True)
    put(f"orientation-{orientation}.tif", tiff(rgb, 8, orientation=orientation), "rgb", orientation)
    put(f"orientation16-{orientation}.tif", tiff(rgb16, 16, orientation=orientation), "rgb16", orientation)

open("fixtures.csv", "w").write("file,pattern,orientation,tolerance\n" + "\n".join(ROWS) + "\n")
