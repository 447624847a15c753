"""No __init__.py above: a namespace package."""


def tool():                               # => defines function tool
    return input()                        # => calls builtins.input
