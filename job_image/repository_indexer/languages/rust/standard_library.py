"""Names of Rust's standard library that are known without being imported.

Source: doc.rust-lang.org/std/prelude, /std/#primitives and /std/#macros; the Rust reference, "Attributes".
"""

from __future__ import annotations

STANDARD_CRATES = frozenset(["std", "core", "alloc", "proc_macro"])
"""Crates that need no mention in Cargo.toml."""
# fmt: off
PRIMITIVES = frozenset([
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32",
    "u64",
    "u128", "usize",
])
_MACROS = (
    "assert", "assert_eq", "assert_ne", "cfg", "column", "compile_error", "concat", "dbg", "debug_assert",
    "debug_assert_eq", "debug_assert_ne", "env", "eprint", "eprintln", "file", "format", "format_args",
    "include", "include_bytes", "include_str", "line", "matches", "module_path", "option_env", "panic",
    "print",
    "println", "stringify", "thread_local", "todo", "try", "unimplemented", "unreachable", "vec", "write",
    "writeln",
)
MACROS = {name: f"std.{name}" for name in _MACROS}
PRELUDE = {
    name: f"std.{module}.{name}"
    for module, names in {
        "marker": ("Copy", "Send", "Sized", "Sync", "Unpin"),
        "ops": ("Drop", "Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce"),
        "mem": ("drop", "align_of", "align_of_val", "size_of", "size_of_val"),
        "boxed": ("Box",),
        "borrow": ("ToOwned",),
        "clone": ("Clone",),
        "cmp": ("PartialEq", "PartialOrd", "Eq", "Ord"),
        "convert": ("AsRef", "AsMut", "Into", "From", "TryFrom", "TryInto"),
        "default": ("Default",),
        "iter": ("Iterator", "Extend", "IntoIterator", "DoubleEndedIterator", "ExactSizeIterator",
                 "FromIterator"),
        "option": ("Option",),
        "option.Option": ("Some", "None"),
        "result": ("Result",),
        "result.Result": ("Ok", "Err"),
        "string": ("String", "ToString"),
        "vec": ("Vec",),
        "fmt": ("Debug",),
        "hash": ("Hash",),
    }.items()
    for name in names
}
"""The prelude; `Debug` and `Hash` are its derive macros."""
ATTRIBUTES = frozenset([
    "allow", "automatically_derived", "bench", "cfg", "cfg_attr", "cold", "default", "deny", "deprecated",
    "derive", "doc", "expect", "export_name", "feature", "forbid", "global_allocator", "ignore", "inline",
    "link",
    "link_name", "macro_export", "macro_use", "must_use", "naked", "no_link", "no_mangle", "no_std",
    "non_exhaustive", "panic_handler", "path", "proc_macro", "proc_macro_attribute", "proc_macro_derive",
    "repr", "rustfmt", "should_panic", "target_feature", "test", "test_case", "track_caller", "used", "warn",
])
"""Attributes of the language itself, which name nothing that could be found."""
# fmt: on
