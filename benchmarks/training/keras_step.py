"""Training steps of both networks in Keras on TensorFlow, for the comparison that `benchmarks/training/run` prints.

Usage: keras_step.py ARCHITECTURE BATCH THREADS
Speaks as pytorch_step.py does: reads a number of steps from each line of standard input and answers with one line, the
milliseconds of each step and the CPU milliseconds of all of them together.
"""

import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras
import numpy as np
import tensorflow as tf
from keras import layers

CLASSES = 7


def conv_bn_relu(x, filters, size, padding, bias, penalty=None):
    x = layers.Conv2D(filters, size, padding=padding, use_bias=bias, kernel_regularizer=penalty)(x)
    return layers.ReLU()(layers.BatchNormalization()(x))


def sequential_cnn(image):
    x = image
    for widths in ((32, 64, 64), (64, 128, 128), (128, 256, 256)):
        for filters in widths:
            x = conv_bn_relu(x, filters, 3, "valid", True)
        x = layers.Dropout(0.2)(layers.MaxPooling2D()(x))
    x = conv_bn_relu(x, CLASSES, 1, "valid", True)
    return layers.Flatten()(layers.Conv2D(CLASSES, (6, 9))(x))


def custom_resnet(image):
    penalty = keras.regularizers.L2(0.001)
    channels = 32
    x = conv_bn_relu(image, channels, 3, "same", False, penalty)
    for block in range(4):
        inner = conv_bn_relu(x, channels, 3, "same", False, penalty)
        inner = conv_bn_relu(inner, 2 * channels, 3, "same", False, penalty)
        x = layers.Concatenate()([x, inner])
        if block < 3:
            channels *= 2
            x = layers.MaxPooling2D()(conv_bn_relu(x, channels, 1, "same", False, penalty))
    x = layers.Conv2D(CLASSES, 1, use_bias=False, kernel_regularizer=penalty)(x)
    return layers.GlobalAveragePooling2D()(x)


def main():
    architecture, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    keras.utils.set_random_seed(1)
    image = keras.Input((90, 120, 3))
    if architecture == "sequential-cnn":
        network = keras.Model(image, sequential_cnn(image))
        optimizer = keras.optimizers.Adam(1e-3)
    else:
        network = keras.Model(image, custom_resnet(image))
        optimizer = keras.optimizers.SGD(1e-3, momentum=0.9, nesterov=True)
    network.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    images = np.random.default_rng(1).standard_normal((batch, 90, 120, 3), dtype=np.float32)
    labels = np.random.default_rng(2).integers(0, CLASSES, batch)
    print("ready keras", keras.__version__, "tensorflow", tf.__version__, "parameters", network.count_params(), flush=True)
    for line in sys.stdin:
        times = []
        cpu = time.process_time()
        for _ in range(int(line)):
            start = time.perf_counter()
            network.train_on_batch(images, labels)
            times.append((time.perf_counter() - start) * 1e3)
        print(*times, (time.process_time() - cpu) * 1e3, flush=True)


main()
