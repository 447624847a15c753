def help():                               # => defines function help
    print(len("x"))                       # => calls builtins.len, builtins.print
