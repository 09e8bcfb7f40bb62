"""flask_server.py --port PORT: a server as the original's: Flask's own server, OpenCV, and model.predict of Keras.

The network is the sequential one with random weights, which take as long as trained ones.
"""

import argparse

import cv2
import keras
import numpy as np
from flask import Flask, jsonify, request

CODES = ["akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"]

arguments = argparse.ArgumentParser()
arguments.add_argument("--port", type=int, required=True)
arguments = arguments.parse_args()


def network():
    model = keras.Sequential([keras.Input((90, 120, 3))])
    for widths in ((32, 64, 64), (64, 128, 128), (128, 256, 256)):
        for width in widths:
            model.add(keras.layers.Conv2D(width, 3))
            model.add(keras.layers.BatchNormalization())
            model.add(keras.layers.ReLU())
        model.add(keras.layers.MaxPooling2D())
        model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Conv2D(7, 1))
    model.add(keras.layers.BatchNormalization())
    model.add(keras.layers.ReLU())
    model.add(keras.layers.Conv2D(7, (6, 9)))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Softmax())
    return model


model = network()
app = Flask(__name__)


@app.get("/health")
def health():
    return jsonify(status="healthy")


@app.post("/predict")
def predict():
    encoded = np.frombuffer(request.files["image"].read(), np.uint8)
    image = cv2.cvtColor(cv2.imdecode(encoded, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    pixels = (cv2.resize(image, (120, 90)).astype(np.float32) - 160) / 47
    probabilities = model.predict(pixels[None], verbose=0)[0]
    top = int(probabilities.argmax())
    return jsonify(
        class_code=CODES[top],
        class_index=top,
        confidence=float(probabilities[top]),
        all_probabilities=dict(zip(CODES, map(float, probabilities))),
    )


app.run(host="127.0.0.1", port=arguments.port)
