"""Writes the files beside it with PyTorch: python make.py. The malicious ones say what they would run and run nothing when
they are written; do not load them in Python."""

import collections
import os
import pickle

import torch

HERE = os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(HERE, name)


def tensors():
    whole = torch.arange(12, dtype=torch.float32) / 4
    return collections.OrderedDict(
        whole=whole.view(3, 4),
        part=whole[6:10].view(2, 2),
        transposed=whole.view(3, 4).t(),
        parameter=torch.nn.Parameter(torch.tensor([-1.5, 2.5])),
        half=torch.tensor([1.5, -0.333, 65504.0, 6e-8, 0.0], dtype=torch.float16),
        bfloat=torch.tensor([1.5, -0.333, 3e38], dtype=torch.bfloat16),
        scalar=torch.tensor(0.25),
        empty=torch.zeros(0, 3),
        counter=torch.tensor(7),
    )


def module():
    torch.manual_seed(1)
    return torch.nn.Sequential(torch.nn.Conv2d(1, 2, 1), torch.nn.BatchNorm2d(2)).state_dict()


class Call:
    """Pickled as a call, as anything may be."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


EVIL = "touch dermoscope-was-here"

torch.save(tensors(), path("archive.pth"))
torch.save(tensors(), path("stream.pth"), _use_new_zipfile_serialization=False)
torch.save(module(), path("module.pth"))
torch.save({"model": module()}, path("nested.pth"))
torch.save({"model": module(), "epoch": 3}, path("training-state.pth"))
torch.save({"weight": torch.zeros(2, dtype=torch.float64)}, path("double.pth"))
torch.save({"weight": torch.zeros(2), "extra": Call(os.system, EVIL)}, path("os-system-archive.pth"))
torch.save(
    {"weight": Call(os.system, EVIL)}, path("os-system-stream.pth"), _use_new_zipfile_serialization=False
)
torch.save({"weight": Call(eval, "__import__('os').system('%s')" % EVIL)}, path("eval.pth"))
torch.save(Call(__import__, "os"), path("import.pth"))
torch.save(torch.nn.Linear(1, 1), path("whole-module.pth"))
with open(path("bare-pickle.pth"), "wb") as file:
    pickle.dump({"weight": Call(os.system, EVIL)}, file, protocol=4)
