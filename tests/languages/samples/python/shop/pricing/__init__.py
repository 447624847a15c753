from .tax import add_tax, _hidden         # => imports tax, tax._hidden, tax.add_tax

__all__ = ["add_tax"]                     # => defines field __all__
