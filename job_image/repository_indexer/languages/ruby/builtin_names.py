"""Ruby's own classes, methods of the kernel and of every object. Source: docs.ruby-lang.org, core library."""

from __future__ import annotations

# fmt: off
KERNEL = frozenset([
    "Array", "Float", "Hash", "Integer", "Rational", "Complex", "String", "__callee__", "__dir__",
    "__method__",
    "abort", "at_exit", "autoload", "autoload?", "binding", "block_given?", "callcc", "caller",
    "caller_locations",
    "catch", "eval", "exec", "exit", "exit!", "fail", "fork", "format", "gets", "global_variables",
    "lambda", "load",
    "local_variables", "loop", "open", "p", "pp", "print", "printf", "proc", "putc", "puts", "raise", "rand",
    "readline", "readlines", "require", "require_relative", "select", "set_trace_func", "sleep", "spawn",
    "sprintf",
    "srand", "syscall", "system", "test", "throw", "trap", "warn",
])
"""Functions that are called without a receiver."""
MODULE_METHODS = frozenset([
    "alias_method", "allocate", "ancestors", "attr", "attr_accessor", "attr_reader", "attr_writer",
    "autoload",
    "class_eval", "class_exec", "class_variable_get", "class_variable_set", "const_defined?", "const_get",
    "const_missing", "const_set", "constants", "define_method", "deprecate_constant", "extend", "include",
    "include?",
    "included_modules", "instance_method", "instance_methods", "method_defined?", "module_eval",
    "module_exec",
    "module_function", "name", "prepend", "private", "private_class_method", "private_constant",
    "private_instance_methods", "private_method_defined?", "protected", "public", "public_class_method",
    "public_instance_method", "refine", "remove_const", "remove_method", "ruby2_keywords", "superclass",
    "undef_method", "using",
])
"""Methods of every class and module."""
OBJECT_METHODS = frozenset([
    "!~", "<=>", "==", "===", "__id__", "__send__", "class", "clone", "define_singleton_method",
    "display", "dup",
    "enum_for", "eql?", "equal?", "extend", "freeze", "frozen?", "hash", "inspect", "instance_eval",
    "instance_exec",
    "instance_of?", "instance_variable_defined?", "instance_variable_get", "instance_variable_set",
    "instance_variables", "is_a?", "itself", "kind_of?", "method", "methods", "nil?", "object_id",
    "public_method", "public_send", "respond_to?", "send", "singleton_class", "singleton_method", "tap",
    "then",
    "to_enum", "to_s", "yield_self",
])
"""Methods of every object."""
SELF_RESULTS = frozenset(["clone", "dup", "freeze", "itself", "tap"])
"""Those of them that give what they are called on."""
ITERATORS = frozenset([
    "all?", "any?", "chunk_while", "collect", "count", "delete_if", "detect", "each", "each_entry",
    "each_slice",
    "each_with_index", "each_with_object", "filter", "filter_map", "find", "find_all", "find_index",
    "flat_map",
    "group_by", "index_by", "map", "max_by", "min_by", "none?", "one?", "partition", "reject", "reverse_each",
    "select", "sort_by", "sum", "take_while", "uniq",
])
"""Methods of collections that call their block with each element."""
DECLARATIONS = frozenset([
    "alias_method", "attr", "attr_accessor", "attr_reader", "attr_writer", "autoload", "block_given?",
    "define_method", "define_singleton_method", "extend", "include", "load", "module_function", "prepend",
    "private",
    "private_class_method", "private_constant", "protected", "public", "public_class_method", "refine",
    "require",
    "require_relative", "using",
])
"""Methods that only declare something: calls of them are in the facts as what they declare."""
CORE_CLASSES = frozenset([
    "Array", "BasicObject", "Class", "Comparable", "Enumerable", "Enumerator", "Exception", "FalseClass",
    "File",
    "Float", "Hash", "IO", "Integer", "Kernel", "MatchData", "Method", "Module", "NilClass", "Numeric",
    "Object",
    "Proc", "Range", "Regexp", "Set", "StandardError", "String", "Struct", "Symbol", "Thread", "Time",
    "TrueClass",
])
"""Ruby's own classes and modules, which files can reopen."""
COMMON_METHODS = OBJECT_METHODS | ITERATORS | MODULE_METHODS | frozenset([
    "+", "-", "*", "/", "%", "<<", "[]", "[]=", "<", ">", "<=", ">=", "=~", "add", "any", "append", "at",
    "bytes",
    "call", "capitalize", "chars", "chomp", "clear", "close", "compact", "concat", "delete", "delete_at",
    "dig",
    "downcase", "drop", "each_key", "each_pair", "each_value", "empty?", "end_with?", "exist?", "fetch",
    "first",
    "flatten", "force_encoding", "get", "gsub", "gsub!", "has_key?", "include?", "index", "insert",
    "join", "key?",
    "keys", "last", "length", "lines", "match", "match?", "merge", "merge!", "message", "min", "max",
    "name", "new",
    "next", "pop", "push", "read", "replace", "reverse", "rewind", "scan", "set", "shift", "size",
    "slice", "sort",
    "split", "start_with?", "strip", "sub", "sub!", "succ", "take", "times", "to_a", "to_h", "to_i",
    "to_proc",
    "to_sym", "unshift", "update", "upcase", "values", "values_at", "write", "zip",
])
"""Methods of the core classes: a call of one on an unknown receiver is no candidate."""
# fmt: on
