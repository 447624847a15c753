from abc import ABC, abstractmethod       # => imports abc.ABC, abc.abstractmethod
from typing import Protocol               # => imports typing.Protocol


class Sellable(Protocol):                 # => defines class Sellable; inherits typing.Protocol
    def price(self) -> float: ...         # => defines method Sellable.price


class Item(ABC):                          # => defines class Item; inherits abc.ABC
    count = 0                             # => defines field Item.count

    def __init__(self, name: str) -> None: # => defines method Item.__init__
        self.name = name                  # => defines field Item.name
        Item.register(self)               # => calls Item.register

    @classmethod                          # => decorates builtins.classmethod from Item.register
    def register(cls, item: "Item") -> None: # => defines method Item.register; type_of Item
        cls.count += 1
        cls.describe()                    # => calls Item.describe (inferred)

    @staticmethod                         # => decorates builtins.staticmethod from Item.describe
    def describe() -> str:                # => defines method Item.describe
        return "item".upper()             # => calls builtins.str.upper (inferred)

    @abstractmethod                       # => decorates abc.abstractmethod from Item.price
    def price(self):                      # => defines method Item.price
        raise NotImplementedError("price") # => instantiates builtins.NotImplementedError

    def label(self) -> str:               # => defines method Item.label
        return self.describe()            # => calls Item.describe (inferred)


class Discounted(Item):                   # => defines class Discounted; inherits Item
    def price(self):                      # => defines method Discounted.price; overrides Item.price
        return super().price()            # => calls builtins.super; calls Item.price (inferred)

    def label(self):                      # => defines method Discounted.label; overrides Item.label
        return super().label()            # => calls builtins.super; calls Imported.label, Item.label (inferred)


class Imported(Item):                     # => defines class Imported; inherits Item
    def label(self):                      # => defines method Imported.label; overrides Item.label
        return "imported"


class Wine(Discounted, Imported):         # => defines class Wine; inherits Discounted, Imported
    """Discounted.label comes before Imported.label and Item.label (C3)."""

    def show(self):                       # => defines method Wine.show
        return self.label()               # => calls Discounted.label (inferred)
