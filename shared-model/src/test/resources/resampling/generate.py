"""Writes the golden values of the resampler and of the preprocessing; needs Python with Pillow and numpy.

pillow.csv: source width, source height, width, height, SHA-256 of the pixels that Pillow's BILINEAR gives.
preprocessing.csv: the floats of a 64x48 picture at 12x9, normalised by numpy in double precision; one row a line.
preprocessing.png: that picture.
"""
import hashlib

import numpy as np
from PIL import Image


def formula(width, height):
    y, x = np.mgrid[0:height, 0:width]
    return Image.fromarray(
        np.stack([(x * 7 + y * 3) % 256, (x * x + y * 11) % 256, (x // 4 + y // 3) % 2 * 255], -1).astype(np.uint8))


SIZES = [(600, 450, 120, 90), (200, 150, 120, 90), (23, 17, 120, 90), (23, 17, 7, 5), (7, 5, 7, 11), (1, 1, 120, 90),
         (101, 77, 13, 64), (1000, 3, 10, 3), (123, 91, 122, 90), (2, 2, 3, 3), (640, 480, 224, 224)]
with open("pillow.csv", "w") as out:
    for size in SIZES:
        pixels = formula(*size[:2]).resize(size[2:], Image.BILINEAR).tobytes()
        out.write(",".join(map(str, size)) + "," + hashlib.sha256(pixels).hexdigest() + "\n")

MEAN, STD = np.array([160.5, 117.25, 99.0]), np.array([47.5, 63.125, 128.75])
picture = formula(64, 48)
picture.save("preprocessing.png")
values = (np.asarray(picture.resize((12, 9), Image.BILINEAR)).astype(np.float64) - MEAN) / STD
with open("preprocessing.csv", "w") as out:
    for row in values.astype(np.float32).reshape(9, 36):
        out.write(",".join(repr(float(v)) for v in row) + "\n")
