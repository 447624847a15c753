import math                               # => imports math
import os.path as osp                     # => imports os.path

RATE = 0.2                                # => defines constant RATE
listeners = []                            # => defines field listeners


def rate() -> float:                      # => defines function rate
    return RATE


def add_tax(amount):                      # => defines function add_tax
    def rounded(value):                   # => defines function add_tax.rounded
        return math.floor(value)          # => calls math.floor

    return rounded(amount * rate())       # => calls add_tax.rounded, rate


def _hidden():                            # => defines function _hidden
    return osp.join("a", "b")             # => calls os.path.join
