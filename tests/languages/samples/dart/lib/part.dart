part of 'cart.dart';                    // => imports lib.cart

void inPart(int n) => describe(n);      // => defines function inPart; calls lib.cart.describe
