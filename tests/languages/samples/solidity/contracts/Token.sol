pragma solidity ^0.8.20;

contract Token {                        // => defines class Token
    constructor(uint supply) {}         // => defines method Token.constructor
    function transfer(address to, uint n) external payable returns (bool) { return _move(to, n); }  // => defines method Token.transfer; calls Token._move
    function _move(address, uint) private returns (bool) { return true; }  // => defines method Token._move
}
