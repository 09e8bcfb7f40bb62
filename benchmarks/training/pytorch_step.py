"""Training steps of both networks in PyTorch, for the comparison that `benchmarks/training/run` prints.

Usage: pytorch_step.py ARCHITECTURE BATCH THREADS default|channels-last fp32|bf16
Reads a number of steps from each line of standard input and answers with one line: the milliseconds of each step, and
at the end the CPU milliseconds of all of them together.
"""

import sys
import time

import torch
from torch import nn

CLASSES = 7


def conv_bn_relu(inputs, outputs, size, padding, bias, pool):
    layers = [
        nn.Conv2d(inputs, outputs, size, padding=padding, bias=bias),
        nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01),
        nn.ReLU(inplace=True),
    ]
    return nn.Sequential(*layers, nn.MaxPool2d(2)) if pool else nn.Sequential(*layers)


def sequential_cnn():
    layers = []
    inputs = 3
    for widths in ((32, 64, 64), (64, 128, 128), (128, 256, 256)):
        for i, outputs in enumerate(widths):
            layers.append(conv_bn_relu(inputs, outputs, 3, 0, True, i == 2))
            inputs = outputs
        layers.append(nn.Dropout(0.2))
    layers += [conv_bn_relu(inputs, CLASSES, 1, 0, True, False), nn.Conv2d(CLASSES, CLASSES, (6, 9)), nn.Flatten()]
    return nn.Sequential(*layers)


class Residual(nn.Module):
    """c to 3c channels: two convolutions, concatenated after the input."""

    def __init__(self, channels):
        super().__init__()
        self.inner = nn.Sequential(
            conv_bn_relu(channels, channels, 3, 1, False, False),
            conv_bn_relu(channels, 2 * channels, 3, 1, False, False),
        )

    def forward(self, x):
        return torch.cat((x, self.inner(x)), dim=1)


def custom_resnet():
    layers = [conv_bn_relu(3, 32, 3, 1, False, False)]
    channels = 32
    for block in range(4):
        layers.append(Residual(channels))
        if block < 3:
            layers.append(conv_bn_relu(3 * channels, 2 * channels, 1, 0, False, True))
            channels *= 2
    layers += [nn.Conv2d(3 * channels, CLASSES, 1, bias=False), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return nn.Sequential(*layers)


def optimizer(architecture, network):
    if architecture == "sequential-cnn":
        return torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7)
    kernels = [p for p in network.parameters() if p.dim() == 4]
    others = [p for p in network.parameters() if p.dim() != 4]
    groups = [{"params": kernels, "weight_decay": 0.002}, {"params": others}]
    return torch.optim.SGD(groups, lr=1e-3, momentum=0.9, nesterov=True)


def main():
    architecture, layout, precision = sys.argv[1], sys.argv[4], sys.argv[5]
    batch, threads = int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = (sequential_cnn if architecture == "sequential-cnn" else custom_resnet)().train()
    images = torch.randn(batch, 3, 90, 120)
    labels = torch.randint(0, CLASSES, (batch,))
    if layout == "channels-last":
        network = network.to(memory_format=torch.channels_last)
        images = images.contiguous(memory_format=torch.channels_last)
    update = optimizer(architecture, network)
    loss_of = nn.CrossEntropyLoss()
    print("ready torch", torch.__version__, "parameters", sum(p.numel() for p in network.parameters()), flush=True)
    for line in sys.stdin:
        times = []
        cpu = time.process_time()
        for _ in range(int(line)):
            start = time.perf_counter()
            update.zero_grad(set_to_none=True)
            with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
                loss = loss_of(network(images), labels)
            loss.backward()
            update.step()
            times.append((time.perf_counter() - start) * 1e3)
        print(*times, (time.process_time() - cpu) * 1e3, flush=True)


main()
