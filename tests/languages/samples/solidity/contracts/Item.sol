pragma solidity ^0.8.20;
import "./Cart.sol";                    // => imports contracts.Cart

contract Item {                         // => defines class Item
    Price public price;                 // => defines field Item.price; type_of Price from Item.price
    function show() public view returns (uint) { return Math.missing(price); }  // => defines method Item.show; unresolved calls Math.missing
}

struct Price { uint value; }            // => defines field Price.value; defines struct Price
