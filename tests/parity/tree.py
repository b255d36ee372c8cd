# SPDX-License-Identifier: MIT
"""Builds small nasty trees, takes snapshots of them, tells two snapshots apart."""
import os
import shutil
import stat
import struct

BASE_TIME = 1_600_000_000


class Builder:
    """Makes one tree below `root`.  Paths are str; surrogates stand for bytes
    that are not UTF-8.  Times and modes of directories are set at the end."""

    def __init__(self, root, interpreter):
        self.root = os.fsencode(root)
        self.python = interpreter
        self.clock = BASE_TIME
        self.later = []

    def at(self, path):
        full = os.path.join(self.root, path.encode("utf-8", "surrogateescape"))
        os.makedirs(os.path.dirname(full), exist_ok=True)
        return full

    def file(self, path, content="", mode=0o644, mtime=None):
        full = self.at(path)
        if isinstance(content, str):
            content = content.encode()
        with open(full, "wb") as out:
            out.write(content)
        os.chmod(full, mode)
        self.clock += 1
        seconds = self.clock if mtime is None else mtime
        ns = seconds if isinstance(seconds, tuple) else (seconds, 0)
        total = ns[0] * 10**9 + ns[1]
        os.utime(full, ns=(total, total))

    def directory(self, path, mode=0o755):
        full = self.at(path)
        os.makedirs(full, exist_ok=True)
        self.later.append((full, mode))

    def link(self, path, target):
        os.symlink(os.fsencode(target), self.at(path))

    def hard(self, path, existing):
        os.link(self.at(existing), self.at(path))

    def fifo(self, path):
        os.mkfifo(self.at(path), 0o644)

    def pyc(self, source, header="fresh", body=b"body that is no code", level="",
            legacy=False, mode=0o644):
        """Plants a .pyc for `source`, whose header is fresh or wrong in one way.
        The body tells whether it was written again."""
        info = os.stat(self.at(source))
        fields = {"magic": self.python.magic, "flags": 0,
                  "mtime": int(info.st_mtime_ns // 10**9), "size": info.st_size}
        wrong = {"fresh": {}, "magic": {"magic": b"\xff\xff\r\n"}, "flags": {"flags": 3},
                 "mtime": {"mtime": fields["mtime"] - 1}, "size": {"size": 99999},
                 "short": {}, "empty": {}}[header]
        fields.update(wrong)
        data = struct.pack("<4sLLL", fields["magic"], fields["flags"],
                           fields["mtime"] & 0xFFFFFFFF, fields["size"] & 0xFFFFFFFF)
        if header in ("short", "empty"):
            data, body = data[:11 if header == "short" else 0], b""
        self.file(self.cache(source, level, legacy), data + body, mode)

    def cache(self, source, level="", legacy=False):
        if legacy:
            return source + "c"
        head, name = os.path.split(source)
        opt = f".opt-{level}" if level else ""
        stem = name[:-3] if name != ".py" else "py"
        return os.path.join(head, "__pycache__",
                            f"{stem}.{self.python.tag}{opt}.pyc")

    def finish(self):
        for full, mode in reversed(self.later):
            os.chmod(full, mode)


def remove(path):
    """rm -rf for trees that forbid it, and for very deep ones."""
    path = os.fsencode(path)
    if not os.path.lexists(path):
        return
    for here, names, _ in os.walk(path):
        os.chmod(here, 0o700)
        for name in names:
            full = os.path.join(here, name)
            if not os.path.islink(full):
                os.chmod(full, 0o700)
    shutil.rmtree(path)


class Entry:
    """What one name in a snapshot is."""

    def __init__(self, kind, mode, body, links=(), mtime=None):
        self.kind, self.mode, self.body = kind, mode, body
        self.links, self.mtime = links, mtime

    def __eq__(self, other):
        return self.__dict__ == other.__dict__


def snapshot(root):
    """{relative path: Entry} of everything below root.  Times are taken of
    everything but directories and .pyc files."""
    root = os.fsencode(root)
    found, inodes = {}, {}
    stack = [root]
    while stack:
        here = stack.pop()
        for item in opened(here, lambda path: list(os.scandir(path))):
            path = os.path.relpath(item.path, root)
            info = opened(here, lambda _: os.lstat(item.path))
            mode = stat.S_IMODE(info.st_mode)
            if item.is_symlink():
                found[path] = Entry("link", mode, os.readlink(item.path))
            elif item.is_dir(follow_symlinks=False):
                found[path] = Entry("directory", mode, b"")
                stack.append(item.path)
            elif stat.S_ISREG(info.st_mode):
                found[path] = opened(here, lambda _: read_file(item.path, info, mode))
                inodes.setdefault((info.st_dev, info.st_ino), []).append(path)
            else:
                found[path] = Entry("special", mode, b"")
    for group in inodes.values():
        for path in group:
            found[path].links = tuple(sorted(group))
    return found


def opened(path, look):
    """look(path), with the modes changed for that while if they forbid it."""
    try:
        return look(path)
    except PermissionError:
        mode = stat.S_IMODE(os.lstat(path).st_mode)
        os.chmod(path, mode | 0o700)
        try:
            return look(path)
        finally:
            os.chmod(path, mode)


def read_file(path, info, mode):
    def read(name):
        with open(name, "rb") as source:
            return source.read()
    is_pyc = path.endswith(b".pyc")
    return Entry("file", mode, opened(path, read),
                 mtime=None if is_pyc else info.st_mtime_ns)


def show(path):
    return repr(os.fsdecode(path))


def differences(expected, got):
    """Lines that say how two snapshots differ; none when they are equal."""
    lines = []
    for path in sorted(expected.keys() - got.keys()):
        lines.append(f"missing: {show(path)}")
    for path in sorted(got.keys() - expected.keys()):
        lines.append(f"extra: {show(path)}")
    for path in sorted(expected.keys() & got.keys()):
        lines += entry_differences(show(path), expected[path], got[path])
    return lines


def entry_differences(name, want, have):
    if want == have:
        return []
    lines = []
    if want.kind != have.kind:
        lines.append(f"{name}: is a {have.kind}, not a {want.kind}")
    if want.mode != have.mode:
        lines.append(f"{name}: mode {have.mode:o}, not {want.mode:o}")
    if want.links != have.links:
        lines.append(f"{name}: linked as {have.links}, not {want.links}")
    if want.mtime != have.mtime:
        lines.append(f"{name}: time {have.mtime}, not {want.mtime}")
    if want.body != have.body:
        lines.append(f"{name}: {body_difference(want.body, have.body)}")
    return lines


def body_difference(want, have):
    if want[:16] != have[:16]:
        return f"begins {have[:16].hex()}, not {want[:16].hex()}"
    pairs = zip(want, have)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(want), len(have)))
    return (f"differs at byte {at} (sizes {len(have)}, not {len(want)}): "
            f"{have[at:at + 24]!r}, not {want[at:at + 24]!r}")
