#include "Pricing.h" // => imports Shop/Pricing.h

int rounded(int cents) { // => defines function rounded
    return cents - cents % 5;
}
