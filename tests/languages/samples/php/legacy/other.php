<?php
// A script of its own, with functions of the same names.
function render($x) { return escape($x); } // => defines function render; calls escape
function escape($x) { return $x; } // => defines function escape
render('x'); // => calls render
