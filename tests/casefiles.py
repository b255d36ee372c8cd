# SPDX-License-Identifier: MIT
"""Cases and what interpreters have recorded of them: folders `cases` beside the tests.

A file of cases holds sources, each after a line "#: title".  In the golden beside it each
title is followed by lines "KEYS ANSWER", the keys, versions mostly, being separated by
commas; "all" are all of the test.
"""
import os
import re


def read_cases(path):
    """[(title, source)], the sources as bytes."""
    with open(path, "rb") as file:
        parts = re.split(rb"^#: (.*)\n", file.read(), flags=re.MULTILINE)
    titles = [title.decode() for title in parts[1::2]]
    assert len(set(titles)) == len(titles), f"{path}: a title is there twice"
    return list(zip(titles, parts[2::2]))


def names(folder):
    return sorted(name for name in os.listdir(folder) if name.endswith(".py"))


def golden_of(path):
    return path[:-len(".py")] + ".golden"


def read_golden(path, keys):
    """{(title, key): answer} of the golden beside the cases at `path`."""
    answers, title = {}, None
    with open(golden_of(path), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#: "):
                title = line[3:-1]
            elif not line.startswith("#"):
                named, answer = line[:-1].split(" ", 1)
                named = keys if named == "all" else named.split(",")
                answers.update({(title, key): answer for key in named})
    return answers


def grouped(title, keys, answers):
    """[("all" or keys, answer)] of one case, equal answers together."""
    groups = {}
    for key in keys:
        groups.setdefault(answers[title, key], []).append(key)
    return [("all" if len(some) == len(keys) else ",".join(some), answer)
            for answer, some in groups.items()]


def write_golden(path, test, titles, keys, answers):
    lines = ["# SPDX-License-Identifier: MIT\n",
             f"# Recorded by {test} --update from real interpreters.\n"]
    for title in titles:
        lines.append(f"#: {title}\n")
        lines += [f"{some} {answer}\n" for some, answer in grouped(title, keys, answers)]
    with open(golden_of(path), "w", encoding="utf-8") as file:
        file.writelines(lines)


def write_sources(folder, sources):
    """The paths of the sources, bytes or text, numbered."""
    paths = []
    for number, source in enumerate(sources):
        paths.append(os.path.join(folder, f"{number}.py"))
        with open(paths[-1], "wb") as file:
            file.write(source if isinstance(source, bytes) else source.encode())
    return paths
