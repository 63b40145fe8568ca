"""The emulated AWS: moto's server with the patches. Arguments: those of moto_server.

With EMULATOR_PARENT the server ends when that process is no longer its parent, so that a test run that is killed
leaves no server behind.
"""

import os
import sys
import threading
import time

import patches  # noqa: F401  applied by being imported
from moto.server import main


def end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    if "EMULATOR_PARENT" in os.environ:
        threading.Thread(target=end_with_parent, args=(int(os.environ["EMULATOR_PARENT"]),), daemon=True).start()
    main(sys.argv[1:])
