local Base = {}                         -- => defines class Base
Base.__index = Base
function Base:extend() return setmetatable({}, { __index = self }) end  -- => defines method Base.extend
function Base:init(x) end               -- => defines method Base.init
function Base:describe() end            -- => defines method Base.describe
return { Base = Base }
