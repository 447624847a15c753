int c_function(int value) { return value; }        // => defines function c_function
