from __future__ import annotations

import functools                          # => imports functools
from collections.abc import Iterable      # => imports collections.abc.Iterable
from typing import Optional               # => imports typing.Optional

import shop.pricing.tax                   # => imports shop.pricing.tax
from shop.base import Item, Wine as RedWine # => imports shop.base, shop.base.Item, shop.base.Wine
from shop.missing import nothing          # => unresolved imports shop.missing.nothing

from . import pricing                     # => imports shop, shop.pricing
from .pricing.tax import rate             # => imports shop.pricing.tax, shop.pricing.tax.rate


def logged(function):                     # => defines function logged
    @functools.wraps(function)            # => calls functools.wraps; decorates functools.wraps from logged.wrapper
    def wrapper(*args):                   # => defines function logged.wrapper
        return function(*args)            # => calls Owner.greet (inferred)

    return wrapper                        # => references logged.wrapper (inferred)


def repeated(times):                      # => defines function repeated
    def decorate(function):               # => defines function repeated.decorate
        return function               # => references checkout (inferred)

    return decorate                       # => references repeated.decorate


class Cart:                               # => defines class Cart
    owner: Owner                          # => defines field Cart.owner; type_of Owner from Cart.owner

    def __init__(self, owner: Optional[Owner] = None): # => defines method Cart.__init__; type_of Owner, typing.Optional
        self.items: list[Item] = []       # => defines field Cart.items; type_of shop.base.Item
        self.owner = owner
        self.first = RedWine("a")         # => defines field Cart.first; calls shop.base.Item.__init__; instantiates shop.base.Wine

    def add(self, item: Item) -> Cart:    # => defines method Cart.add; type_of shop.base.Item, Cart
        self.items.append(item)           # => calls builtins.list.append (inferred)
        item.label()                      # => calls shop.base.Discounted.label, shop.base.Item.label (inferred)
        return self

    def total(self):                      # => defines method Cart.total
        for item in self.items:
            item.price()                  # => calls shop.base.Item.price (inferred)
        return sum(pricing.add_tax(entry.price()) for entry in self.items) # => calls builtins.sum, shop.pricing.tax.add_tax; calls shop.base.Item.price (inferred)

    @property                             # => decorates builtins.property from Cart.favourite
    def favourite(self) -> RedWine:       # => defines method Cart.favourite; type_of shop.base.Wine
        return self.first

    def report(self):                     # => defines method Cart.report
        self.favourite.show()             # => calls Cart.favourite, shop.base.Wine.show (inferred)
        self.first.show()                 # => calls shop.base.Wine.show (inferred)
        self.owner.greet()                # => calls logged.wrapper (inferred); calls Owner.greet (inferred)
        return shop.pricing.tax.rate()    # => calls shop.pricing.tax.rate


class Owner:                              # => defines class Owner
    @logged                               # => calls logged; decorates logged from Owner.greet
    def greet(self):                      # => defines method Owner.greet
        return nothing()                  # => unresolved calls nothing

    def __enter__(self) -> Owner:         # => defines method Owner.__enter__; type_of Owner
        return self

    def __call__(self, text):             # => defines method Owner.__call__
        return text

    def only_here(self):                  # => defines method Owner.only_here
        pass


@repeated(2)                              # => calls repeated; calls repeated.decorate (inferred); decorates repeated from checkout
def checkout(cart: Cart, owners: dict[str, Owner], unknown): # => defines function checkout; type_of Cart, Owner
    cart.add(RedWine("b")).add(RedWine("c")).total() # => calls shop.base.Item.__init__; calls Cart.add, Cart.total (inferred); instantiates shop.base.Wine
    with Owner() as owner:                # => calls Owner.__enter__ (inferred); instantiates Owner
        owner.greet()                     # => calls logged.wrapper (inferred); calls Owner.greet (inferred)
        owner("called")                   # => calls Owner.__call__ (inferred)
    for key, value in unknown:
        value.only_here()                 # => calls Owner.only_here (candidate)
        value.append(1)                   # => unresolved calls value.append
    handler = owner.greet                 # => references logged.wrapper (inferred); references Owner.greet (inferred)
    handler()                             # => calls logged.wrapper (inferred); calls Owner.greet (inferred)
    twice = lambda x: rate() * x          # => defines function checkout.<lambda1>; references checkout.<lambda1> from checkout; unresolved calls rate
    twice(2)                              # => calls checkout.<lambda1> (inferred)
    owners["a"].greet()                   # => calls logged.wrapper (inferred); calls Owner.greet (inferred)
    unknown.whatever()                    # => unresolved calls unknown.whatever
    rate = unknown
    other, third = Owner(), Cart()        # => calls Cart.__init__; instantiates Cart, Owner
    other.greet()                         # => calls logged.wrapper (inferred); calls Owner.greet (inferred)
    third.total()                         # => calls Cart.total (inferred)
    return undefined_name()               # => unresolved calls undefined_name


def shadow(rate):                         # => defines function shadow
    return rate()                         # => unresolved calls rate


def counting():                           # => defines function counting
    global counter
    counter = Cart()                      # => defines field counter; calls Cart.__init__; instantiates Cart


def use_counter():                        # => defines function use_counter
    return counter.total()                # => calls Cart.total (inferred)


if __name__ == "__main__":
    checkout(Cart(), {}, None)            # => calls Cart.__init__; calls checkout (inferred); instantiates Cart
