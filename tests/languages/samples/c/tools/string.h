/* Not the standard library's. */
void not_standard(void);                           /* => defines function not_standard */
