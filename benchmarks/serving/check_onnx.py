"""check_onnx.py CHECKPOINT_FOLDER: the ONNX files of a checkpoint, looked at from outside.

Both must pass the checker of the onnx package, and onnxruntime in Python must give for each golden image what the
trainer noted in the manifest. Images are resized by Pillow here, so that the preprocessing is checked as well: a pixel
may be rounded the other way.
"""

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


def main(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    temperature = manifest.get("calibration", {}).get("temperature", 1)
    failures = 0
    for export in manifest["exports"]:
        file = folder / export["object"]
        onnx.checker.check_model(onnx.load(file), full_check=True)
        session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
        largest = 0
        evidence = 0
        for golden, expected in zip(manifest["goldens"], export["goldens"], strict=True):
            logits, _, maps = session.run(None, {"x": network_input(folder / golden["object"], manifest["preprocessing"])})
            largest = max(largest, np.abs(probabilities(logits[0], temperature) - expected).max())
            bias = json.loads(session.get_modelmeta().custom_metadata_map["dermoscope.head_bias"])
            evidence = max(evidence, np.abs(maps[0].sum(axis=(1, 2)) + bias - logits[0]).max())
        good = largest <= TOLERANCES[export["engine"]] and evidence <= 1e-4
        failures += not good
        print(
            f"{export['object']}: passes the checker; {len(export['goldens'])} golden images, largest difference of a"
            f" probability {largest:.1e}, of evidence from its logit {evidence:.1e}: {'good' if good else 'TOO FAR OFF'}"
        )
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
