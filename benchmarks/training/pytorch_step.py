"""Training steps of three networks in PyTorch, for the comparison that `benchmarks/training/run` prints.

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


class ConvBnRelu6(nn.Sequential):
    def __init__(self, inputs, outputs, size, stride=1, groups=1, activation=True):
        layers = [
            nn.Conv2d(inputs, outputs, size, stride, size // 2, groups=groups, bias=False),
            nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01),
        ]
        super().__init__(*layers, nn.ReLU6(inplace=True)) if activation else super().__init__(*layers)


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, expansion, size, stride):
        super().__init__()
        inner = inputs * expansion
        self.shortcut = stride == 1 and inputs == outputs
        self.layers = nn.Sequential(
            *([ConvBnRelu6(inputs, inner, 1)] if expansion > 1 else []),
            ConvBnRelu6(inner, inner, size, stride, groups=inner),
            ConvBnRelu6(inner, outputs, 1, activation=False),
        )

    def forward(self, x):
        return x + self.layers(x) if self.shortcut else self.layers(x)


def efficientnet_lite0():
    stages = (
        (1, 3, 1, 1, 16),
        (2, 3, 2, 6, 24),
        (2, 5, 2, 6, 40),
        (3, 3, 2, 6, 80),
        (3, 5, 1, 6, 112),
        (4, 5, 2, 6, 192),
        (1, 3, 1, 6, 320),
    )
    layers = [ConvBnRelu6(3, 32, 3, 2)]
    channels = 32
    for blocks, size, stride, expansion, outputs in stages:
        for block in range(blocks):
            layers.append(InvertedResidual(channels, outputs, expansion, size, stride if block == 0 else 1))
            channels = outputs
    layers += [ConvBnRelu6(channels, 1280, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.3)]
    return nn.Sequential(*layers, nn.Linear(1280, CLASSES))


# By architecture: the network, and its input's height and width.
NETWORKS = {
    "sequential-cnn": (sequential_cnn, 90, 120),
    "custom-resnet": (custom_resnet, 90, 120),
    "efficientnet-lite0": (efficientnet_lite0, 144, 192),
}


def optimizer(architecture, network):
    if architecture == "efficientnet-lite0":
        return torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.05)
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
    build, height, width = NETWORKS[architecture]
    network = build().train()
    images = torch.randn(batch, 3, height, width)
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
