"""The names that every Python module sees, as of Python 3.14 (docs.python.org, Built-in Functions).

A list of our own, for the interpreter that runs the indexer may have others.
"""

from __future__ import annotations

BUILTINS = frozenset(
    """
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
    BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
    ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning
    EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError
    FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
    InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError
    OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError
    RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
    StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError
    UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
    UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __build_class__ __debug__ __doc__
    __file__ __import__ __loader__ __name__ __package__ __path__ __spec__ abs aiter all anext any ascii
    bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod
    enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id
    input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord
    pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum
    super tuple type vars zip
    """.split()  # noqa: SIM905 - a list of so many strings would take a screen each
)

BUILTIN_TYPES = frozenset(
    "builtins." + name
    for name in """
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
    BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
    ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning
    EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError
    FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
    InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError
    PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError
    ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
    SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
    UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning
    ValueError Warning ZeroDivisionError bool bytearray bytes classmethod complex dict enumerate filter
    float frozenset int list map memoryview object property range reversed set slice staticmethod str
    super tuple type zip
    """.split()  # noqa: SIM905
)
"""Those of them that are classes, by qualified name."""

BUILTIN_METHODS = frozenset(
    """
    absolute add addFilter addHandler anchor append appendleft as_integer_ratio as_posix as_uri
    astimezone bit_count bit_length buffer callHandlers capitalize casefold center chmod clear close
    closed combine conjugate copy count critical ctime cwd date day debug decode default_factory
    denominator detach difference difference_update discard drive dst elements encode encoding end
    endpos endswith error errors exception exists expand expandtabs expanduser extend extendleft fatal
    fileno filter find findCaller findall finditer flags flush fold format format_map from_bytes fromhex
    fromisocalendar fromisoformat fromkeys fromordinal fromtimestamp fullmatch get getChild
    getEffectiveLevel getbuffer getvalue glob group groupdict groupindex groups handle hardlink_to
    hasHandlers hex home hour imag index info insert intersection intersection_update isEnabledFor
    is_absolute is_block_device is_char_device is_dir is_fifo is_file is_integer is_mount is_relative_to
    is_reserved is_socket is_symlink isalnum isalpha isascii isatty isdecimal isdigit isdisjoint
    isidentifier islower isnumeric isocalendar isoformat isoweekday isprintable isspace issubset
    issuperset istitle isupper items iterdir join joinpath keys lastgroup lastindex lchmod
    line_buffering link_to ljust log lower lstat lstrip makeRecord maketrans manager match max maxlen
    microsecond min minute mkdir month most_common move_to_end name newlines now numerator open owner
    parent parents partition parts pattern pop popitem popleft pos re read read1 read_bytes read_text
    readable readinto readinto1 readline readlines readlink real reconfigure regs relative_to remove
    removeFilter removeHandler removeprefix removesuffix rename replace resolution resolve reverse rfind
    rglob rindex rjust rmdir root rotate rpartition rsplit rstrip samefile scanner search second seek
    seekable setLevel setdefault sort span split splitlines start startswith stat stem strftime string
    strip strptime sub subn subtract suffix suffixes swapcase symlink_to symmetric_difference
    symmetric_difference_update tell time timestamp timetuple timetz title to_bytes today toordinal
    total touch translate truncate tzinfo tzname union unlink update upper utcfromtimestamp utcnow
    utcoffset utctimetuple values warn warning weekday with_name with_stem with_suffix writable write
    write_bytes write_text write_through writelines year zfill
    """.split()  # noqa: SIM905
)
"""Methods of the built-in types and of those that are everywhere (files, re, collections, logging)."""
