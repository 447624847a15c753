pragma solidity ^0.8.20;

library SafeMath {                      // => defines class SafeMath
    function add(uint a, uint b) internal pure returns (uint) { return a + b; }  // => defines method SafeMath.add
}

function double(uint n) pure returns (uint) { return SafeMath.add(n, n); }  // => defines function double; calls SafeMath.add
