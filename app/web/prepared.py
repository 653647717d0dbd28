"""Templates as one flat function a page: its parts written out in their places, its words put into one list.

A template of pages is bound to be slow as Jinja compiles it for everybody: every part that it includes is a
generator in a context of its own, whatever that yields is passed on by each generator around it, and a name
after a dot is looked for by a function. Our parts are files that stay what they are, our pages are
dataclasses: so a part is compiled where it is included, what a block has to say is collected in a list,
and `line.words` is just that.
"""

# ruff: noqa: ANN401, ARG002, FBT001, FBT002, N802 - the methods overridden here are Jinja's

from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]


def escaped(value: object) -> str:
    """`value` as text within HTML; what is neither a string nor markup as it reads.

    A page has thousands: none is made `Markup` only to be joined with others right away.
    """
    if type(value) is str:
        return _escape_inner(value)
    if type(value) is Markup:
        return value
    return escape(value)


class _Compiler(CodeGenerator):
    """Compiles a template for speed; what it prints is the same, and what is missing still an error."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline(f"from {__name__} import {escaped.__name__}")
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        if frame.parent is None:  # the page itself, or a block
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f"{escaped.__name__}(")


class Templates(Environment):
    """A folder's templates; an undefined name in one is an error, never an empty string."""

    code_generator_class = _Compiler

    def __init__(self, files: FileSystemLoader) -> None:
        # A server reads its templates once: Jinja would ask for the date of a part's file at each use.
        super().__init__(
            loader=files,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Kept(),
        )
        self.files = files

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Parts(self).visit(tree)
        return tree


class _Kept(BytecodeCache):
    """What templates are compiled to, once a process however many apps it makes."""

    codes: ClassVar[dict[str, tuple[str, CodeType]]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        source, code = self.codes.get(bucket.key, ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self.codes[bucket.key] = bucket.checksum, bucket.code


class _Parts(NodeTransformer):
    """Puts the parts of a template in the places where they are included."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        if not isinstance(node.template, nodes.Const):
            return node  # which part it is, only the page knows
        name = node.template.value
        source, filename, _ = self.templates.files.get_source(self.templates, name)
        part = self.templates.parse(source, name, filename)
        for each in part.find_all(nodes.Node):
            each.lineno = node.lineno  # an error is told to be at the line that includes it
        return nodes.Scope(part.body, lineno=node.lineno)
