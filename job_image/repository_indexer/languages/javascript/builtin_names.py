"""The names that every JavaScript module sees: those of the language, of browsers and of Node.js.

ECMA-262 "The Global Object", nodejs.org/api/globals.html, and what developer.mozilla.org/docs/Web/API has of
a window that programs call.
"""

from __future__ import annotations

# fmt: off
BUILTINS = frozenset([
    "AbortController", "AbortSignal", "AggregateError", "Array", "ArrayBuffer", "Atomics", "BigInt",
    "BigInt64Array", "BigUint64Array", "Blob", "Boolean", "BroadcastChannel", "Buffer", "CustomEvent",
    "DOMParser", "DataView", "Date", "Error", "EvalError", "Event", "EventSource", "EventTarget", "File",
    "FileReader", "FinalizationRegistry", "Float32Array", "Float64Array", "FormData", "Function", "Headers",
    "Image", "Int16Array", "Int32Array", "Int8Array", "Intl", "IntersectionObserver",
    "Iterator", "JSON", "Map", "Math", "MessageChannel", "MutationObserver", "Notification",
    "Number", "Object", "Promise", "Proxy", "RangeError", "ReferenceError", "Reflect", "RegExp", "Request",
    "ResizeObserver", "Response", "Set", "SharedArrayBuffer", "String", "Symbol", "SyntaxError",
    "TextDecoder", "TextEncoder", "TypeError", "URIError", "URL", "URLSearchParams", "Uint16Array",
    "Uint32Array", "Uint8Array", "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "WebAssembly",
    "WebSocket", "Worker", "XMLHttpRequest", "__dirname", "__filename", "addEventListener", "alert", "atob",
    "btoa", "cancelAnimationFrame", "clearImmediate", "clearInterval", "clearTimeout", "confirm", "console",
    "crypto", "customElements", "decodeURI", "decodeURIComponent", "dispatchEvent", "document", "encodeURI",
    "encodeURIComponent", "escape", "eval", "fetch", "getComputedStyle", "global", "globalThis", "history",
    "indexedDB", "isFinite", "isNaN", "localStorage", "location", "matchMedia", "navigator", "parseFloat",
    "parseInt", "performance", "postMessage", "process", "prompt", "queueMicrotask", "removeEventListener",
    "requestAnimationFrame", "requestIdleCallback", "require", "scrollTo", "self", "sessionStorage",
    "setImmediate", "setInterval", "setTimeout", "structuredClone", "unescape", "window",
])

COMMON_METHODS = frozenset([
    "add", "addEventListener", "append", "appendChild", "apply", "at", "bind", "call", "catch", "charAt",
    "charCodeAt", "clear", "close", "closest", "concat", "contains", "createElement", "delete",
    "dispatchEvent", "emit", "end", "endsWith", "entries", "every", "exec", "fill", "filter", "finally",
    "find", "findIndex", "flat", "flatMap", "focus", "forEach", "format", "get", "getAttribute", "getTime",
    "has", "hasOwnProperty", "includes", "indexOf", "insertBefore", "isPrototypeOf", "join", "json", "keys",
    "lastIndexOf", "listen", "localeCompare", "log", "map", "match", "matchAll", "next", "off", "on",
    "once", "open", "padEnd", "padStart", "parse", "pipe", "pop", "preventDefault", "push", "querySelector",
    "querySelectorAll", "read", "reduce", "reduceRight", "reject", "remove", "removeChild",
    "removeEventListener", "removeListener", "repeat", "replace", "replaceAll", "reset", "resolve",
    "return", "reverse", "search", "send", "set", "setAttribute", "shift", "size", "slice", "some", "sort",
    "splice", "split", "start", "startsWith", "stop", "stopPropagation", "stringify", "substr", "substring",
    "test", "text", "then", "throw", "toFixed", "toISOString", "toJSON", "toLowerCase", "toString",
    "toUpperCase", "trim", "trimEnd", "trimStart", "unshift", "update", "valueOf", "values", "write",
])
"""Methods of the language's, the browser's and Node.js' own objects."""
# fmt: on
