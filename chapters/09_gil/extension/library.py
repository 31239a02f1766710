"""Finds the extension, or builds it, and imports it.

    python3 library.py      says which file it is
"""

import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = {"darwin": "libextension.dylib", "win32": "extension.dll"}.get(
    sys.platform, "libextension.so"
)
ENDING = ".pyd" if sys.platform == "win32" else ".abi3.so"
# The processes of `multiprocessing.Pool` find the file by this.
VARIABLE = "EXTENSION_FOLDER"


def build():
    """The path of the library, built if need be."""
    lines = subprocess.run(
        ["cargo", "build", "--release", "--package", "extension", "--message-format=json"],
        cwd=HERE,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout.splitlines()
    import json

    for message in map(json.loads, lines):
        if message.get("target", {}).get("name") == "extension":
            for path in message.get("filenames", ()):
                if os.path.basename(path) == FILE:
                    return path
    sys.exit("cargo has built no " + FILE)


def load():
    """The module."""
    folder = os.environ.get(VARIABLE)
    if folder is None:
        # Python wants a name of its own for it.
        folder = tempfile.mkdtemp()
        path = os.environ.get("EXTENSION_LIBRARY") or build()
        shutil.copy(path, os.path.join(folder, "extension" + ENDING))
        os.environ[VARIABLE] = folder
        import atexit

        owner = os.getpid()
        atexit.register(lambda: os.getpid() == owner and shutil.rmtree(folder, True))
    sys.path.insert(0, folder)
    import extension

    return extension


if __name__ == "__main__":
    print(load().__file__)
