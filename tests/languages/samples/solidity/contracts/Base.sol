pragma solidity ^0.8.20;

contract Base {                         // => defines class Base
    uint internal total;                // => defines field Base.total
    constructor(uint n) { total = n; }  // => defines method Base.constructor
    function helper(uint n) internal { total += n; }  // => defines method Base.helper
    function reset() public virtual { total = 0; }  // => defines method Base.reset
}
