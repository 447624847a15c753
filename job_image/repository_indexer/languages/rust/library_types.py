"""What the methods of Rust's own containers give, and what they hand to closures.

Source: doc.rust-lang.org/std, the signatures of Option, Result, Iterator, slices, Vec, maps, cells and locks.
A type is written with the names of its holder's parameters; `R` is what the closure gives that a method gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class HolderType(NamedTuple):
    """A type that holds values: its parameters, what its methods give and what they hand to closures."""

    parameters: tuple[str, ...]
    element: str
    """What a loop over it gives."""
    results: Mapping[str, str]
    handed: Mapping[str, tuple[str, ...]]


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """The type that each of the methods gives, from their names by that type."""
    return {name: given for given, several in names.items() for name in several.split()}


# fmt: off
_ITERATOR_RESULTS = _by_name({
    "std::option::Option<T>":
        "next last nth min max min_by max_by min_by_key max_by_key find reduce peek "
        "next_back",
    "std::option::Option<usize>": "position",
    "R": "find_map fold",
    "Self":
        "filter skip take step_by rev chain cycle inspect peekable fuse by_ref take_while "
        "skip_while cloned copied into_iter iter iter_mut drain",
    "std::iter::Iterator<R>": "map",
    "std::iter::Iterator<R.T>": "filter_map flat_map map_while",
    "std::iter::Iterator<T.T>": "flatten",
    "std::iter::Iterator<(usize, T)>": "enumerate",
    "std::iter::Iterator<(T, ?)>": "zip",
    "std::vec::Vec<T>": "collect",
})
_ITERATOR_HANDED = dict.fromkeys(
    [
        "map", "filter", "for_each", "find", "any", "all", "position", "filter_map", "flat_map",
        "inspect", "find_map",
        "take_while", "skip_while", "map_while", "min_by_key", "max_by_key", "partition", "retain",
        "is_some_and",
        "sort_by_key", "sort_by_cached_key", "try_for_each", "retain_mut",
    ],
    ("T",),
) | {
    "fold": ("?", "T"), "try_fold": ("?", "T"), "reduce": ("T", "T"), "min_by": ("T", "T"),
    "max_by": ("T", "T"),
    "sort_by": ("T", "T"), "sort_unstable_by": ("T", "T"), "dedup_by_key": ("T",),
    "sort_unstable_by_key": ("T",),
}
_SLICE_RESULTS = _ITERATOR_RESULTS | _by_name({
    "std::option::Option<T>":
        "first last get first_mut last_mut get_mut pop pop_front pop_back front back "
        "front_mut back_mut take get_index",
    "T": "remove swap_remove get_unchecked index concat",
    "std::iter::Iterator<T>":
        "iter iter_mut into_iter drain chunks windows chunks_exact union intersection "
        "difference",
    "Self":
        "to_vec to_owned clone as_slice as_mut_slice split_off as_ref as_mut borrow "
        "borrow_mut into_boxed_slice into_vec",
    "std::option::Option<(T, Self)>": "split_first split_last",
})
_OPTION_RESULTS = _by_name({
    "T":
        "unwrap expect unwrap_or unwrap_or_default unwrap_or_else insert get_or_insert "
        "get_or_insert_with unwrap_unchecked flatten",
    "Self":
        "as_ref as_mut as_deref as_deref_mut cloned copied filter or or_else take replace "
        "xor inspect clone as_pin_mut",
    "std::option::Option<R>": "map",
    "R": "and_then map_or map_or_else",
    "std::result::Result<T, ?>": "ok_or ok_or_else",
    "std::iter::Iterator<T>": "iter iter_mut into_iter",
    "std::option::Option<(T, ?)>": "zip",
})
_RESULT_RESULTS = _by_name({
    "T": "unwrap expect unwrap_or unwrap_or_default unwrap_or_else into_ok",
    "E": "unwrap_err expect_err into_err",
    "Self":
        "as_ref as_mut as_deref as_deref_mut cloned copied map_err or_else inspect "
        "inspect_err clone or",
    "std::result::Result<R, E>": "map",
    "R": "and_then map_or map_or_else",
    "std::option::Option<T>": "ok",
    "std::option::Option<E>": "err",
    "std::iter::Iterator<T>": "iter iter_mut into_iter",
})
_MAP_RESULTS = _by_name({
    "std::option::Option<V>": "get get_mut remove insert get_or_insert_with pop_first_value",
    "std::option::Option<(K, V)>":
        "get_key_value remove_entry first_key_value last_key_value pop_first pop_last",
    "std::iter::Iterator<V>": "values values_mut into_values",
    "std::iter::Iterator<K>": "keys into_keys",
    "std::iter::Iterator<(K, V)>": "iter iter_mut into_iter drain range",
    "std::collections::hash_map::Entry<V>": "entry",
    "Self": "clone as_ref as_mut",
    "V": "index",
})
_ENTRY_RESULTS = _by_name({
    "V": "or_insert or_insert_with or_default or_insert_with_key",
    "Self": "and_modify",
})
_GUARD_RESULTS = _by_name({
    "std::result::Result<T, ?>":
        "lock read write try_lock try_read try_write get_mut into_inner try_borrow "
        "try_borrow_mut",
})
_CELL_RESULTS = _by_name({
    "T": "borrow borrow_mut get get_mut take replace into_inner load get_or_init",
})

ITERATOR = HolderType(("T",), "T", _ITERATOR_RESULTS, _ITERATOR_HANDED)
_SLICE = HolderType(("T",), "T", _SLICE_RESULTS, _ITERATOR_HANDED)
_OPTION = HolderType(
    ("T",), "T", _OPTION_RESULTS,
    dict.fromkeys(["map", "and_then", "filter", "inspect", "is_some_and", "is_none_or"], ("T",))
    | {"map_or": ("T",), "map_or_else": ("T",)},
)
_RESULT = HolderType(
    ("T", "E"), "T", _RESULT_RESULTS,
    dict.fromkeys(["map", "and_then", "inspect", "is_ok_and", "map_or"], ("T",))
    | dict.fromkeys(["map_err", "unwrap_or_else", "or_else", "inspect_err", "is_err_and"], ("E",)),
)
_MAP = HolderType(("K", "V"), "(K, V)", _MAP_RESULTS, {"retain": ("K", "V")})

HOLDERS: dict[str, HolderType] = {
    "std.option.Option": _OPTION,
    "std.result.Result": _RESULT,
    "std.iter.Iterator": ITERATOR,
    "std.iter.IntoIterator": ITERATOR,
    "std.iter.DoubleEndedIterator": ITERATOR,
    "std.iter.ExactSizeIterator": ITERATOR,
    "std.slice": _SLICE,
    "std.vec.Vec": _SLICE,
    "std.collections.VecDeque": _SLICE,
    "std.collections.LinkedList": _SLICE,
    "std.collections.HashSet": _SLICE,
    "std.collections.BTreeSet": _SLICE,
    "std.collections.BinaryHeap": _SLICE,
    "std.collections.HashMap": _MAP,
    "std.collections.BTreeMap": _MAP,
    "std.collections.hash_map.Entry": HolderType(("V",), "", _ENTRY_RESULTS, {"and_modify": ("V",)}),
    "std.sync.Mutex": HolderType(("T",), "", _GUARD_RESULTS, {}),
    "std.sync.RwLock": HolderType(("T",), "", _GUARD_RESULTS, {}),
    "std.cell.RefCell": HolderType(("T",), "", _CELL_RESULTS, {}),
    "std.cell.Cell": HolderType(("T",), "", _CELL_RESULTS, {}),
    "std.cell.OnceCell": HolderType(("T",), "", _CELL_RESULTS | {"get": "std::option::Option<T>"}, {}),
    "std.sync.OnceLock": HolderType(("T",), "", _CELL_RESULTS | {"get": "std::option::Option<T>"}, {}),
}
TRANSPARENT = frozenset([
    "std.boxed.Box", "std.rc.Rc", "std.sync.Arc", "std.pin.Pin", "std.borrow.Cow", "std.mem.ManuallyDrop",
    "std.cell.Ref", "std.cell.RefMut", "std.sync.MutexGuard", "std.sync.RwLockReadGuard",
    "std.sync.RwLockWriteGuard", "std.sync.LazyLock", "std.cell.LazyCell", "std.future.Future",
    "std.cell.UnsafeCell",
    "std.mem.MaybeUninit", "std.convert.AsRef", "std.convert.AsMut", "std.borrow.Borrow", "std.ops.Deref",
    "std.ops.DerefMut", "std.convert.Into",
])
"""Types that dereference to what they hold, or turn into it."""
TRAIT_METHODS = {
    "clone": "std.clone.Clone", "to_owned": "std.borrow.ToOwned", "into": "std.convert.Into",
    "try_into": "std.convert.TryInto", "to_string": "std.string.ToString", "borrow": "std.borrow.Borrow",
    "borrow_mut": "std.borrow.BorrowMut", "as_ref": "std.convert.AsRef", "as_mut": "std.convert.AsMut",
    "eq": "std.cmp.PartialEq", "ne": "std.cmp.PartialEq", "cmp": "std.cmp.Ord",
    "partial_cmp": "std.cmp.PartialOrd", "hash": "std.hash.Hash", "fmt": "std.fmt.Debug",
    "default": "std.default.Default", "deref": "std.ops.Deref", "deref_mut": "std.ops.DerefMut",
}
"""Methods of traits that are derived or implemented for nearly every type."""
SELF_RESULTS = frozenset(["clone", "to_owned", "borrow", "borrow_mut", "as_ref", "as_mut", "default", "deref",
                          "deref_mut"])
"""Those of them that give what they are called on, or one like it."""
CONSTRUCTORS = frozenset(["new", "default", "from", "with_capacity", "from_iter"])
"""Functions of the standard library's types that make one."""
WRAPPERS = {
    "std.option.Option.Some": "std.option.Option", "std.result.Result.Ok": "std.result.Result",
    "std.result.Result.Err": "std.result.Result", "std.boxed.Box.new": "std.boxed.Box",
    "std.rc.Rc.new": "std.rc.Rc",
    "std.sync.Arc.new": "std.sync.Arc", "std.cell.RefCell.new": "std.cell.RefCell",
    "std.sync.Mutex.new": "std.sync.Mutex", "std.sync.RwLock.new": "std.sync.RwLock",
    "std.cell.Cell.new": "std.cell.Cell", "std.sync.Arc.clone": "std.sync.Arc",
    "std.rc.Rc.clone": "std.rc.Rc",
}
"""What holds the value that it is called with."""
MACRO_RESULTS = {"std.vec": "std.vec.Vec", "std.format": "std.string.String"}
COMMON_METHODS = frozenset([
    "append", "as_bytes", "as_ptr", "as_str", "bytes", "capacity", "chars", "clear", "close", "contains",
    "contains_key", "count", "drop", "ends_with", "entries", "extend", "field", "finish", "flush", "insert",
    "is_empty", "is_err", "is_none", "is_ok", "is_some", "join", "len", "lines", "lock", "parse",
    "product", "push",
    "push_str", "read", "read_line", "recv", "reserve", "resize", "retain", "reverse", "send", "sort",
    "split",
    "starts_with", "sum", "to_lowercase", "to_uppercase", "to_vec", "trim", "truncate", "wait", "write",
    "write_all",
]).union(
    TRAIT_METHODS,
    *(kind.results for kind in HOLDERS.values()),
    *(kind.handed for kind in HOLDERS.values()),
)
"""Methods that the standard library has on many types."""
