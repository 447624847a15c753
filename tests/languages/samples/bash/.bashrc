alias ll="ls -l"                        # => calls bash.alias
prompt() { format_item; }               # => defines function prompt; calls lib.format.format_item (candidate)
