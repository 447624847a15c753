local deep = {}
function deep.run() end                 -- => defines function deep.run
return deep
