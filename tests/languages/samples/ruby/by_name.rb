def doubled(number) # => defines function doubled
  number
end

def applied(function) # => defines function applied
  function.call(1) # => calls doubled (inferred)
end

applied(method(:doubled)) # => calls Object.method, applied
send(:doubled, 2) # => calls Object.send; calls doubled (inferred)
