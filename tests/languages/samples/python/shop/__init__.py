"""A package that hands on what its modules define."""
from .cart import Cart                    # => imports cart, cart.Cart
from .pricing import *                    # => imports pricing
from .pricing.tax import rate as tax_rate # => imports pricing.tax, pricing.tax.rate
