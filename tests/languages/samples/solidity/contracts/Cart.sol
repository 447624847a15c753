// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import "./Base.sol";                    // => imports contracts.Base
import "./utils/Math.sol" as M;         // => imports contracts.utils.Math
import {Item, Price as Cost} from "./Item.sol";  // => imports contracts.Item, contracts.Item.Item, contracts.Item.Price
import * as Tokens from "contracts/Token.sol";  // => imports contracts.Token
import {Token} from "./Token.sol";      // => imports contracts.Token, contracts.Token.Token
import "@openzeppelin/contracts/access/Ownable.sol";  // => imports @openzeppelin/contracts/access/Ownable.sol

/// A cart.
/// It holds items.
abstract contract Cart is Base, Ownable {  // => defines class Cart; inherits contracts.Base.Base; unresolved inherits Ownable
    using M.SafeMath for uint256;

    struct Line { uint n; Item item; }  // => defines field Cart.Line.item; defines field Cart.Line.n; defines struct Cart.Line; type_of contracts.Item.Item from Cart.Line.item
    enum State { Open, Closed }         // => defines constant Cart.State.Closed; defines constant Cart.State.Open; defines enum Cart.State
    event Added(address indexed who, uint n);  // => defines class Cart.Added
    error TooMany(uint n);              // => defines class Cart.TooMany

    uint256 public count = 1;           // => defines field Cart.count
    mapping(address => Line) private lines;  // => defines field Cart.lines; type_of Cart.Line from Cart.lines
    uint constant MAX = 10;             // => defines field Cart.MAX

    modifier onlyOpen(uint n) {         // => defines method Cart.onlyOpen
        require(n > 0, "none");         // => calls solidity.require
        check(n);                       // => calls Cart.check
        _;
    }

    constructor(uint n) Base(n) {       // => defines method Cart.constructor
        count = n;
    }

    /// Adds.
    function add(Item item, uint n) public onlyOpen(n) returns (uint) {  // => defines method Cart.add; calls Cart.onlyOpen; type_of contracts.Item.Item
        helper(n);                      // => calls contracts.Base.Base.helper
        M.double(n);                    // => calls contracts.utils.Math.double
        emit Added(msg.sender, n);      // => instantiates Cart.Added
        if (n > MAX) revert TooMany(n); // => instantiates Cart.TooMany
        Token t = new Token(n);         // => instantiates contracts.Token.Token; type_of contracts.Token.Token
        t.transfer{value: 1}(msg.sender, n);  // => calls contracts.Token.Token.transfer (inferred)
        item.show();                    // => calls contracts.Item.Item.show (inferred)
        super.reset();                  // => calls contracts.Base.Base.reset (inferred)
        this.later();                   // => calls Cart.later (inferred)
        Line memory line = Line(1, item);  // => references Cart.Line; type_of Cart.Line
        line.item.show();               // => calls contracts.Item.Item.show (inferred)
        IToken(msg.sender).transfer(msg.sender, 1);  // => calls IToken.transfer (inferred); references IToken
        lines[msg.sender].n.add(2);     // => unresolved calls lines[msg.sender].n.add
        count += free(n);               // => calls free
        unknown(n);                     // => unresolved calls unknown
        return uint256(n);
    }

    function check(uint n) internal virtual;  // => defines method Cart.check
    function later() external { reset(); }  // => defines method Cart.later; calls contracts.Base.Base.reset
    receive() external payable { count++; }  // => defines method Cart.receive
}

interface IToken {                      // => defines interface IToken
    function transfer(address to, uint n) external returns (bool);  // => defines method IToken.transfer
}

function free(uint n) pure returns (uint) {  // => defines function free
    return n;
}

type Amount is uint256;                 // => defines type_alias Amount
uint constant TOP = 1;                  // => defines constant TOP
