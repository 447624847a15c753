"""Entry point of `python3 hack/cluster`, which runs a directory and therefore knows no package."""

import sys
from pathlib import Path

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from cluster.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
