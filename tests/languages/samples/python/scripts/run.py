#!/usr/bin/env python3
import helper                             # => imports scripts.helper
import shop                               # => imports shop
from shop import Cart, add_tax, tax_rate  # => imports shop, shop.cart.Cart, shop.pricing.tax.add_tax, shop.pricing.tax.rate
from plugins.extra.tool import tool       # => imports plugins.extra.tool, plugins.extra.tool.tool


def main():                               # => defines function main
    cart = Cart()                         # => calls shop.cart.Cart.__init__; instantiates shop.cart.Cart
    cart.report()                         # => calls shop.cart.Cart.report (inferred)
    shop.Cart()                           # => calls shop.cart.Cart.__init__; instantiates shop.cart.Cart
    add_tax(tax_rate())                   # => calls shop.pricing.tax.add_tax, shop.pricing.tax.rate
    helper.help()                         # => calls scripts.helper.help
    tool()                                # => calls plugins.extra.tool.tool


main()                                    # => calls main
