"""A worker begins at once, however much is known."""

from __future__ import annotations

import ast

from ..test_house import MODULES, label

SHORT = {"str", "bool", "int", "Field[Any]"}
"""What is spelled out in no time: Textual describes a worker by the `repr` of whatever its method is given."""


def test_no_worker_is_given_years_of_records_which_would_be_spelled_out_before_it_begins() -> None:
    given = {
        f"{label(module)}: {node.name}({argument.arg})": argument.annotation and ast.unparse(argument.annotation)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_worker(node)
        for argument in (*node.args.args[1:], *node.args.kwonlyargs)
    }
    assert given, "no worker was found that is given anything"
    assert {name: kind for name, kind in given.items() if kind not in SHORT} == {}


def _is_worker(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    decorators = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    return any(isinstance(each, ast.Name) and each.id == "work" for each in decorators)
