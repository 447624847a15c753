"""Values that flow, in languages whose objects get their members as the program runs.

A whole program is read as flows between variables (Andersen's analysis: subsets, an object is the place that
makes it): `values` are what flows, `heap` knows members and prototypes, `names` finds variables,
`expressions` gives each expression one, `program` makes the flows of a file and `calls` those of its calls,
`lexical` tells what scopes and imports alone decide, `edges` writes it all down. What differs between
languages is in their `DynamicRules`.
"""
