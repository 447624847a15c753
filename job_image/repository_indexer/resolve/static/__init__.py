"""Names, types and calls in languages whose types are declared, as a compiler finds them.

`type_texts` takes the text of a type apart, `types` are what it stands for; `declarations` finds names,
classes and members; `expressions` gives every expression its type, `calls` every call its callee, by
`overloads` and `conversions` where there are several; `lambdas` gets the types of lambdas from where they
stand; `overriding` and `edges` make the graph of it. What differs between languages is in `static_rules`.
"""
