"""fastapi_server.py --port PORT --model FILE.onnx: how one would serve the model in Python today.

FastAPI on uvicorn, decoding and ONNX Runtime in a pool of as many threads as there are processors, one thread a pass.
"""

import argparse
import asyncio
import io
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnxruntime
import uvicorn
from fastapi import FastAPI, UploadFile
from PIL import Image

CODES = ["akiec", "bcc", "bkl", "df", "mel", "nv", "vasc"]

arguments = argparse.ArgumentParser()
arguments.add_argument("--port", type=int, required=True)
arguments.add_argument("--model", required=True)
arguments = arguments.parse_args()

settings = onnxruntime.SessionOptions()
settings.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(arguments.model, settings, providers=["CPUExecutionProvider"])
pool = ThreadPoolExecutor(os.cpu_count())
app = FastAPI()


def classify(encoded):
    image = Image.open(io.BytesIO(encoded)).convert("RGB").resize((120, 90), Image.Resampling.BILINEAR)
    pixels = (np.asarray(image, np.float32) - 160) / 47
    (logits,) = session.run(["logits"], {"x": np.ascontiguousarray(pixels.transpose(2, 0, 1))[None]})
    exponentials = np.exp(logits[0] - logits[0].max())
    probabilities = exponentials / exponentials.sum()
    top = int(probabilities.argmax())
    return {
        "class_code": CODES[top],
        "class_index": top,
        "confidence": float(probabilities[top]),
        "all_probabilities": dict(zip(CODES, map(float, probabilities))),
    }


@app.get("/health")
async def health():
    return {"status": "healthy"}


@app.post("/predict")
async def predict(image: UploadFile):
    return await asyncio.get_running_loop().run_in_executor(pool, classify, await image.read())


uvicorn.run(app, host="127.0.0.1", port=arguments.port, log_level="warning", access_log=False)
