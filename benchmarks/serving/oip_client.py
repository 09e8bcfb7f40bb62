#!/usr/bin/env python3
"""Asks a running inference-service over the Open Inference Protocol with NVIDIA's client, which knows nothing of it.

    pip install 'tritonclient[http]'
    python3 oip_client.py [--url 127.0.0.1:5000] IMAGE...

Checks health and metadata, sends the images in JSON and as bytes behind the JSON, wants the same probabilities as from
/predict, and an error where there must be one. Exit code 0 only if all of that holds.
"""
import argparse
import base64
import json
import urllib.request
import uuid

import numpy as np
from tritonclient.http import InferenceServerClient, InferInput, InferRequestedOutput
from tritonclient.utils import InferenceServerException

MODEL = "dermoscope"


def tensor(files, binary):
    elements = files if binary else [base64.b64encode(f) for f in files]
    image = InferInput("image", [len(files)], "BYTES")
    return image.set_data_from_numpy(np.array(elements, dtype=np.object_), binary_data=binary)


def infer(client, files, binary):
    outputs = [InferRequestedOutput(name, binary_data=binary) for name in ("probabilities", "class")]
    result = client.infer(MODEL, [tensor(files, binary)], outputs=outputs, request_id="oip-client")
    response = result.get_response()
    assert response["id"] == "oip-client", response
    classes = [c.decode() if isinstance(c, bytes) else c for c in result.as_numpy("class")]
    return result.as_numpy("probabilities"), classes, response["model_version"]


def predict(url, file):
    boundary = uuid.uuid4().hex
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="image"; filename="image"\r\n\r\n'.encode()
        + file
        + f"\r\n--{boundary}--\r\n".encode()
    )
    request = urllib.request.Request(
        f"http://{url}/predict", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    )
    with urllib.request.urlopen(request) as response:
        return list(json.load(response)["all_probabilities"].values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="127.0.0.1:5000")
    parser.add_argument("images", nargs="+")
    options = parser.parse_args()
    files = [open(name, "rb").read() for name in options.images]
    client = InferenceServerClient(options.url)

    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(MODEL)
    print("server  ", client.get_server_metadata())
    metadata = client.get_model_metadata(MODEL)
    print("model   ", metadata)
    assert client.is_model_ready(MODEL, metadata["versions"][0]) and not client.is_model_ready("another")

    expected = np.array([predict(options.url, file) for file in files])
    for binary in (False, True):
        probabilities, classes, version = infer(client, files, binary)
        assert probabilities.shape == (len(files), 7) and probabilities.dtype == np.float64
        assert version == metadata["versions"][0]
        difference = np.abs(probabilities - expected).max()
        assert difference < 1e-6, difference
        print("bytes   " if binary else "base64  ", classes, f"at most {difference:.1e} from /predict")

    everything = client.infer(MODEL, [tensor(files, True)])
    assert np.abs(everything.as_numpy("probabilities") - expected).max() < 1e-6
    for model, files, status in (("another", files, "404"), (MODEL, [b"no image"], "415"), (MODEL, [b""], "400")):
        try:
            client.infer(model, [tensor(files, True)])
            raise AssertionError(f"{status} expected")
        except InferenceServerException as refusal:
            assert refusal.status() == status, refusal
            print("refused ", refusal)


if __name__ == "__main__":
    main()
