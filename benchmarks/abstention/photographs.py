"""Sends photographs, scans and textures that show no lesion to a running service: how many does it turn away?

The pictures come with the Python packages scikit-image and scikit-learn, which PYTHON needs beside Pillow.
Usage: photographs.py [URL of /predict]
"""

import io
import json
import os
import sys
import urllib.error
import urllib.request
from collections import Counter

import skimage
import sklearn
from PIL import Image

SKIMAGE = (
    "astronaut.png camera.png chelsea.png coffee.png coins.png color.png brick.png grass.png gravel.png hubble_deep_field.jpg "
    "ihc.png moon.png motorcycle_left.png page.png retina.jpg rocket.jpg text.png"
).split()
SKLEARN = ("china.jpg", "flower.jpg")
BOUNDARY = "photographs-of-no-lesion"


def pictures():
    for package, folder, names in ((skimage, "data", SKIMAGE), (sklearn, os.path.join("datasets", "images"), SKLEARN)):
        for name in names:
            yield name, os.path.join(os.path.dirname(package.__file__), folder, name)


def predict(url, file):
    jpeg = io.BytesIO()
    Image.open(file).convert("RGB").save(jpeg, "JPEG", quality=95)
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="picture.jpg"\r\n'
    body = head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + jpeg.getvalue() + f"\r\n--{BOUNDARY}--\r\n".encode()
    request = urllib.request.Request(url, body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{file}: {refusal.code} {refusal.read().decode()}")


def main():
    url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:5000/predict"
    reasons = Counter()
    for name, file in pictures():
        answer = predict(url, file)
        reason = answer["abstention"]["reason"] if answer["abstained"] else "-"
        reasons[reason] += 1
        print(f"{name:24} {answer['class_code']:6} {answer['confidence']:5.2f}  {reason}")
    total = sum(reasons.values())
    print(f"turned away: {total - reasons['-']} of {total}; {dict(reasons)}")


if __name__ == "__main__":
    main()
