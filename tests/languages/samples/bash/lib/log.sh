log_info() { log_line info "$@"; }      # => defines function log_info; calls log_line
log_line() { printf '%s: %s\n' "$@"; }  # => defines function log_line; calls bash.printf
die() { log_line error "$@"; exit 1; }  # => defines function die; calls bash.exit, log_line
old_total() { :; }                      # => defines function old_total
