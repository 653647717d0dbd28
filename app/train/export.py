"""Trained weights → the files that the tagger loads: an 8-bit network, the linker, the vocabulary."""

from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from app.train.network import Encoder, Linker

_OPSET = 17


def export(encoder: Encoder, linker: Linker, vocabulary: list[str], folder: Path) -> None:
    """Write ``tagger.onnx``, ``linker.npz`` and ``vocabulary.txt`` into `folder`."""
    encoder.eval()
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "float.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    names = ("ids", "cases", "mask", "states", "labels")
    torch.onnx.export(
        encoder,
        (ids, torch.zeros_like(ids), torch.ones_like(ids)),
        str(whole),
        input_names=list(names[:3]),
        output_names=list(names[3:]),
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in names},
        opset_version=_OPSET,
        dynamo=False,
    )
    quantize_dynamic(whole, folder / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    halves = {name: value.numpy().astype(np.float16) for name, value in linker.state_dict().items()}
    np.savez_compressed(folder / "linker.npz", **halves)
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", "utf-8")
