"""check_onnx.py CHECKPOINT_FOLDER [IMAGE_FOLDER]: the ONNX files of a checkpoint, looked at from outside.

Both must pass the checker of the onnx package, and onnxruntime in Python must give for each golden image what the
trainer noted in the manifest. Images are resized by Pillow here, so that the preprocessing is checked as well: a pixel
may be rounded the other way.

With a folder of the data set's images, the validation part is classified as well: by each file as onnxruntime runs it on this
processor, and by the arithmetic that the file describes, each operation by itself. A processor that sums the products of
8-bit integers in too few bits answers otherwise.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from PIL import Image

TOLERANCES = {"onnx": 2e-3, "onnx-int8": 2e-2}


def network_input(file, preprocessing):
    size = (preprocessing["width"], preprocessing["height"])
    pixels = np.asarray(Image.open(file).convert("RGB").resize(size, Image.Resampling.BILINEAR), np.float64)
    statistics = preprocessing["normalization"]
    normalised = (pixels - statistics["mean"]) / statistics["std"]
    return normalised.astype(np.float32).transpose(2, 0, 1)[None].copy()


def probabilities(logits, temperature):
    scaled = logits.astype(np.float64) / temperature
    exponentials = np.exp(scaled - scaled.max())
    return exponentials / exponentials.sum()


def session(file, level=onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def compare(folder, images, manifest):
    with open(folder / "split.csv", newline="") as rows:
        part = [row["image_id"] for row in csv.DictReader(rows) if row["part"] == "validation"]
    inputs = [network_input(images / f"{image}.jpg", manifest["preprocessing"]) for image in part]

    def classes(runner):
        return np.array([runner.run(["logits"], {"x": x})[0].argmax() for x in inputs])

    exact = classes(session(folder / "model.onnx"))
    described = classes(
        session(folder / "model.int8.onnx", onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL))
    here = classes(session(folder / "model.int8.onnx"))
    print(
        f"of {len(part)} validation images in 8-bit integers {(described == exact).mean():.2%} have the class of float32 by"
        f" the arithmetic of the file, {(here == exact).mean():.2%} as it runs on this processor; these two agree on"
        f" {(here == described).mean():.2%}"
    )


def main(folder, images=None):
    manifest = json.loads((folder / "manifest.json").read_text())
    temperature = manifest.get("calibration", {}).get("temperature", 1)
    failures = 0
    for export in manifest["exports"]:
        file = folder / export["object"]
        onnx.checker.check_model(onnx.load(file), full_check=True)
        runner = session(file)
        largest = 0
        evidence = 0
        for golden, expected in zip(manifest["goldens"], export["goldens"], strict=True):
            logits, _, maps = runner.run(None, {"x": network_input(folder / golden["object"], manifest["preprocessing"])})
            largest = max(largest, np.abs(probabilities(logits[0], temperature) - expected).max())
            bias = json.loads(runner.get_modelmeta().custom_metadata_map["dermoscope.head_bias"])
            evidence = max(evidence, np.abs(maps[0].sum(axis=(1, 2)) + bias - logits[0]).max())
        good = largest <= TOLERANCES[export["engine"]] and evidence <= 1e-4
        failures += not good
        print(
            f"{export['object']}: passes the checker; {len(export['goldens'])} golden images, largest difference of a"
            f" probability {largest:.1e}, of evidence from its logit {evidence:.1e}: {'good' if good else 'TOO FAR OFF'}"
        )
    if images:
        compare(folder, images, manifest)
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*map(Path, sys.argv[1:])))
