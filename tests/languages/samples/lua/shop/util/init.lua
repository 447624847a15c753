local util = {}
util.deep = require "shop.util.deep"    -- => imports deep
function util.format(x) return tostring(x) end  -- => defines function util.format; calls _G.tostring
return util
