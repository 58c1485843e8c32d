"""The trained network as the package ships it: ONNX, weights in eight bits, one marked sentence at a time."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from classifier.encoder import Classifier

INPUTS, OUTPUTS = ["tokens", "marks"], ["type", "mode", "root", "status", "direction"]


class OneSentence(nn.Module):
    """The network without padding: every word piece is seen."""

    def __init__(self, network: Classifier) -> None:
        super().__init__()
        self.network = network

    def forward(self, tokens: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        """`tokens` (1, length) and `marks` (1, 3), int64, to the logits of each head, (1, classes)."""
        return self.network(tokens, marks, torch.ones_like(tokens, dtype=torch.float32))


def write_onnx(network: Classifier, path: Path) -> None:
    """Write the network to `path` with dynamic eight-bit weights.

    Weights use seven of the eight bits (`reduce_range`): products of eight overflow on processors without VNNI, and
    the same model must give the same verdicts everywhere.
    """
    network.eval()
    tokens, marks = torch.tensor([[101, 1, 2023, 2, 5, 2003, 6, 3, 1037, 4, 102]]), torch.tensor([[1, 7, 4]])
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            OneSentence(network),
            (tokens, marks),
            str(full),
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_shapes=({1: torch.export.Dim("length", min=4, max=400)}, None),
            opset_version=20,
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    strip(path)
    onnx.checker.check_model(str(path))


def strip(path: Path) -> None:
    """Take out what the exporter notes beside the graph: traces with the paths of whoever exported it."""
    model = onnx.load(str(path))
    noted = [model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output, *model.graph.value_info]
    for part in (*noted, *model.graph.initializer, *model.functions):
        part.ClearField("doc_string")
        part.ClearField("metadata_props")
    onnx.save(model, str(path))
