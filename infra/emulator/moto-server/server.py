"""The emulated AWS: moto's server with the patches. Arguments: those of moto_server.

With EMULATOR_PARENT the server ends when that process is no longer its parent, so that a test run that is killed
leaves no server behind. With EMULATOR_COPIES, a folder, SIGUSR1 makes a copy: another server at a free port that begins
with everything the account has, and goes its own way. The log of the first one is `1/moto.log` in that folder.
"""

import os
import signal
import stat
import sys
import threading
import time

import patches  # noqa: F401  applied by being imported
from moto.server import main


def end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def watch_parent(parent: int) -> None:
    threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()


def close_sockets() -> None:
    """Those of the server that was copied: it goes on listening, and its clients see the ends of its answers."""
    for descriptor in range(3, 4096):
        try:
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.close(descriptor)
        except OSError:
            pass  # nothing is open there


copies = 0


def make_copy(_signal: int, _frame: object) -> None:
    """In the main thread, the only one that a fork takes along: whoever asks waits until no call is under way."""
    global copies
    copies += 1
    parent = os.getpid()
    if os.fork() != 0:
        return
    close_sockets()
    folder = os.path.join(os.environ["EMULATOR_COPIES"], str(copies))
    os.makedirs(folder, exist_ok=True)
    log = os.open(os.path.join(folder, "moto.log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.environ["EMULATOR_COPIES"] = os.path.join(folder, "copies")
    copies = 0
    watch_parent(parent)
    try:
        print(f"Copied as process {os.getpid()}", flush=True)
        main(["-H", "127.0.0.1", "-p", "0"])
    finally:
        os._exit(0)  # what is below on the stack belongs to the server that was copied


if __name__ == "__main__":
    if "EMULATOR_PARENT" in os.environ:
        watch_parent(int(os.environ["EMULATOR_PARENT"]))
    if "EMULATOR_COPIES" in os.environ:
        signal.signal(signal.SIGUSR1, make_copy)
    main(sys.argv[1:])
