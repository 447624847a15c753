"""All that answers for the languages with declared types, each part of which asks the others."""

from __future__ import annotations

from repository_indexer.resolve.evaluate import Evaluator
from repository_indexer.resolve.static.applicable import Applicable
from repository_indexer.resolve.static.calls import Calls
from repository_indexer.resolve.static.constructors import Constructors
from repository_indexer.resolve.static.conversions import Conversions
from repository_indexer.resolve.static.declarations import Declarations
from repository_indexer.resolve.static.expressions import Expressions
from repository_indexer.resolve.static.function_values import FunctionValues
from repository_indexer.resolve.static.inference import Inference
from repository_indexer.resolve.static.lambdas import Lambdas
from repository_indexer.resolve.static.methods import Methods
from repository_indexer.resolve.static.results import Results
from repository_indexer.resolve.static.variables import Variables


class StaticTypes:
    """The parts, each of which finds every answer once."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.symbols = evaluator.symbols
        self.files = {file.path: file for file in self.symbols.files}
        self.declarations = Declarations(evaluator)
        self.conversions = Conversions(self.declarations)
        self.expressions = Expressions(self)
        self.variables = Variables(self)
        self.lambdas = Lambdas(self)
        self.calls = Calls(self)
        self.methods = Methods(self)
        self.applicable = Applicable(self)
        self.constructors = Constructors(self)
        self.inference = Inference(self)
        self.results = Results(self)
        self.function_values = FunctionValues(self)
