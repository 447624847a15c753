#ifndef PRICING_H
#define PRICING_H

int rounded(int cents);

#endif
