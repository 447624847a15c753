package com.example.shop;

import org.slf4j.*;                         // => imports org.slf4j

class ShopTest {                            // => defines class ShopTest
    Logger log;                             // => defines field ShopTest.log; type_of org.slf4j.Logger from ShopTest.log

    void sells() {                          // => defines method ShopTest.sells
        new Shop().names();                 // => calls Shop.names; instantiates Shop
        new Item().stock();                 // => calls Item.stock; instantiates Item
        log.info("done");                   // => calls org.slf4j.Logger.info
    }
}
