"""Which parts of some modules a call runs through, at hardly any cost: what a guided search goes by.

Every block of every function gets a mark of its own, in new code that takes the place of the old for as long
as the watch lasts. Nothing is imported anew, so classes stay the same to whoever has imported them.
"""

import ast
import gc
import types
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

_NAME = "__seen__"


class _Marking(ast.NodeTransformer):
    """Puts `__seen__[n] = 1` before each block within functions."""

    def __init__(self, first: int) -> None:
        self.next, self._functions = first, 0

    def generic_visit(self, node: ast.AST) -> ast.AST:
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        self._functions += is_function
        super().generic_visit(node)
        if self._functions and not isinstance(node, ast.ClassDef):
            for name in ("body", "orelse", "finalbody"):
                block = getattr(node, name, None)
                if isinstance(block, list) and block:
                    block.insert(0, self._mark(block[0]))
        self._functions -= is_function
        return node

    def _mark(self, before: ast.stmt) -> ast.stmt:
        mark = ast.parse(f"{_NAME}[{self.next}] = 1").body[0]
        for node in ast.walk(mark):
            ast.copy_location(node, before)
        self.next += 1
        return mark


class Watch:
    """What has run since `begin`, and whether any of it is new."""

    def __init__(self) -> None:
        self.seen = bytearray()
        self._known = 0

    def begin(self) -> None:
        """Forget what ran, but not that it did."""
        self.seen[:] = bytes(len(self.seen))

    def is_new(self) -> bool:
        """Whether something ran that never had before."""
        ran = int.from_bytes(self.seen)
        is_new = bool(ran & ~self._known)
        self._known |= ran
        return is_new

    @property
    def blocks(self) -> int:
        """How many blocks have ever run."""
        return self._known.bit_count()


@contextmanager
def watched(modules: Iterable[ModuleType]) -> Iterator[Watch]:
    """A watch over the functions of these modules."""
    watch, before = Watch(), dict[FunctionType, CodeType]()
    functions: dict[int, list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            functions.setdefault(id(one.__globals__), []).append(one)
    size = 0
    for module in modules:
        spec = find_spec(module.__name__)
        if spec is None or not (spec.origin or "").endswith(".py"):
            continue
        marking = _Marking(size)
        tree = marking.visit(ast.parse(Path(spec.origin).read_text("utf-8")))
        made = dict(_codes(compile(tree, spec.origin, "exec", dont_inherit=True)))
        size = marking.next
        vars(module)[_NAME] = watch.seen
        for function in functions.get(id(vars(module)), []):
            old = function.__code__
            new = made.get((old.co_qualname, old.co_firstlineno))
            if new is not None and new.co_freevars == old.co_freevars:
                before[function] = old
                function.__code__ = new
    watch.seen.extend(bytes(size))
    try:
        yield watch
    finally:
        for function, old in before.items():
            function.__code__ = old


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            if one.co_name != "<lambda>":
                yield (one.co_qualname, one.co_firstlineno), one
            yield from _codes(one)
